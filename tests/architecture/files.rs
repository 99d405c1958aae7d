//! Files: what they may be called, how long they may be, and what none of them may say.

use crate::floors::features;
use crate::tree::{hold, sources};

const MAXIMUM_LINES: usize = 400;
/// How the reason of a longer file begins, in its own doc.
const REASON: &str = "Long because";

/// Names that say nothing, so that everything fits.
const EMPTY_NAMES: [&str; 14] = [
    "common",
    "handler",
    "handlers",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "shared",
    "stuff",
    "types",
    "util",
    "utils",
    "utilities",
];

#[test]
fn no_file_is_long_without_a_reason() {
    let mut broken = Vec::new();
    for source in sources("", &["rs", "css", "js", "mjs", "ts", "sql"]) {
        let lines = source.text.lines().count();
        let doc = source
            .text
            .lines()
            .take_while(|line| line.starts_with("//"));
        let has_reason = doc.into_iter().any(|line| line.contains(REASON));
        if lines > MAXIMUM_LINES && !has_reason {
            broken.push(format!("{}: {lines} lines", source.path));
        }
    }
    hold("a file that is long says why", broken);
}

#[test]
fn no_name_says_nothing() {
    let mut broken = Vec::new();
    for source in sources("", &["rs", "css", "js", "mjs", "ts"]) {
        let names = source.path.split('/').map(|it| it.split('.').next());
        if names.flatten().any(|name| EMPTY_NAMES.contains(&name)) {
            broken.push(source.path);
        }
    }
    hold("a file is named by what it holds", broken);
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    let silent = sources("", &["rs"]);
    let silent = silent.into_iter().filter(|it| !it.text.starts_with("//! "));
    hold(
        "a file opens with its doc",
        silent.map(|it| it.path).collect(),
    );
}

#[test]
fn a_doc_begins_with_what_it_is_about_and_not_with_a_question() {
    let mut broken = Vec::new();
    for source in sources("crates", &["rs"]) {
        let mut is_within = false;
        for (index, line) in source.text.lines().map(str::trim_start).enumerate() {
            let said = line.strip_prefix("/// ").or(line.strip_prefix("//! "));
            let is_question = |it: &str| it.starts_with("Which") || it.starts_with("Whose");
            if !is_within && said.is_some_and(is_question) {
                broken.push(format!("{}:{}", source.path, index + 1));
            }
            is_within = line.starts_with("///") || line.starts_with("//!");
        }
    }
    hold("a doc begins with the noun that a reader looks for", broken);
}

#[test]
fn nothing_waits_for_a_while_instead_of_a_condition() {
    let mut broken = Vec::new();
    for source in sources("tests", &["rs", "ts", "js", "mjs"]) {
        // Written apart, so that this file does not say them.
        let waits = [concat!("thread::", "sleep"), concat!("waitFor", "Timeout(")];
        for (place, line) in source.code() {
            if waits.iter().any(|wait| line.contains(wait)) {
                broken.push(place);
            }
        }
    }
    hold("a test waits for a condition", broken);
}

#[test]
fn no_file_names_a_machine() {
    let places = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("C:", "\\Users"),
    ];
    let mut broken = Vec::new();
    for source in sources("", &[]) {
        for (index, line) in source.text.lines().enumerate() {
            if places.iter().any(|place| line.contains(place)) {
                broken.push(format!("{}:{}", source.path, index + 1));
            }
        }
    }
    hold("a path starts at the root of the repository", broken);
}

#[test]
fn every_feature_has_an_end_to_end_spec_of_its_name() {
    let specs = sources("tests/e2e", &["ts", "js", "mjs"]);
    let is_spec_of = |path: &str, feature: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        name.starts_with(&format!("{}.spec.", feature.replace('_', "-")))
    };
    let missing = features();
    let missing = missing
        .into_iter()
        .filter(|feature| !specs.iter().any(|spec| is_spec_of(&spec.path, feature)));
    hold("a feature is tried in a browser", missing.collect());
}
