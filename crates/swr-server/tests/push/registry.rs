//! A registry in memory with the people of three accounts, asked without a socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, Request};
use serde_json::Value;
use swr_server::image::build::Blob;
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID, REGION};
use swr_server::store::access::{self, Right};
use swr_server::store::users::{self, NewUser};
use swr_server::store::{Store, StoreError, accounts, organizations, repositories, shares};
use swr_server::{Service, Settings, app};
use tower::ServiceExt;

use crate::layout::Pushable;
use crate::server::login_of;

pub(crate) const START: i64 = 1_700_000_000_000;
pub(crate) const HOUR: i64 = 3_600_000;

/// A service with the organization `o`, which each person manages, edits, reads, or knows nothing of.
/// `partner` and `outsider` are of other accounts.
pub(crate) struct Registry {
    app: Router,
    pub(crate) store: Store,
    pub(crate) clock: Arc<AtomicI64>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Status and code of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let body: Value = serde_json::from_slice(&self.body).unwrap();
        let code = body.pointer("/errors/0/code").and_then(Value::as_str);
        (self.status, code.unwrap_or_default().to_owned())
    }
}

pub(crate) fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

impl Registry {
    pub(crate) fn new() -> Self {
        let store = Store::in_memory().unwrap();
        let people = [
            ("manager", Some(Right::Manage)),
            ("editor", Some(Right::Edit)),
            ("reader", Some(Right::Read)),
            ("stranger", None),
        ];
        let partners = [("partner", "partner"), ("outsider", "third")];
        let fill = |connection: &_| {
            accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
            for (_, account) in partners {
                accounts::create(connection, account, account, account)?;
            }
            let ours = people.iter().map(|(name, _)| (*name, ACCOUNT_ID));
            for (name, account_id) in ours.chain(partners) {
                let user = NewUser {
                    id: name,
                    account_id,
                    name,
                    password_hash: "",
                    is_administrator: false,
                    now: START,
                };
                users::create(connection, &user)?;
                users::add_access_key(connection, name, &format!("AK-{name}"), "SK", START)?;
            }
            let organization = organizations::NewOrganization {
                region: REGION,
                name: "o",
                account_id: ACCOUNT_ID,
                creator_id: "manager",
                creator_name: "manager",
                now: START,
            };
            let id = organizations::create(connection, &organization)?;
            for (name, right) in people {
                if let Some(right) = right {
                    access::grant_organization(connection, id, name, right)?;
                }
            }
            Ok::<_, StoreError>(())
        };
        store.write_now(fill).unwrap();
        let clock = Arc::new(AtomicI64::new(START));
        let reading = Arc::clone(&clock);
        let service = Service::new(store.clone(), Settings::default())
            .with_clock(move || reading.load(Ordering::SeqCst));
        Self {
            app: app(service),
            store,
            clock,
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.into(),
        }
    }

    /// As that person, or as nobody for an empty name.
    pub(crate) async fn ask(&self, user: &str, method: &str, path: &str, body: &[u8]) -> Answer {
        self.ask_with(user, method, path, ("x-nothing", ""), body)
            .await
    }

    pub(crate) async fn ask_with(
        &self,
        user: &str,
        method: &str,
        path: &str,
        header: (&str, &str),
        body: &[u8],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request = request
            .header(header.0, header.1)
            .header("host", "registry.test");
        if !user.is_empty() {
            request = request.header("authorization", basic(user));
        }
        let body = Body::from(body.to_vec());
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn push_blob(&self, repository: &str, blob: &Blob) {
        let path = format!("/v2/{repository}/blobs/uploads/?digest={}", blob.digest);
        let answer = self.ask("editor", "POST", &path, &blob.bytes).await;
        assert_eq!(answer.status, 201);
    }

    pub(crate) async fn put_manifest(
        &self,
        user: &str,
        repository: &str,
        name: &str,
        blob: &Blob,
    ) -> Answer {
        let path = format!("/v2/{repository}/manifests/{name}");
        let header = ("content-type", blob.media_type);
        self.ask_with(user, "PUT", &path, header, &blob.bytes).await
    }

    pub(crate) async fn push(&self, repository: &str, tag: &str, image: &Pushable) {
        for blob in &image.blobs {
            self.push_blob(repository, blob).await;
        }
        let (top, inner) = image.manifests.split_last().unwrap();
        for manifest in inner {
            let digest = manifest.digest.as_str();
            let answer = self
                .put_manifest("editor", repository, digest, manifest)
                .await;
            assert_eq!(answer.status, 201);
        }
        let answer = self.put_manifest("editor", repository, tag, top).await;
        assert_eq!(answer.status, 201);
    }

    pub(crate) fn repository(&self, name: &str) -> Option<repositories::RepositoryRow> {
        let found: Result<_, StoreError> = self
            .store
            .read_now(|connection| repositories::find(connection, REGION, "o", name));
        found.unwrap()
    }

    pub(crate) fn size_bytes(&self, name: &str) -> u64 {
        let row = self.repository(name).unwrap();
        let size: Result<_, StoreError> = self
            .store
            .read_now(|connection| repositories::size_bytes(connection, &row));
        size.unwrap()
    }

    /// A right on that repository alone.
    pub(crate) fn grant(&self, name: &str, user: &str, right: Right) {
        let id = self.repository(name).unwrap().id;
        let grant = |connection: &_| access::grant_repository(connection, id, user, right);
        self.store.write_now::<_, StoreError>(grant).unwrap();
    }

    /// With the account `partner`.
    pub(crate) fn share(&self, name: &str, deadline: Option<i64>) {
        let new = shares::NewShare {
            repository_id: self.repository(name).unwrap().id,
            account_id: "partner",
            deadline,
            description: "",
            creator_id: "manager",
            creator_name: "manager",
            now: START,
        };
        let create = |connection: &_| shares::create(connection, &new);
        self.store.write_now(create).unwrap();
    }

    /// No page more than there are, and these are full.
    pub(crate) fn fill_database(&self) {
        let limit = |connection: &rusqlite::Connection| {
            connection.query_row("PRAGMA max_page_count = 1", [], |_| Ok(()))?;
            Ok::<_, StoreError>(())
        };
        self.store.write_now(limit).unwrap();
        for table in ["blobs", "pushed_blobs"] {
            let mut number = 0;
            let mut fill = || {
                number += 1;
                let digest = format!("sha256:{number:064x}");
                self.store
                    .write_now(|connection| insert(connection, table, &digest))
            };
            while fill().is_ok() {}
        }
    }

    pub(crate) fn publish(&self, name: &str) {
        let id = self.repository(name).unwrap().id;
        let changes = repositories::Changes {
            is_public: Some(true),
            ..Default::default()
        };
        let update = |connection: &_| repositories::update(connection, id, &changes, START);
        self.store.write_now::<_, StoreError>(update).unwrap();
    }
}

fn basic(user: &str) -> String {
    let (name, password) = login_of(&format!("AK-{user}"), "SK");
    format!("Basic {}", STANDARD.encode(format!("{name}:{password}")))
}

pub(crate) fn total(image: &Pushable) -> u64 {
    let mut blobs: Vec<_> = image
        .blobs
        .iter()
        .map(|b| (&b.digest, b.bytes.len()))
        .collect();
    blobs.sort_unstable();
    blobs.dedup();
    blobs.iter().map(|(_, length)| *length as u64).sum()
}

fn insert(connection: &rusqlite::Connection, table: &str, digest: &str) -> Result<(), StoreError> {
    let sql = match table {
        "blobs" => "INSERT INTO blobs VALUES (?1, 1, 1)",
        _ => "INSERT INTO pushed_blobs SELECT id, ?1, ?1, 1 FROM organizations",
    };
    connection.execute(sql, [digest])?;
    Ok(())
}
