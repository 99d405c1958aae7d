//! The files that the tests read: `corpus/` has manifests of real producers, with the tags they are
//! pushed under in its `index.tsv` and what they refer to in its `blobs.json`; `written/` has
//! manifests of kinds that no producer was at hand for.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests")
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The manifests by their paths below `tests/`.
pub(crate) fn manifests() -> Vec<String> {
    let mut paths = Vec::new();
    for name in ["corpus", "written"] {
        for entry in fs::read_dir(folder().join(name)).unwrap() {
            let file = entry.unwrap().file_name().into_string().unwrap();
            if file.ends_with(".json") && file != "blobs.json" {
                paths.push(format!("{name}/{file}"));
            }
        }
    }
    paths.sort();
    paths
}

/// The tags that the manifests of the corpus are pushed under.
pub(crate) fn tags() -> BTreeMap<String, String> {
    let index = read("corpus/index.tsv");
    let rows = index.lines().skip(1).map(|row| {
        let mut fields = row.split('\t');
        let file = fields.next().unwrap();
        let tag = fields.nth(1).unwrap();
        (format!("corpus/{file}"), tag.to_owned())
    });
    rows.collect()
}

/// The blobs of the corpus that are text, by their digests.
pub(crate) fn blobs() -> BTreeMap<String, String> {
    let blobs: BTreeMap<String, String> = serde_json::from_str(&read("corpus/blobs.json")).unwrap();
    let texts = blobs.into_iter().filter_map(|(digest, encoded)| {
        let bytes = STANDARD.decode(encoded).unwrap();
        Some((digest, String::from_utf8(bytes).ok()?))
    });
    texts.collect()
}
