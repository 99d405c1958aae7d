//! What was measured: JSON for programs, and a table for people in `docs/performance.md`.

use std::fs;

use anyhow::Result;
use serde_json::Value;

use super::super::document;
use crate::process::print_line;
use crate::project;

/// Rows of transfers: what they are called, their field, and their unit.
const TRANSFERS: [(&str, &str, &str); 6] = [
    ("Push a layer of 100 MB", "push_seconds", "s"),
    (
        "… processor time of the server",
        "push_processor_seconds",
        "s",
    ),
    ("Pull a layer of 100 MB", "pull_seconds", "s"),
    (
        "… processor time of the server",
        "pull_processor_seconds",
        "s",
    ),
    (
        "Pulls of a small image, 8 clients",
        "small_pulls_per_second",
        "/s",
    ),
    ("Resident memory afterwards", "resident_megabytes", "MB"),
];

/// Rows of the demo world.
const LISTS: [(&str, &str, &str); 9] = [
    (
        "List of organizations, one client",
        "organizations_per_second",
        "/s",
    ),
    (
        "… beside 16 readers of 1,000 tags each",
        "organizations_per_second_beside_heavy_readers",
        "/s",
    ),
    (
        "… the longest wait there",
        "longest_wait_beside_heavy_readers_seconds",
        "s",
    ),
    (
        "Lists of 1,000 tags, 16 readers",
        "heavy_lists_per_second",
        "/s",
    ),
    (
        "Tags that one retention run deletes",
        "tags_deleted_by_retention",
        "",
    ),
    ("… how long it takes", "retention_seconds", "s"),
    (
        "… a reader's longest wait meanwhile",
        "longest_wait_during_retention_seconds",
        "s",
    ),
    (
        "… a reader's median wait meanwhile",
        "median_wait_during_retention_seconds",
        "s",
    ),
    (
        "Resident memory of the demo afterwards",
        "resident_megabytes",
        "MB",
    ),
];

pub(super) fn write(results: &Value) -> Result<()> {
    let folder = project::target().join("bench");
    fs::create_dir_all(&folder)?;
    let json = folder.join("service.json");
    fs::write(&json, format!("{results:#}\n"))?;
    let table = table(results);
    let page = project::root().join("docs/performance.md");
    document::write(&page, "service", &table)?;
    print_line(&table);
    eprintln!("Written to {} and {}.", json.display(), page.display());
    Ok(())
}

fn table(results: &Value) -> String {
    let transfers = results["transfers"].as_object();
    let names: Vec<&String> = transfers.into_iter().flat_map(|it| it.keys()).collect();
    // Ours first, whatever the order of letters is.
    let mut names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    names.sort_by_key(|name| *name != "swr-server");
    let mut lines = vec![
        format!("| | {} |", names.join(" | ")),
        format!("|---|{}", "---:|".repeat(names.len())),
    ];
    for (label, field, unit) in TRANSFERS {
        let values = names
            .iter()
            .map(|name| shown(&results["transfers"][name][field], unit));
        lines.push(format!(
            "| {label} | {} |",
            values.collect::<Vec<_>>().join(" | ")
        ));
    }
    for (label, field, unit) in LISTS {
        let mut values = vec![shown(&results["lists"][field], unit)];
        values.resize(names.len(), "–".into());
        lines.push(format!("| {label} | {} |", values.join(" | ")));
    }
    lines.join("\n")
}

fn shown(value: &Value, unit: &str) -> String {
    let Some(number) = value.as_f64() else {
        return "–".into();
    };
    let digits = match unit {
        "s" => 3,
        _ => 0,
    };
    let separator = if unit.is_empty() || unit == "/s" {
        ""
    } else {
        " "
    };
    format!("{number:.digits$}{separator}{unit}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ours_is_the_first_column_and_what_the_other_cannot_do_is_a_dash() {
        let results = json!({
            "transfers": {"docker-registry": {"pull_seconds": 0.2}, "swr-server": {"pull_seconds": 0.1}},
            "lists": {"organizations_per_second": 900},
        });
        let table = table(&results);
        assert!(
            table.starts_with("| | swr-server | docker-registry |\n"),
            "{table}"
        );
        assert!(
            table.contains("| Pull a layer of 100 MB | 0.100 s | 0.200 s |"),
            "{table}"
        );
        assert!(table.contains("one client | 900/s | – |"), "{table}");
    }
}
