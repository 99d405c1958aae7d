//! Which operations of the API the console called in the end-to-end run, against all that the
//! OpenAPI description has. `tests/e2e/world/requests.ts` writes them down.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project;

/// Signing in is the identity service's, and not one of the basic edition's operations.
const SIGN_IN: &str = "POST /v3/auth/tokens";

/// Those that were not called, as method and path.
pub(super) fn missing() -> Result<Vec<String>> {
    let read = |path: &str| {
        std::fs::read_to_string(project::root().join(path)).with_context(|| path.to_owned())
    };
    let all = all(&read("tests/contract/openapi.json")?)?;
    let called = called(&read("tests/e2e/results/requests.jsonl")?)?;
    Ok(all.difference(&called).cloned().collect())
}

fn all(document: &str) -> Result<BTreeSet<String>> {
    let document: Value = serde_json::from_str(document)?;
    let paths = document["paths"]
        .as_object()
        .context("the document has no paths")?;
    let mut all = BTreeSet::new();
    for (path, methods) in paths {
        let methods = methods.as_object().context("a path has no methods")?;
        let operations = methods
            .iter()
            .filter(|(_, it)| it.get("operationId").is_some());
        all.extend(operations.map(|(method, _)| format!("{} {path}", method.to_uppercase())));
    }
    all.remove(SIGN_IN);
    Ok(all)
}

fn called(lines: &str) -> Result<BTreeSet<String>> {
    let lines = lines.lines().map(|line| {
        let call: Value = serde_json::from_str(line)?;
        let text = |name: &str| call[name].as_str().context("a line has no method or path");
        Ok(format!("{} {}", text("method")?, text("path")?))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_has_60_operations_and_lines_name_them() {
        let document = std::fs::read_to_string(project::root().join("tests/contract/openapi.json"))
            .expect("it is there");
        let all = all(&document).expect("it is understood");
        assert_eq!(all.len(), 59 + 1, "those of the cloud and one extension");
        let line = r#"{"method":"GET","path":"/v2/manage/agency"}"#;
        let called = called(&format!("{line}\n{line}\n")).expect("they are understood");
        assert_eq!(called.len(), 1);
        assert!(called.is_subset(&all));
    }
}
