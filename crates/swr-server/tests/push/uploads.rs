//! Blobs on their way in: nothing shows half-way, and nothing has a wrong name.

use std::sync::atomic::Ordering;

use swr_server::image::Digest;
use swr_server::store::StoreError;
use swr_server::store::access::Right;

use crate::layout;
use crate::registry::{Registry, is, total};

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
async fn contents_that_are_not_their_name_are_rejected_and_forgotten() {
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
async fn a_user_has_only_so_many_uploads_under_way_and_the_longest_idle_makes_room() {
    let registry = Registry::new();
    let start = async || {
        let uploads = "/v2/o/app/blobs/uploads/";
        let start = registry.ask("editor", "POST", uploads, b"").await;
        assert_eq!(start.status, 202);
        start.header("location").to_owned()
    };
    let append = async |upload: &str| {
        let answer = registry.ask("editor", "PATCH", upload, b"x").await;
        answer.status
    };
    let first = start().await;
    let mut second = String::new();
    for number in 1..100 {
        registry.clock.fetch_add(1, Ordering::SeqCst);
        let upload = start().await;
        if number == 1 {
            second = upload;
        }
    }
    // The first one is the oldest, but the second has been idle for longer.
    assert_eq!(append(&first).await, 202);
    registry.clock.fetch_add(1, Ordering::SeqCst);
    let last = start().await;
    for (upload, status) in [(&first, 202), (&second, 404), (&last, 202)] {
        assert_eq!(append(upload).await, status);
    }
}

#[tokio::test]
async fn uploads_that_are_being_written_to_do_not_make_room() {
    let registry = Registry::new();
    let uploads = "/v2/o/app/blobs/uploads/";
    let mut written_to = Vec::new();
    for _ in 0..100 {
        let start = registry.ask("editor", "POST", uploads, b"").await;
        let id = start.header("docker-upload-uuid").to_owned();
        let path = registry.store.folder().uploads_path().join(id);
        let file = std::fs::File::create(path).unwrap();
        file.try_lock().unwrap();
        written_to.push(file);
    }
    let start = registry.ask("editor", "POST", uploads, b"").await;
    assert_eq!(start.refusal(), is(429, "TOOMANYREQUESTS"));
    written_to.pop();
    let start = registry.ask("editor", "POST", uploads, b"").await;
    assert_eq!(start.status, 202);
}

#[tokio::test]
async fn a_push_in_one_request_that_breaks_off_leaves_no_upload() {
    let registry = Registry::new();
    let digest = Digest::of(b"whole");
    let path = format!("/v2/o/app/blobs/uploads/?digest={digest}");
    let range = ("content-range", "7-9");
    let answer = registry
        .ask_with("editor", "POST", &path, range, b"who")
        .await;
    assert_eq!(answer.status, 416);
    let count = |connection: &rusqlite::Connection| {
        let count = connection.query_row("SELECT count(*) FROM uploads", [], |row| row.get(0));
        Ok::<i64, StoreError>(count?)
    };
    assert_eq!(registry.store.read_now(count), Ok(0));
    let files = std::fs::read_dir(registry.store.folder().uploads_path()).unwrap();
    assert_eq!(files.count(), 0);
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
    let privately = mount("o/app").replace("o/copy", "o/theirs");
    registry.push("o/theirs", "1", &layout::image(2, 100)).await;
    registry.grant("theirs", "stranger", Right::Edit);
    let answer = registry.ask("stranger", "POST", &privately, b"").await;
    assert_eq!(answer.status, 202, "without a right on it");
    registry.publish("app");
    let answer = registry.ask("stranger", "POST", &privately, b"").await;
    assert_eq!(answer.status, 201, "everybody may pull it");
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

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_said_to_who_uploads_and_nothing_is_half_there() {
    let registry = Registry::new();
    let digest = Digest::of(b"layer");
    let uploads = registry.store.folder().uploads_path();
    let start = async || {
        let path = "/v2/o/app/blobs/uploads/";
        let start = registry.ask("editor", "POST", path, b"").await;
        assert_eq!(start.status, 202);
        start.header("location").to_owned()
    };
    // The file system has no room: every write to this file fails as on a full disk.
    let upload = start().await;
    let id = upload.rsplit('/').next().unwrap();
    std::os::unix::fs::symlink("/dev/full", uploads.join(id)).unwrap();
    let chunk = registry.ask("editor", "PATCH", &upload, b"layer").await;
    assert_eq!(chunk.refusal(), is(507, "UNKNOWN"));
    let ended = registry.ask("editor", "GET", &upload, b"").await;
    assert_eq!(ended.status, 404, "what it had taken is given back");

    // The file has room, the database has not.
    let upload = start().await;
    let chunk = registry.ask("editor", "PATCH", &upload, b"layer").await;
    assert_eq!(chunk.status, 202);
    registry.fill_database();
    let end = format!("{upload}?digest={digest}");
    let ended = registry.ask("editor", "PUT", &end, b"").await;
    assert_eq!(ended.refusal(), is(507, "UNKNOWN"));
    let blob = format!("/v2/o/app/blobs/{digest}");
    let head = registry.ask("editor", "HEAD", &blob, b"").await;
    assert_eq!(head.status, 404);
}

#[tokio::test]
async fn who_may_not_push_or_look_gets_the_same_response_whatever_is_sent() {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    let digest = Digest::of(b"layer");
    for (method, path, queries) in [
        (
            "POST",
            "/v2/o/app/blobs/uploads/",
            ["".into(), format!("?digest={digest}"), "?digest=x".into()],
        ),
        (
            "PUT",
            "/v2/o/app/blobs/uploads/none",
            ["".into(), format!("?digest={digest}"), "?digest=x".into()],
        ),
        (
            "GET",
            "/v2/o/app/tags/list",
            ["".into(), "?n=1".into(), "?n=x".into()],
        ),
    ] {
        for user in ["stranger", "reader"] {
            let mut said = Vec::new();
            for query in &queries {
                let answer = registry
                    .ask(user, method, &format!("{path}{query}"), b"")
                    .await;
                if answer.status == 200 || user == "reader" && method == "GET" {
                    continue;
                }
                said.push(answer.refusal());
            }
            said.dedup();
            assert!(said.len() <= 1, "{user} {method} {path}: {said:?}");
        }
    }
}
