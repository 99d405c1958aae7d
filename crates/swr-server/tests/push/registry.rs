//! A registry in memory with the people of three accounts, asked without a socket.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request};
use serde_json::Value;
use swr_server::image::build::Blob;
use swr_server::service::{ACCOUNT_ID, REGION};
use swr_server::store::access::Right;
use swr_server::store::members::{self, GrantTarget};
use swr_server::store::{Store, StoreError, organizations, repositories, shares};
use swr_server::{Service, Settings, app};

pub(crate) use crate::in_memory::{HOUR, START};
use crate::in_memory::{InMemory, Person, exchange, login};
use crate::layout::Pushable;

const PEOPLE: [Person; 6] = [
    ("manager", ACCOUNT_ID),
    ("editor", ACCOUNT_ID),
    ("reader", ACCOUNT_ID),
    ("stranger", ACCOUNT_ID),
    ("partner", "partner"),
    ("outsider", "third"),
];

/// A service with the organization `o`, which each person manages, edits, reads, or knows nothing of.
/// `partner` and `outsider` are of other accounts.
pub(crate) struct Registry {
    app: Router,
    pub(crate) service: Service,
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

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Status and code of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let body = self.json();
        let code = body.pointer("/errors/0/code").and_then(Value::as_str);
        (self.status, code.unwrap_or_default().to_owned())
    }
}

pub(crate) fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

impl Registry {
    pub(crate) fn new() -> Self {
        let accounts = [("partner", "partner"), ("third", "third")];
        let memory = InMemory::new(Settings::default(), &[], &accounts, &PEOPLE);
        let fill = |connection: &_| {
            let organization = organizations::NewOrganization {
                region: REGION,
                name: "o",
                account_id: ACCOUNT_ID,
                creator_id: "manager",
                creator_name: "manager",
                now: START,
            };
            let id = organizations::create(connection, &organization)?;
            for (name, right) in [("editor", Right::Edit), ("reader", Right::Read)] {
                members::grant(connection, GrantTarget::Organization(id), name, right)?;
            }
            Ok::<_, StoreError>(())
        };
        memory.store.write_now(fill).unwrap();
        Self {
            app: app(memory.service.clone()),
            service: memory.service,
            store: memory.store,
            clock: memory.clock,
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = exchange(&self.app, request).await;
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.into(),
        }
    }

    /// As that person, or as no one for an empty name.
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
            request = request.header("authorization", login(REGION, user));
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
        let grant =
            |connection: &_| members::grant(connection, GrantTarget::Repository(id), user, right);
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
        "blobs" => "INSERT INTO blobs (digest, size_bytes, created_at) VALUES (?1, 1, 1)",
        _ => "INSERT INTO pushed_blobs SELECT id, ?1, ?1, 1 FROM organizations",
    };
    connection.execute(sql, [digest])?;
    Ok(())
}
