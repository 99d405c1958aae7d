//! A whole package, made from a small build: what is in it, and that header, page and configuration
//! say the same.

use std::collections::BTreeSet;
use std::fs::read_to_string;

use serde_json::Value;

use super::*;

const PAGE: &str = r#"<meta charset="utf-8">
<base href="/">
<link rel="stylesheet" href="console-0123456789abcdef.css">
<script type="module" src="boot.js"></script>
"#;

fn built() -> tempfile::TempDir {
    let dist = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = dist.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        write_with_twins(&file, text).unwrap();
    };
    write("index.html", PAGE);
    write("boot.js", "start()");
    write("console-0123456789abcdef.css", "a {}");
    write("program-0123456789abcdef/it.wasm", "wasm");
    // Left by someone who tried something.
    write("config.json", "{}");
    dist
}

fn wish(base: Option<&str>, configuration: Option<&str>) -> Wish {
    let theirs = tempfile::tempdir().unwrap();
    let mut words = Vec::new();
    words.extend(base.map(|it| format!("--base={it}")));
    if let Some(text) = configuration {
        std::fs::write(theirs.path().join("mine.json"), text).unwrap();
        words.push("--config=mine.json".to_owned());
    }
    let mut arguments = Arguments::of_words(words.iter().map(String::as_str));
    Wish::read(&mut arguments, theirs.path()).unwrap()
}

fn packaged(wish: &Wish) -> tempfile::TempDir {
    let (dist, folder) = (built(), tempfile::tempdir().unwrap());
    let package = folder.path().join("it");
    wish.package(dist.path(), &[], &package).unwrap();
    folder
}

/// The values of a directive, as a set.
fn directive<'a>(policy: &'a str, name: &str) -> BTreeSet<&'a str> {
    let mut directives = policy.split(';').map(str::trim);
    let found = directives.find_map(|it| it.strip_prefix(name)?.strip_prefix(' '));
    found.unwrap_or_default().split(' ').collect()
}

#[test]
fn header_page_and_configuration_name_the_same_origins() {
    let configuration = r#"{"connections": [
        {"id": "a", "region": "a", "endpoint": "https://swr.example", "iam": "https://iam.example"},
        {"id": "b", "region": "b", "endpoint": "/-/swr"}]}"#;
    let folder = packaged(&wish(None, Some(configuration)));
    let read = |name: &str| read_to_string(folder.path().join("it").join(name)).unwrap();
    let assets: Value = serde_json::from_str(&read("assets.json")).unwrap();
    let header = assets["content_security_policy"].as_str().unwrap();
    let page = read("index.html");
    let meta = page
        .split_once("Content-Security-Policy\" content=\"")
        .unwrap()
        .1;
    let meta = meta.split_once('"').unwrap().0;

    let expected = BTreeSet::from(["'self'", "https://swr.example", "https://iam.example"]);
    assert_eq!(directive(header, "connect-src"), expected);
    assert_eq!(header, format!("{meta}; {}", content_policy::NO_FRAMES));
    assert_eq!(read("config.json"), configuration);
}

#[test]
fn every_file_has_its_twins_but_the_one_that_a_host_changes() {
    let folder = packaged(&wish(None, None));
    let package = folder.path().join("it");
    for file in [
        "index.html",
        "404.html",
        "assets.json",
        "bom.json",
        "boot.js",
        "licences.txt",
        "program-0123456789abcdef/it.wasm",
    ] {
        let file = package.join(file);
        for twin in ["br", "gz"].map(|it| console::with_suffix(&file, it)) {
            assert!(file.is_file() && twin.is_file(), "{}", twin.display());
        }
    }
    assert!(package.join("config.json").is_file());
    assert!(!package.join("config.json.br").exists());
    assert!(!package.join("config.json.gz").exists());
}

#[test]
fn the_page_is_where_it_was_told_to() {
    let page = |wish: &Wish, name: &str| {
        read_to_string(packaged(wish).path().join("it").join(name)).unwrap()
    };
    let below = wish(Some("/a/b"), None);
    assert!(page(&below, "index.html").contains(r#"<base href="/a/b/">"#));
    assert_eq!(page(&below, "404.html"), page(&below, "index.html"));
    let anywhere = wish(None, Some(r#"{"routing": "hash"}"#));
    assert!(page(&anywhere, "index.html").contains(r#"<base href="./">"#));
    assert!(!page(&anywhere, "404.html").contains("boot.js"));
}

#[test]
fn the_same_build_makes_the_same_archive() {
    let archive = || archive::pack(&packaged(&wish(None, None)).path().join("it"), "it").unwrap();
    assert_eq!(archive(), archive());
}

#[test]
fn a_package_of_before_leaves_nothing_behind() {
    let folder = packaged(&wish(None, None));
    let package = folder.path().join("it");
    std::fs::write(package.join("old.js"), "").unwrap();
    wish(None, None)
        .package(built().path(), &[], &package)
        .unwrap();
    assert!(!package.join("old.js").exists());
}

/// The rest of the policy they need not repeat: it is in the page.
#[test]
fn the_recipes_send_what_the_page_cannot_say() {
    for recipe in ["hosting/nginx.conf", "docs/hosting.md"] {
        let text = read_to_string(project::root().join(recipe)).unwrap();
        assert!(text.contains(content_policy::NO_FRAMES), "{recipe}");
    }
}
