//! The built console on the same port.

use axum::body::Body;
use http::Request;
use swr_server::Settings;
use tempfile::TempDir;

use crate::world::World;

const PAGE: [(&str, &str); 1] = [("accept", "text/html,*/*;q=0.8")];

/// As the build lays it out: the digest is in the name of the folder.
const WASM: &str = "program-a891655e1593c94b/swr-console_bg.wasm";

fn world() -> (TempDir, World) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("locales")).unwrap();
    write("index.html", "<title>Console</title>");
    let program = folder.path().join("program-a891655e1593c94b");
    std::fs::create_dir(program).unwrap();
    write(WASM, "plain");
    write(&format!("{WASM}.br"), "brotli");
    write(&format!("{WASM}.gz"), "gzip");
    write("console-0123456789abcdef.css", "sheet");
    write("boot.js", "start()");
    write("locales/fr.json", "{}");
    write("notes.private", "not for others");
    let world = World::with(Settings {
        console: Some(folder.path().to_owned()),
        ..Settings::default()
    });
    (folder, world)
}

#[tokio::test]
async fn browsers_get_the_console_and_programs_the_versions() {
    let (_folder, world) = world();
    let page = world.get("/", &PAGE).await;
    assert_eq!(page.body, "<title>Console</title>");
    assert!(
        page.headers
            .get_all("vary")
            .iter()
            .any(|vary| vary == "accept")
    );
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert!(page.header("permissions-policy").contains("camera=(), "));
    assert_eq!(page.header("cache-control"), "no-cache");
    let versions = world.get("/", &[]).await;
    assert_eq!(versions.json()["versions"][0]["id"], "v2");
}

#[tokio::test]
async fn files_go_out_packed_the_way_the_client_likes_best() {
    let (_folder, world) = world();
    for (accepted, body, encoding) in [
        ("gzip, deflate, br", "brotli", "br"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip"),
        ("identity", "plain", ""),
    ] {
        let headers = [("accept-encoding", accepted)];
        let file = world.get(&format!("/{WASM}"), &headers).await;
        assert_eq!(file.body, body, "{accepted}");
        assert_eq!(file.header("content-encoding"), encoding);
        assert_eq!(file.header("content-type"), "application/wasm");
        assert_eq!(file.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn what_is_named_by_its_content_is_kept_forever() {
    let (_folder, world) = world();
    for path in [WASM, "console-0123456789abcdef.css"] {
        let file = world.get(&format!("/{path}"), &[]).await;
        let caching = "public, max-age=31536000, immutable";
        assert_eq!(file.header("cache-control"), caching, "{path}");
        assert_eq!(file.header("etag"), "", "{path}");
    }
}

#[tokio::test]
async fn everything_else_is_requested_again_and_sent_only_when_it_changed() {
    let (folder, world) = world();
    for (path, name) in [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/organizations/team", "index.html"),
        ("/boot.js", "boot.js"),
        ("/locales/fr.json", "locales/fr.json"),
    ] {
        let first = world.get(path, &PAGE).await;
        assert_eq!(first.header("cache-control"), "no-cache", "{path}");
        let tag = first.header("etag");
        assert!(tag.starts_with('"'), "{path}: {tag}");
        let listed = format!("\"other\", W/{tag}");
        for known in [tag, &listed, "*"] {
            let again = world.get(path, &[PAGE[0], ("if-none-match", known)]).await;
            assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
            assert_eq!(again.header("etag"), tag);
        }
        std::fs::write(folder.path().join(name), format!("new {path}")).unwrap();
        let changed = world.get(path, &[PAGE[0], ("if-none-match", tag)]).await;
        assert_eq!(
            (changed.status, changed.body),
            (http::StatusCode::OK, format!("new {path}"))
        );
    }
}

#[tokio::test]
async fn a_page_that_is_kept_is_sent_anew_when_its_policy_changed() {
    let (folder, world) = world();
    let first = world.get("/", &PAGE).await;
    let policy = first.header("content-security-policy");
    assert!(policy.contains("connect-src 'self';"), "{policy}");
    let configuration = r#"{"connections": [{"endpoint": "https://swr.example/api"}]}"#;
    std::fs::write(folder.path().join("config.json"), configuration).unwrap();
    let known = ("if-none-match", first.header("etag"));
    let second = world.get("/", &[PAGE[0], known]).await;
    assert_eq!(second.status, 200);
    let policy = second.header("content-security-policy");
    assert!(
        policy.contains("connect-src 'self' https://swr.example;"),
        "{policy}"
    );
}

#[tokio::test]
async fn addresses_of_the_console_are_its_page() {
    let (_folder, world) = world();
    for path in [
        "/organizations",
        "/organizations/team/repositories/a$b/tags/v1.0",
        "/organizations/team?dialog=create-repository",
        "/repositories",
        "/settings",
        "/sign-in",
        "/team/a$b",
    ] {
        let answer = world.get(path, &PAGE).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, "<title>Console</title>", "{path}");
    }
}

#[tokio::test]
async fn programs_get_the_apis_404_where_browsers_get_a_page() {
    let (_folder, world) = world();
    for path in [
        "/organizations",
        "/organizations/team/repositories/a$b/tags/v1.0",
        "/team/app",
        "/identity/v3",
        "/v1/_ping",
        "/v1/repositories/team/app/images",
        "/v2/_catalog",
        "/nonsense",
        "/missing.js",
    ] {
        for accept in [
            "*/*",
            "application/json",
            "text/html;q=0.5, application/json",
        ] {
            let headers = [("accept", accept)];
            let answer = world.get(path, &headers).await;
            let expected = (404, "APIGW.0101".to_owned());
            assert_eq!(answer.refusal(), expected, "{path} {accept}");
        }
        let silent = world.get(path, &[]).await;
        assert_eq!(silent.refusal(), (404, "APIGW.0101".to_owned()), "{path}");
        let looked = Request::head(path).header("accept", "*/*");
        let looked = world.send(looked.body(Body::empty()).unwrap()).await;
        assert_eq!(looked.status, 404, "HEAD {path}");
    }
    let page = Request::head("/team/app").header(PAGE[0].0, PAGE[0].1);
    let page = world.send(page.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, 200);
    for (path, headers) in [("/team/app", &PAGE[..]), ("/team/app", &[])] {
        let answer = world.get(path, headers).await;
        let mut names = answer.headers.get_all("vary").iter();
        assert!(names.any(|name| name == "accept"), "{path} {headers:?}");
    }
}

#[tokio::test]
async fn files_of_the_console_are_for_everyone() {
    let (_folder, world) = world();
    for path in ["/index.html", "/boot.js", "/locales/fr.json"] {
        for headers in [&[("accept", "*/*")][..], &[], &PAGE] {
            assert_eq!(world.get(path, headers).await.status, 200, "{path}");
        }
    }
}

#[tokio::test]
async fn a_missing_file_is_missing_whatever_is_accepted() {
    let (_folder, world) = world();
    for path in [
        "/app-fedcba9876543210.js",
        "/console-fedcba9876543210.css",
        "/locales/xx.json",
        "/notes.private",
        "/../secret.txt",
        "/.env",
    ] {
        for headers in [&PAGE[..], &[]] {
            let answer = world.get(path, headers).await;
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.body.contains("<title>"), "{path}");
        }
    }
}

#[tokio::test]
async fn an_unknown_address_is_a_404_that_the_console_explains() {
    let (_folder, world) = world();
    let page = world.get("/nonsense", &PAGE).await;
    assert_eq!(
        (page.status.as_u16(), page.body.as_str()),
        (404, "<title>Console</title>")
    );
    let known = [PAGE[0], ("if-none-match", "*")];
    assert_eq!(world.get("/nonsense", &known).await.status, 404);
    let program = world.get("/nonsense", &[]).await;
    assert!(!program.body.contains("<title>"));
}

#[tokio::test]
async fn the_configuration_is_ours_until_the_folder_has_one() {
    let (folder, world) = world();
    let host = [("host", "localhost:8080")];
    let ours = world.get("/config.json", &host).await.json();
    let connection = &ours["connections"][0];
    assert_eq!(connection["id"], "local");
    assert_eq!(connection["endpoint"], "");
    assert_eq!(connection["registry"], "localhost:8080");
    assert_eq!(connection["project"], "local-1");
    std::fs::write(folder.path().join("config.json"), r#"{"connections": []}"#).unwrap();
    let theirs = world.get("/config.json", &host).await;
    assert_eq!(theirs.body, r#"{"connections": []}"#);
}
