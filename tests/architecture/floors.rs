//! Which module stands on which floor, and what may be said on each.

use crate::tree::{Source, hold, sources};

/// From the ground up. Whatever folder or file of `src` is not named here is a feature.
const FLOORS: [&[&str]; 12] = [
    &["host", "i18n", "manifest", "markdown", "reactive", "route"],
    &["configuration", "pattern", "storage"],
    &["navigation", "ui"],
    &["remote", "transport"],
    &["session"],
    &["catalog"],
    &[],
    &["shell"],
    &["app"],
    &["first"],
    &["embed"],
    &["main"],
];
const FEATURES: usize = 6;

fn floor(module: &str) -> usize {
    let named = FLOORS.iter().position(|floor| floor.contains(&module));
    named.unwrap_or(FEATURES)
}

/// The folder or file directly below `src`.
fn module(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap_or(path);
    path.split(['/', '.']).next().unwrap_or_default()
}

/// Everything but the list of modules.
fn console() -> Vec<Source> {
    let mut console = sources("src", &["rs"]);
    console.retain(|it| it.path != "src/lib.rs");
    console
}

/// The features that are there.
pub(crate) fn features() -> Vec<String> {
    let mut features: Vec<String> = console()
        .iter()
        .map(|it| module(&it.path).to_owned())
        .filter(|it| floor(it) == FEATURES)
        .collect();
    features.dedup();
    features
}

/// The modules that a line names from the root of the crate.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let starts = ["crate::", "swr_console::"];
    let paths = starts
        .into_iter()
        .flat_map(|start| line.split(start).skip(1));
    paths.map(|path| {
        let end = path.find(|it: char| !it.is_alphanumeric() && it != '_');
        match path.split_at(end.unwrap_or(path.len())) {
            // The macro of the sentences stands at the root because every macro does.
            ("texts", rest) if rest.starts_with('!') => "i18n",
            (module, _) => module,
        }
    })
}

#[test]
fn code_imports_only_from_lower_floors() {
    let mut broken = Vec::new();
    for source in console() {
        let here = module(&source.path);
        for (place, line) in source.code() {
            for there in named(line) {
                if there.is_empty() {
                    broken.push(format!("{place}: one `use` for each module of the crate"));
                } else if there != here && floor(there) >= floor(here) {
                    broken.push(format!("{place}: {here} may not use {there}"));
                }
            }
        }
    }
    hold("only lower floors are used", broken);
}

/// A module could climb to the root by `super` and down again, unseen by the rule above.
#[test]
fn nobody_climbs_to_the_root() {
    let mut broken = Vec::new();
    for source in console() {
        let parts: Vec<&str> = source.path.split('/').skip(1).collect();
        let is_folder = source.path.ends_with("/mod.rs");
        let mut depth = parts.len() - usize::from(is_folder);
        for (place, line) in source.code() {
            // The tests at the bottom are a module of their own.
            depth += usize::from(line == "#[cfg(test)]");
            let climbed = line.matches("super::").count();
            if line.contains(&"super::".repeat(climbed.max(1))) && climbed >= depth {
                broken.push(place);
            }
        }
    }
    hold("`super` stays below the root", broken);
}

#[test]
fn only_remote_runs_work() {
    let mut broken = Vec::new();
    for source in console() {
        let module = module(&source.path);
        // The one exception: the clipboard answers later, and nobody else asks it.
        let may_run = module == "remote" || source.path == "src/ui/copy_button.rs";
        // The first page is one thing after the other, handed over as one future; and what comes from
        // another page and its promises is awaited where it comes in.
        let may_await =
            may_run || floor(module) < FEATURES || ["first", "embed", "main"].contains(&module);
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
    for folder in ["routes", "registry"] {
        forbid(
            &format!("crates/swr-server/src/{folder}"),
            &["rusqlite", "SELECT ", "INSERT INTO", "DELETE FROM"],
            &[],
            "SQL stands in the store",
        );
    }
}
