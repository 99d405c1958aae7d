//! What a right allows is asked of `swr_api::Access`: no one else compares rights.

use crate::tree::{Source, hold, sources};

/// Who names a right without asking what it allows, and why.
const NAMING: [&str; 3] = [
    // Rights are given here.
    "src/permissions/",
    // A right gets its word here, and what it does not allow becomes a sentence.
    "src/catalog/rights.rs",
    // No right at all is told from an unknown one.
    "src/catalog/own_access.rs",
];

/// A right by its name or its number.
const RIGHTS: [&str; 6] = [
    "Access::Read",
    "Access::Edit",
    "Access::Manage",
    "Access::Other",
    "Access::default()",
    ".bits()",
];

/// The code of a file up to its tests.
fn program(source: &Source) -> impl Iterator<Item = (String, &str)> {
    let is_test = source.path.ends_with("tests.rs");
    let code = source.code().filter(move |_| !is_test);
    code.take_while(|(_, line)| *line != "#[cfg(test)]")
}

#[test]
fn only_who_gives_roles_names_one() {
    let mut broken = Vec::new();
    for source in sources("src", &["rs"]) {
        if NAMING.iter().any(|it| source.path.starts_with(it)) {
            continue;
        }
        for (place, line) in program(&source) {
            if RIGHTS.iter().any(|right| line.contains(right)) {
                broken.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    hold("what a right allows is asked of `Access`", broken);
}

/// Also where rights are given they are not compared: a number that no one documented may allow more.
#[test]
fn no_one_compares_a_role_with_a_named_one() {
    let operators = ["==", "!=", "<", "<=", ">", ">="];
    let mut broken = Vec::new();
    for source in sources("src", &["rs"]) {
        if source.path == "src/catalog/own_access.rs" {
            continue;
        }
        for (place, line) in program(&source) {
            let mut named = line.match_indices("Access::").map(|(start, _)| {
                let before = line[..start].trim_end_matches("Some(").trim_end();
                before.rsplit(' ').next().unwrap_or_default()
            });
            let is_matched = line.contains("matches!(") && line.contains("Access::");
            if is_matched || named.any(|before| operators.contains(&before)) {
                broken.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    hold("`Access` says what a right allows", broken);
}
