//! Owners: what may be said on each floor only, and by whom.

use crate::floors::{CONSOLE, FEATURES, SERVICE};
use crate::tree::{Source, hold, sources};

/// The folder or file directly below `src`.
fn module(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.split(['/', '.']).next().unwrap_or_default()
}

/// Everything but the list of modules.
fn console() -> Vec<Source> {
    let mut console = CONSOLE.sources();
    console.retain(|it| it.path != "src/lib.rs");
    console
}

#[test]
fn only_remote_runs_work() {
    let mut broken = Vec::new();
    for source in console() {
        let module = module(&source.path);
        // The one exception: the clipboard answers later, and no one else asks it.
        let may_run = module == "remote" || source.path == "src/ui/copy_button.rs";
        // The first page is one thing after the other, handed over as one future; and what comes from
        // another page and its promises is awaited where it comes in.
        let may_await = may_run
            || CONSOLE.floor(module) < CONSOLE.floor(FEATURES[0])
            || ["first", "embed", "main"].contains(&module);
        for (place, line) in source.code() {
            let runs = line.contains("spawn") && !may_run;
            let awaits = (line.contains(".await") || line.contains("async ")) && !may_await;
            if runs || awaits {
                broken.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    hold("features hand futures over and never run them", broken);
}

#[test]
fn a_forbidden_call_is_expected_only_by_its_owner() {
    let owners = ["src/navigation/", "src/remote/", "src/storage/"];
    let mut broken = Vec::new();
    for source in sources("src", &["rs"]) {
        let is_owner = owners.iter().any(|owner| source.path.starts_with(owner))
            || source.path == "src/ui/copy_button.rs";
        for (place, line) in source.code() {
            if line.contains("disallowed_methods") && !is_owner {
                broken.push(place);
            }
        }
    }
    hold("clippy.toml says who owns a call", broken);
}

/// Files below a folder may not say these words in code.
fn forbid(folder: &str, words: &[&str], except: &[&str], rule: &str) {
    let mut broken = Vec::new();
    for source in sources(folder, &["rs"]) {
        if except.contains(&source.path.as_str()) {
            continue;
        }
        for (place, line) in source.code() {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    hold(rule, broken);
}

#[test]
fn the_client_knows_no_browser_no_framework_and_no_clock() {
    forbid(
        "crates/swr-api/src",
        &["web_sys", "js_sys", "gloo"],
        &["crates/swr-api/src/transport/fetch.rs"],
        "only the fetch transport knows the browser",
    );
    forbid(
        "crates/swr-api/src",
        &[
            "leptos",
            "SystemTime",
            "Instant",
            "thread_local",
            "LazyLock",
            "OnceLock",
            "static mut",
        ],
        &[],
        "time is a parameter and nothing is global",
    );
}

#[test]
fn the_store_knows_no_http_and_the_routes_no_sql() {
    forbid(
        "crates/swr-server/src/store",
        &["axum", "hyper", "http::", "StatusCode"],
        &[],
        "the store speaks of things, not of answers",
    );
    for folder in ["routes", "registry", "console", "relay"] {
        forbid(
            &format!("crates/swr-server/src/{folder}"),
            &["rusqlite", "SELECT ", "INSERT INTO", "DELETE FROM"],
            &[],
            "SQL stands in the store",
        );
    }
}

/// The service reads the API reference a second time: docs/decisions/0007.
#[test]
fn the_service_takes_names_and_moments_from_the_client_and_nothing_else() {
    let allowed = [
        "NameError",
        "OrganizationName",
        "RepositoryName",
        "TagName",
        "Timestamp",
    ];
    let mut broken = Vec::new();
    for source in SERVICE.sources() {
        let may_name = ["names", "time"].contains(&source.stem());
        for (place, line) in source.code().filter(|(_, line)| line.contains("swr_api::")) {
            let imported = line.trim().strip_prefix("use swr_api::").unwrap_or("*");
            let list = imported.trim_end_matches(';').trim_matches(['{', '}']);
            let mut items = list.split(',').map(str::trim);
            if !may_name || !items.all(|item| allowed.contains(&item)) {
                broken.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    hold("the service does not use the client's wire types", broken);
}
