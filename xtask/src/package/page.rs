//! The page of a package: where it stands, what it may do, and what each of its files must be.
//!
//! The policy goes first, because it applies only to what comes after it; the base second, because
//! addresses before it would be another's; the import map third, because what was imported before it
//! would not be held to it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use content_policy::ContentPolicy;
use serde_json::json;

use crate::console::{Element, elements, files};
use crate::integrity;

/// What the built page has in the place of both.
const BASE: &str = r#"<base href="/">"#;
/// Links whose integrity a browser checks. Not the preload of the wasm: parts.js asks for it without
/// an integrity and compares the digest itself, and a browser takes a preload only for a request of the
/// same integrity.
const CHECKED: [&str; 2] = ["stylesheet", "modulepreload"];

/// What every module must be, for those that are imported and that no element names: an import map,
/// which a browser heeds for each `import` of the page. It must be in the page itself.
pub(super) fn import_map(folder: &Path) -> Result<String> {
    let mut integrity = BTreeMap::new();
    for file in files(folder)? {
        if file.extension().is_some_and(|it| it == "js") {
            let path = file.strip_prefix(folder)?.to_string_lossy();
            let address = format!("./{}", path.replace('\\', "/"));
            integrity.insert(address, integrity::of_file(&file)?);
        }
    }
    Ok(json!({ "integrity": integrity }).to_string())
}

/// The built page with base, policy, import map and integrity, for the files that lie in `folder`.
pub(super) fn finish(
    page: &str,
    folder: &Path,
    base: &str,
    policy: &ContentPolicy,
    import_map: &str,
) -> Result<String> {
    ensure!(
        page.matches(BASE).count() == 1,
        "index.html must contain {BASE} exactly once"
    );
    let head = format!(
        "{}\n<base href=\"{base}\">\n<script type=\"importmap\">{import_map}</script>",
        policy_of(policy)
    );
    let mut finished = page.replacen(BASE, &head, 1);
    for (source, address) in checked(page) {
        let integrity = integrity::of_file(&folder.join(address))
            .with_context(|| format!("index.html names {address}"))?;
        let opening = source.strip_suffix('>').expect("an element ends so");
        let with = format!(r#"{opening} integrity="{integrity}">"#);
        finished = finished.replacen(source, &with, 1);
    }
    Ok(finished)
}

/// What a host sends where it has nothing. Below a known base that is the console, which opens a deep
/// address or says that there is no such page; a relative base would be wrong here.
pub(super) fn not_found(index: &str, base: &str, policy: &ContentPolicy) -> String {
    if base != super::base::ANYWHERE {
        return index.to_owned();
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Page not found</title>\n</head>\n\
         <body>\n<h1>Page not found</h1>\n\
         <p>Addresses of the console follow the # of its start page.</p>\n</body>\n</html>\n",
        policy_of(policy)
    )
}

fn policy_of(policy: &ContentPolicy) -> String {
    let policy = policy.meta();
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}

/// Elements with the address of a file that a browser checks.
fn checked(page: &str) -> Vec<(&str, &str)> {
    let links = elements(page, "link").into_iter().filter(is_checked);
    let links = links.filter_map(|it: Element<'_>| Some((it.source, it.attribute("href")?)));
    let scripts = elements(page, "script").into_iter();
    let scripts = scripts.filter_map(|it| Some((it.source, it.attribute("src")?)));
    links.chain(scripts).collect()
}

fn is_checked(link: &Element<'_>) -> bool {
    link.attribute("rel")
        .is_some_and(|rel| CHECKED.contains(&rel))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<meta charset="utf-8">
<base href="/">
<script src="theme.js"></script>
<link rel="icon" type="image/svg+xml" href="favicon.svg">
<link rel="stylesheet" href="console.css">
<link rel="modulepreload" href="program/a.js">
<link rel="preload" href="program/a.wasm" as="fetch" type="application/wasm" crossorigin>
<script type="module" src="boot.js" data-wasm="program/a.wasm"></script>
"#;
    const FILES: [&str; 4] = ["theme.js", "console.css", "program/a.js", "boot.js"];

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("program")).unwrap();
        for file in FILES {
            std::fs::write(folder.path().join(file), file).unwrap();
        }
        folder
    }

    fn policy() -> ContentPolicy {
        ContentPolicy::of_configuration(br#"{"connections": [{"iam": "https://iam.example"}]}"#)
    }

    #[test]
    fn scripts_and_style_sheet_are_what_they_were() {
        let folder = folder();
        let page = finish(PAGE, folder.path(), "/", &policy(), "{}").unwrap();
        for file in FILES {
            let lines: Vec<_> = page
                .lines()
                .filter(|it| it.contains(&format!("\"{file}\"")))
                .collect();
            let expected = format!(r#" integrity="{}""#, integrity::of(file.as_bytes()));
            assert!(
                lines.len() == 1 && lines[0].contains(&expected),
                "{file} in {page}"
            );
        }
        assert_eq!(page.matches("integrity=").count(), FILES.len());
    }

    #[test]
    fn the_policy_goes_before_the_base_and_both_before_any_file() {
        let folder = folder();
        let page = finish(PAGE, folder.path(), "/a/b/", &policy(), "{}").unwrap();
        let place = |text: &str| {
            page.find(text)
                .unwrap_or_else(|| panic!("{text} in {page}"))
        };
        let meta = format!(r#"content="{}""#, policy().meta());
        assert!(place(&meta) < place(r#"<base href="/a/b/">"#));
        assert!(place(r#"<base href="/a/b/">"#) < place("theme.js"));
        assert!(!page.contains("frame-ancestors"));
    }

    #[test]
    fn every_module_is_what_it_was_however_it_is_imported() {
        let folder = folder();
        let map = import_map(folder.path()).unwrap();
        let read: serde_json::Value = serde_json::from_str(&map).unwrap();
        let integrity = read["integrity"].as_object().unwrap();
        let names: Vec<&str> = integrity.keys().map(String::as_str).collect();
        assert_eq!(names, ["./boot.js", "./program/a.js", "./theme.js"]);
        assert_eq!(integrity["./program/a.js"], integrity::of(b"program/a.js"));
        let page = finish(PAGE, folder.path(), "/", &policy(), &map).unwrap();
        let script = format!("<script type=\"importmap\">{map}</script>");
        let place = |text: &str| page.find(text).unwrap();
        assert!(place("<base ") < place(&script) && place(&script) < place("theme.js\""));
    }

    #[test]
    fn a_page_without_its_files_or_its_base_is_no_package() {
        let folder = folder();
        std::fs::remove_file(folder.path().join("boot.js")).unwrap();
        let missing = finish(PAGE, folder.path(), "/", &policy(), "{}").unwrap_err();
        assert!(format!("{missing:#}").contains("boot.js"), "{missing:#}");
        assert!(finish("<base href=\"/a/\">", folder.path(), "/", &policy(), "{}").is_err());
    }

    #[test]
    fn what_is_not_found_needs_no_file_where_the_base_is_not_known() {
        let known = not_found("the page", "/a/", &policy());
        assert_eq!(known, "the page");
        let unknown = not_found("the page", "./", &policy());
        assert!(!unknown.contains("src=") && !unknown.contains("href="));
        assert!(unknown.contains(&policy().meta()));
    }
}
