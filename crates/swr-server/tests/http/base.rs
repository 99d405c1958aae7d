//! `--base`: the console below a path, and the API where it always is.

use swr_server::Settings;
use tempfile::TempDir;

use crate::world::World;

const PAGE: [(&str, &str); 1] = [("accept", "text/html,*/*;q=0.8")];
const BUILT: &str = "<head><base href=\"/\"><script src=\"boot.js\"></script></head>";
const SERVED: &str = "<head><base href=\"/a/b/\"><script src=\"boot.js\"></script></head>";

fn world() -> (TempDir, World) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("index.html", BUILT);
    write("index.html.br", "packed with another base");
    write("index.html.gz", "packed with another base");
    write("boot.js", "start()");
    write("console-0123456789abcdef.css", "sheet");
    write("console-0123456789abcdef.css.br", "packed sheet");
    let world = World::with(Settings {
        console: Some(folder.path().to_owned()),
        base: "/a/b/".parse().unwrap(),
        ..Settings::default()
    });
    (folder, world)
}

#[tokio::test]
async fn the_page_and_its_addresses_are_below_the_base_and_name_it() {
    let (_folder, world) = world();
    for path in [
        "/a/b/",
        "/a/b/index.html",
        "/a/b/organizations",
        "/a/b/organizations/team/repositories/a$b/tags/v1.0?dialog=x",
        "/a/b/team/app",
    ] {
        for packing in ["identity", "br, gzip"] {
            let page = world
                .get(path, &[PAGE[0], ("accept-encoding", packing)])
                .await;
            assert_eq!(
                (page.status.as_u16(), page.body.as_str()),
                (200, SERVED),
                "{path}"
            );
            assert_eq!(page.header("cache-control"), "no-cache");
            assert_eq!(page.header("content-encoding"), "");
            let known = [PAGE[0], ("if-none-match", page.header("etag"))];
            assert_eq!(world.get(path, &known).await.status, 304, "{path}");
        }
    }
}

#[tokio::test]
async fn files_below_the_base_are_what_they_are_at_the_root() {
    let (_folder, world) = world();
    let sheet = "/a/b/console-0123456789abcdef.css";
    let sheet = world.get(sheet, &[("accept-encoding", "br")]).await;
    assert_eq!(sheet.body, "packed sheet");
    let caching = "public, max-age=31536000, immutable";
    assert_eq!(sheet.header("cache-control"), caching);
    let script = world.get("/a/b/boot.js", &[]).await;
    assert_eq!(script.header("cache-control"), "no-cache");
    let missing = world
        .get("/a/b/program-0123456789abcdef/x.wasm", &PAGE)
        .await;
    assert_eq!(missing.status, 404);
    assert!(!missing.body.contains("<base"), "{}", missing.body);
    let nonsense = world.get("/a/b/nonsense", &PAGE).await;
    assert_eq!(
        (nonsense.status.as_u16(), nonsense.body.as_str()),
        (404, SERVED)
    );
}

#[tokio::test]
async fn beside_the_base_there_is_no_console() {
    let (_folder, world) = world();
    for path in [
        "/organizations",
        "/team/app",
        "/index.html",
        "/boot.js",
        "/config.json",
        "/a/",
        "/a/bc/organizations",
        "/a/b/../../boot.js",
        "/a",
    ] {
        let answer = world.get(path, &PAGE).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.body.contains("<base") && !answer.body.contains("start"),
            "{path}"
        );
    }
    let root = world.get("/", &PAGE).await;
    assert_eq!(
        root.json()["versions"][0]["id"],
        "v2",
        "whatever is preferred"
    );
}

#[tokio::test]
async fn programs_get_no_page_below_the_base_either() {
    let (_folder, world) = world();
    for path in ["/a/b/", "/a/b/organizations", "/a/b/team/app"] {
        let answer = world.get(path, &[("accept", "*/*")]).await;
        let expected = (404, "APIGW.0101".to_owned());
        assert_eq!(answer.refusal(), expected, "{path}");
    }
    let file = world.get("/a/b/index.html", &[("accept", "*/*")]).await;
    assert_eq!((file.status.as_u16(), file.body.as_str()), (200, SERVED));
}

#[tokio::test]
async fn the_base_without_its_slash_leads_to_it() {
    let (_folder, world) = world();
    let answer = world.get("/a/b?dialog=x", &PAGE).await;
    assert_eq!(answer.status, 308);
    assert_eq!(answer.header("location"), "/a/b/?dialog=x");
}

#[tokio::test]
async fn the_api_stays_at_the_root_and_the_configuration_says_so() {
    let (folder, world) = world();
    let token = world.token("admin");
    let signed_in = [("x-auth-token", token.as_str())];
    let path = "/v2/manage/namespaces";
    assert_eq!(world.get(path, &signed_in).await.status, 200);
    let ours = world.get("/a/b/config.json", &[]).await.json();
    // Empty is the origin, and not the folder of the page.
    assert_eq!(ours["connections"][0]["endpoint"], "");
    std::fs::write(folder.path().join("config.json"), "{}").unwrap();
    assert_eq!(world.get("/a/b/config.json", &[]).await.body, "{}");
}
