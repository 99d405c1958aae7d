//! The protocol step by step, in-process: every refusal has its code, and nothing shows half-way.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, Request};
use serde_json::Value;
use swr_server::image::Digest;
use swr_server::image::build::Blob;
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME};
use swr_server::store::access::{self, Right};
use swr_server::store::users::{self, NewUser};
use swr_server::store::{Store, StoreError, organizations, repositories, sweep};
use swr_server::{Service, Settings, app};
use tower::ServiceExt;

use crate::layout::{self, Pushable};
use crate::server::login_of;

const START: i64 = 1_700_000_000_000;
const HOUR: i64 = 3_600_000;

/// A service with the organization `o`, which each person manages, edits, reads, or knows nothing of.
struct Registry {
    app: Router,
    store: Store,
    clock: Arc<AtomicI64>,
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Status and code of a refusal.
    fn refusal(&self) -> (u16, String) {
        let body: Value = serde_json::from_slice(&self.body).unwrap();
        let code = body.pointer("/errors/0/code").and_then(Value::as_str);
        (self.status, code.unwrap_or_default().to_owned())
    }
}

fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

impl Registry {
    fn new() -> Self {
        let store = Store::in_memory().unwrap();
        let people = [
            ("manager", Some(Right::Manage)),
            ("editor", Some(Right::Edit)),
            ("reader", Some(Right::Read)),
            ("stranger", None),
        ];
        let fill = |connection: &_| {
            users::create_account(connection, ACCOUNT_ID, ACCOUNT_NAME)?;
            for (name, _) in people {
                let user = NewUser {
                    id: name,
                    account_id: ACCOUNT_ID,
                    name,
                    password_hash: "",
                    is_administrator: false,
                    now: START,
                };
                users::create(connection, &user)?;
                users::add_access_key(connection, name, &format!("AK-{name}"), "SK", START)?;
            }
            let organization = organizations::NewOrganization {
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
    async fn ask(&self, user: &str, method: &str, path: &str, body: &[u8]) -> Answer {
        self.ask_with(user, method, path, ("x-nothing", ""), body)
            .await
    }

    async fn ask_with(
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

    async fn push_blob(&self, repository: &str, blob: &Blob) {
        let path = format!("/v2/{repository}/blobs/uploads/?digest={}", blob.digest);
        let answer = self.ask("editor", "POST", &path, &blob.bytes).await;
        assert_eq!(answer.status, 201);
    }

    async fn put_manifest(&self, user: &str, repository: &str, name: &str, blob: &Blob) -> Answer {
        let path = format!("/v2/{repository}/manifests/{name}");
        let header = ("content-type", blob.media_type);
        self.ask_with(user, "PUT", &path, header, &blob.bytes).await
    }

    async fn push(&self, repository: &str, tag: &str, image: &Pushable) {
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

    fn repository(&self, name: &str) -> Option<repositories::RepositoryRow> {
        let found: Result<_, StoreError> = self
            .store
            .read_now(|connection| repositories::find(connection, "o", name));
        found.unwrap()
    }

    fn size_bytes(&self, name: &str) -> u64 {
        let row = self.repository(name).unwrap();
        let size: Result<_, StoreError> = self
            .store
            .read_now(|connection| repositories::size_bytes(connection, &row));
        size.unwrap()
    }

    fn publish(&self, name: &str) {
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

fn total(image: &Pushable) -> u64 {
    let mut blobs: Vec<_> = image
        .blobs
        .iter()
        .map(|b| (&b.digest, b.bytes.len()))
        .collect();
    blobs.sort_unstable();
    blobs.dedup();
    blobs.iter().map(|(_, length)| *length as u64).sum()
}

#[tokio::test]
async fn nobody_is_told_where_to_get_a_token() {
    let registry = Registry::new();
    let answer = registry.ask("", "GET", "/v2/", b"").await;
    assert_eq!(answer.refusal(), is(401, "UNAUTHORIZED"));
    let challenge = "Bearer realm=\"http://registry.test/registry/token\",service=\"swr\"";
    assert_eq!(answer.header("www-authenticate"), challenge);
    assert_eq!(
        answer.header("docker-distribution-api-version"),
        "registry/2.0"
    );
    assert_eq!(registry.ask("editor", "GET", "/v2/", b"").await.status, 200);
}

#[tokio::test]
async fn wrong_logins_are_refused_and_after_ten_not_even_tried() {
    let registry = Registry::new();
    let login = |name: &str, password: &str| {
        let pair = STANDARD.encode(format!("{name}:{password}"));
        format!("Basic {pair}")
    };
    let (_, right) = login_of("AK-editor", "SK");
    for (name, password) in [
        ("local-1@AK-editor", "SK"),
        ("local-1@AK-nobody", right.as_str()),
        ("other@AK-editor", &right),
        ("AK-editor", &right),
    ] {
        let header = login(name, password);
        let answer = registry.ask_with(
            "",
            "GET",
            "/registry/token",
            ("authorization", &header),
            b"",
        );
        assert_eq!(answer.await.refusal(), is(401, "UNAUTHORIZED"), "{name}");
    }
    let wrong = login("local-1@AK-editor", "wrong");
    for _ in 0..10 {
        registry
            .ask_with("", "GET", "/v2/", ("authorization", &wrong), b"")
            .await;
    }
    let answer = registry.ask("editor", "GET", "/v2/", b"").await;
    assert_eq!(answer.refusal(), is(429, "TOOMANYREQUESTS"));
}

#[tokio::test]
async fn a_token_opens_what_it_is_for_and_for_an_hour() {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    let path = "/registry/token?service=swr&scope=repository:o/app:pull";
    let answer = registry.ask("editor", "GET", path, b"").await;
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let bearer = format!("Bearer {}", body["token"].as_str().unwrap());
    let bearer = ("authorization", bearer.as_str());
    let manifest = "/v2/o/app/manifests/1";
    assert_eq!(
        registry
            .ask_with("", "GET", manifest, bearer, b"")
            .await
            .status,
        200
    );

    let push = registry
        .ask_with("", "POST", "/v2/o/app/blobs/uploads/", bearer, b"")
        .await;
    assert_eq!(push.status, 401);
    let challenge = push.header("www-authenticate");
    assert!(
        challenge.contains("scope=\"repository:o/app:pull,push\""),
        "{challenge}"
    );
    assert!(challenge.contains("insufficient_scope"), "{challenge}");
    let again = registry.ask_with("", "GET", path, bearer, b"").await;
    assert_eq!(again.status, 401, "a token must not prolong itself");

    registry.clock.fetch_add(HOUR, Ordering::SeqCst);
    assert_eq!(
        registry
            .ask_with("", "GET", manifest, bearer, b"")
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn a_token_can_be_asked_for_with_a_form() {
    let registry = Registry::new();
    let (user, password) = login_of("AK-editor", "SK");
    let form = |password: &str| {
        let user = user.replace('@', "%40");
        format!("grant_type=password&username={user}&password={password}&scope=repository:o/a:pull")
    };
    let good = registry
        .ask("", "POST", "/registry/token", form(&password).as_bytes())
        .await;
    assert_eq!(good.status, 200);
    let wrong = registry
        .ask("", "POST", "/registry/token", form("x").as_bytes())
        .await;
    assert_eq!(wrong.refusal(), is(401, "UNAUTHORIZED"));
    let other = registry
        .ask("", "POST", "/registry/token", b"grant_type=refresh_token")
        .await;
    assert_eq!(other.status, 400);
}

#[tokio::test]
async fn nothing_is_there_before_the_manifest_is() {
    let registry = Registry::new();
    let image = layout::image(1, 1000);
    for blob in &image.blobs {
        registry.push_blob("o/app", blob).await;
    }
    assert_eq!(registry.repository("app"), None);
    let blob = format!("/v2/o/app/blobs/{}", image.blobs[0].digest);
    assert_eq!(registry.ask("editor", "HEAD", &blob, b"").await.status, 200);
    assert_eq!(registry.ask("reader", "GET", &blob, b"").await.status, 404);

    let top = image.manifests.last().unwrap();
    let put = registry.put_manifest("editor", "o/app", "1.0", top).await;
    assert_eq!(put.header("docker-content-digest"), top.digest.as_str());
    assert_eq!(
        registry.ask("reader", "GET", &blob, b"").await.body,
        image.blobs[0].bytes
    );
    let repository = registry.repository("app").unwrap();
    assert_eq!((repository.tag_count, repository.is_public), (1, false));
    assert_eq!(registry.size_bytes("app"), total(&image));
}

#[tokio::test]
async fn a_manifest_is_refused_as_long_as_something_is_missing() {
    let registry = Registry::new();
    let image = layout::index(1, 1000);
    let (child, index) = (&image.manifests[0], &image.manifests[2]);
    for blob in &image.blobs[1..] {
        registry.push_blob("o/app", blob).await;
    }
    let missing = is(400, "MANIFEST_BLOB_UNKNOWN");
    let put = registry.put_manifest("editor", "o/app", "1", child).await;
    // The first layer is shared and was pushed with the second platform: the name decides, not who.
    assert_eq!(put.status, 201);
    let put = registry.put_manifest("editor", "o/app", "2", index).await;
    assert_eq!(put.refusal(), missing, "the other platform is missing");
    let put = registry.put_manifest("editor", "o/other", "1", child).await;
    assert_eq!(put.refusal(), missing, "blobs of another repository");
    assert_eq!(registry.repository("other"), None);
}

#[tokio::test]
async fn contents_that_are_not_their_name_are_refused_and_forgotten() {
    let registry = Registry::new();
    let digest = Digest::of(b"something else");
    let path = format!("/v2/o/app/blobs/uploads/?digest={digest}");
    let answer = registry.ask("editor", "POST", &path, b"something").await;
    assert_eq!(answer.refusal(), is(400, "DIGEST_INVALID"));
    let uploads = std::fs::read_dir(registry.store.folder().uploads_path()).unwrap();
    assert_eq!(uploads.count(), 0);
    let image = layout::image(1, 10);
    let path = format!("/v2/o/app/manifests/{digest}");
    let header = ("content-type", image.manifests[0].media_type);
    let body = &image.manifests[0].bytes;
    let answer = registry
        .ask_with("editor", "PUT", &path, header, body)
        .await;
    assert_eq!(answer.refusal(), is(400, "DIGEST_INVALID"));
}

#[tokio::test]
async fn chunks_go_where_they_belong() {
    let registry = Registry::new();
    let start = registry
        .ask("editor", "POST", "/v2/o/app/blobs/uploads/", b"")
        .await;
    assert_eq!(start.status, 202);
    let upload = start.header("location").to_owned();
    let chunk = async |range: &'static str, body: &'static [u8]| {
        registry
            .ask_with("editor", "PATCH", &upload, ("content-range", range), body)
            .await
    };
    assert_eq!(chunk("0-4", b"hello").await.header("range"), "0-4");
    let gap = chunk("6-9", b"gap!").await;
    assert_eq!((gap.status, gap.header("range")), (416, "0-4"));
    assert_eq!(chunk("5-10", b"short").await.status, 400);
    assert_eq!(chunk("5-10", b" world").await.header("range"), "0-10");
    let status = registry.ask("editor", "GET", &upload, b"").await;
    assert_eq!((status.status, status.header("range")), (204, "0-10"));

    let digest = Digest::of(b"hello world");
    let end = format!("{upload}?digest={digest}");
    assert_eq!(registry.ask("editor", "PUT", &end, b"").await.status, 201);
    assert_eq!(
        registry.ask("editor", "GET", &upload, b"").await.status,
        404
    );
    let blob = format!("/v2/o/app/blobs/{digest}");
    let part = ("range", "bytes=6-");
    let answer = registry.ask_with("editor", "GET", &blob, part, b"").await;
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (206, &b"world"[..])
    );
    assert_eq!(answer.header("content-range"), "bytes 6-10/11");
}

#[tokio::test]
async fn an_upload_belongs_to_who_started_it_and_where() {
    let registry = Registry::new();
    let start = registry
        .ask("editor", "POST", "/v2/o/app/blobs/uploads/", b"")
        .await;
    let upload = start.header("location").to_owned();
    let unknown = is(404, "BLOB_UPLOAD_UNKNOWN");
    let answer = registry.ask("manager", "PATCH", &upload, b"x").await;
    assert_eq!(answer.refusal(), unknown);
    let elsewhere = upload.replace("o/app", "o/other");
    let answer = registry.ask("editor", "PATCH", &elsewhere, b"x").await;
    assert_eq!(answer.refusal(), unknown);
    let answer = registry
        .ask("editor", "PATCH", "/v2/o/app/blobs/uploads/..", b"x")
        .await;
    assert_eq!(answer.refusal(), unknown);
    assert_eq!(
        registry.ask("editor", "DELETE", &upload, b"").await.status,
        204
    );
    assert_eq!(
        registry
            .ask("editor", "DELETE", &upload, b"")
            .await
            .refusal(),
        unknown
    );
}

#[tokio::test]
async fn a_user_has_only_so_many_uploads_under_way() {
    let registry = Registry::new();
    for _ in 0..100 {
        let start = registry
            .ask("editor", "POST", "/v2/o/app/blobs/uploads/", b"")
            .await;
        assert_eq!(start.status, 202);
    }
    let start = registry
        .ask("editor", "POST", "/v2/o/app/blobs/uploads/", b"")
        .await;
    assert_eq!(start.refusal(), is(429, "TOOMANYREQUESTS"));
    sweep(&registry.store, START + 25 * HOUR).unwrap();
    let start = registry
        .ask("editor", "POST", "/v2/o/app/blobs/uploads/", b"")
        .await;
    assert_eq!(start.status, 202, "those of yesterday are gone");
}

#[tokio::test]
async fn rights_decide_who_pulls_pushes_and_deletes() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let manifest = "/v2/o/app/manifests/1";
    let uploads = "/v2/o/app/blobs/uploads/";
    for (user, method, path, status) in [
        ("reader", "GET", manifest, 200),
        ("stranger", "GET", manifest, 404),
        ("", "GET", manifest, 401),
        ("reader", "POST", uploads, 403),
        ("stranger", "POST", uploads, 403),
        ("", "POST", uploads, 401),
        ("editor", "DELETE", manifest, 403),
        ("reader", "PUT", manifest, 403),
        ("editor", "GET", "/v2/o/other/manifests/1", 404),
        ("editor", "GET", "/v2/none/app/manifests/1", 404),
        ("editor", "POST", "/v2/none/app/blobs/uploads/", 403),
        ("editor", "POST", "/v2/o/Upper/blobs/uploads/", 400),
        ("editor", "POST", "/v2/app/blobs/uploads/", 400),
        ("manager", "DELETE", manifest, 202),
        ("manager", "GET", manifest, 404),
    ] {
        let answer = registry.ask(user, method, path, b"").await;
        assert_eq!(answer.status, status, "{user:?} {method} {path}");
    }
}

#[tokio::test]
async fn everybody_pulls_what_is_public_and_nobody_else_pushes_it() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    registry.publish("app");
    let manifest = "/v2/o/app/manifests/1";
    let blob = format!("/v2/o/app/blobs/{}", image.blobs[0].digest);
    let anonymous = registry.ask(
        "",
        "GET",
        "/registry/token?scope=repository:o/app:pull",
        b"",
    );
    let body: Value = serde_json::from_slice(&anonymous.await.body).unwrap();
    let bearer = format!("Bearer {}", body["token"].as_str().unwrap());
    let bearer = ("authorization", bearer.as_str());
    for path in [manifest, &blob] {
        assert_eq!(registry.ask("", "GET", path, b"").await.status, 200);
        assert_eq!(
            registry.ask_with("", "GET", path, bearer, b"").await.status,
            200
        );
        assert_eq!(registry.ask("stranger", "GET", path, b"").await.status, 200);
    }
    let uploads = "/v2/o/app/blobs/uploads/";
    assert_eq!(
        registry.ask("stranger", "POST", uploads, b"").await.status,
        403
    );
    assert_eq!(
        registry
            .ask_with("", "POST", uploads, bearer, b"")
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn a_blob_is_taken_over_only_from_where_one_may_pull() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let digest = &image.blobs[0].digest;
    let mount = |from: &str| format!("/v2/o/copy/blobs/uploads/?mount={digest}&from={from}");
    assert_eq!(
        registry
            .ask("editor", "POST", &mount("o/app"), b"")
            .await
            .status,
        201
    );
    let blob = format!("/v2/o/copy/blobs/{digest}");
    assert_eq!(registry.ask("editor", "HEAD", &blob, b"").await.status, 200);
    for from in ["o/none", "none/app", "x"] {
        assert_eq!(
            registry
                .ask("editor", "POST", &mount(from), b"")
                .await
                .status,
            202
        );
    }
}

#[tokio::test]
async fn downloads_are_the_manifests_that_were_fetched() {
    let registry = Registry::new();
    let image = layout::index(1, 100);
    registry.push("o/app", "1", &image).await;
    let by_digest = format!("/v2/o/app/manifests/{}", image.manifests[0].digest);
    for (method, path) in [
        ("GET", "/v2/o/app/manifests/1"),
        ("GET", &by_digest),
        ("HEAD", "/v2/o/app/manifests/1"),
        ("GET", "/v2/o/app/manifests/none"),
        ("GET", "/v2/o/app/tags/list"),
    ] {
        registry.ask("reader", method, path, b"").await;
    }
    assert_eq!(registry.repository("app").unwrap().download_count, 2);
}

#[tokio::test]
async fn sizes_count_each_blob_once_over_all_tags() {
    let registry = Registry::new();
    let (image, index) = (layout::image(1, 500), layout::index(1, 500));
    registry.push("o/app", "image", &image).await;
    registry.push("o/app", "index", &index).await;
    // The index has the image's platform and another one.
    assert_eq!(registry.size_bytes("app"), total(&index));
    assert!(total(&index) > total(&image));
}

#[tokio::test]
async fn deleting_by_tag_takes_the_tag_and_by_digest_all_of_them() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    for tag in ["1.0", "1", "latest"] {
        registry.push("o/app", tag, &image).await;
    }
    let tags = async || {
        let answer = registry
            .ask("manager", "GET", "/v2/o/app/tags/list", b"")
            .await;
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        body["tags"].clone()
    };
    let delete = async |name: &str| {
        let path = format!("/v2/o/app/manifests/{name}");
        registry.ask("manager", "DELETE", &path, b"").await.status
    };
    assert_eq!(delete("latest").await, 202);
    assert_eq!(tags().await, serde_json::json!(["1", "1.0"]));
    assert_eq!(delete("latest").await, 404);
    assert_eq!(delete(image.manifests[0].digest.as_str()).await, 202);
    assert_eq!(tags().await, serde_json::json!([]));
    assert_eq!(registry.size_bytes("app"), 0);
}

#[tokio::test]
async fn tags_are_listed_page_by_page() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    for tag in ["c", "a", "b"] {
        registry.push("o/app", tag, &image).await;
    }
    let page = registry
        .ask("reader", "GET", "/v2/o/app/tags/list?n=2", b"")
        .await;
    let body: Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"name": "o/app", "tags": ["a", "b"]})
    );
    let next = "</v2/o/app/tags/list?n=2&last=b>; rel=\"next\"";
    assert_eq!(page.header("link"), next);
    let page = registry
        .ask("reader", "GET", "/v2/o/app/tags/list?n=2&last=b", b"")
        .await;
    let body: Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(
        (&body["tags"], page.header("link")),
        (&serde_json::json!(["c"]), "")
    );
    assert_eq!(
        registry
            .ask("reader", "GET", "/v2/o/app/tags/list?n=x", b"")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn what_is_not_the_registrys_has_the_gateways_shape() {
    let registry = Registry::new();
    for path in ["/v2/_catalog", "/v2/o/app", "/v2/manage/none"] {
        let answer = registry.ask("manager", "GET", path, b"").await;
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (answer.status, &body["error_code"]),
            (404, &"APIGW.0101".into()),
            "{path}"
        );
    }
    let answer = registry
        .ask("manager", "DELETE", "/v2/o/app/tags/list", b"")
        .await;
    assert_eq!(answer.refusal(), is(405, "UNSUPPORTED"));
}

#[tokio::test]
async fn manifests_that_cannot_be_read_are_refused() {
    let registry = Registry::new();
    let path = "/v2/o/app/manifests/1";
    let oci = ("content-type", "application/vnd.oci.image.manifest.v1+json");
    let invalid = is(400, "MANIFEST_INVALID");
    let put = registry.ask_with("editor", "PUT", path, oci, b"{").await;
    assert_eq!(put.refusal(), invalid);
    let put = registry.ask("editor", "PUT", path, b"{}").await;
    assert_eq!(put.refusal(), invalid, "without a media type");
    let long = vec![b' '; 4 * 1024 * 1024 + 1];
    let put = registry.ask_with("editor", "PUT", path, oci, &long).await;
    assert_eq!(put.refusal(), is(413, "SIZE_INVALID"));
}
