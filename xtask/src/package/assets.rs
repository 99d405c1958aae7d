//! `assets.json`: every file of a package with its size and what it must be, and the policy to send
//! as a header. Anyone who mirrors a package can compare; anyone who serves one need not read the page.

use std::path::Path;

use anyhow::Result;
use content_policy::ContentPolicy;
use serde_json::{Value, json};

use crate::console::files;
use crate::integrity;

/// The manifest's own name: it is the one file that it cannot name.
pub(super) const NAME: &str = "assets.json";

/// The manifest of what lies in the folder.
pub(super) fn manifest(folder: &Path, version: &str, policy: &ContentPolicy) -> Result<String> {
    let mut listed = Vec::new();
    for file in files(folder)? {
        let path = file
            .strip_prefix(folder)?
            .to_string_lossy()
            .replace('\\', "/");
        if path.starts_with(NAME) {
            continue;
        }
        let bytes = std::fs::read(&file)?;
        listed.push(json!({
            "path": path,
            "size": bytes.len(),
            "integrity": integrity::of(&bytes),
        }));
    }
    listed.sort_by(|a, b| path(a).cmp(path(b)));
    let manifest = json!({
        "version": version,
        "content_security_policy": policy.header(),
        "files": listed,
    });
    Ok(format!("{manifest:#}\n"))
}

fn path(asset: &Value) -> &str {
    asset["path"].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_named_but_the_manifest_itself() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("program")).unwrap();
        for file in ["program/a.wasm", "a.js", "assets.json", "assets.json.br"] {
            std::fs::write(folder.path().join(file), file).unwrap();
        }
        let policy = ContentPolicy::default();
        let text = manifest(folder.path(), "1.2.3", &policy).unwrap();
        let manifest: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["version"], "1.2.3");
        assert_eq!(manifest["content_security_policy"], policy.header());
        let expected = ["a.js", "program/a.wasm"].map(|file| {
            json!({"path": file, "size": file.len(), "integrity": integrity::of(file.as_bytes())})
        });
        assert_eq!(manifest["files"], json!(expected));
    }
}
