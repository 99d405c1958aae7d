//! The built console on the same port.

use swr_server::Settings;
use tempfile::TempDir;

use crate::world::World;

const PAGE: [(&str, &str); 1] = [("accept", "text/html,*/*;q=0.8")];

fn world() -> (TempDir, World) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("locales")).unwrap();
    write("index.html", "<title>Console</title>");
    write("app-0123456789abcdef.js", "plain");
    write("app-0123456789abcdef.js.br", "brotli");
    write("app-0123456789abcdef.js.gz", "gzip");
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
        let file = world.get("/app-0123456789abcdef.js", &headers).await;
        assert_eq!(file.body, body, "{accepted}");
        assert_eq!(file.header("content-encoding"), encoding);
        assert_eq!(
            file.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(file.header("vary"), "accept-encoding");
        assert!(file.header("cache-control").contains("immutable"));
    }
    let locale = world.get("/locales/fr.json", &[]).await;
    assert_eq!(locale.header("cache-control"), "no-cache");
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
