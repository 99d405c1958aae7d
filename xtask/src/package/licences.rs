//! `licences.txt`: the licence of every crate in the program, and each text that one of them brings,
//! once. Most texts differ by one line, the one that must be kept: who wrote it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::contents::Part;
use crate::console::sorted_entries;

/// How the names of such files begin, in any case.
const NAMES: [&str; 6] = [
    "licen",
    "copying",
    "copyright",
    "notice",
    "unlicense",
    "authors",
];

/// All licences of the parts.
pub(super) fn of(parts: &[Part]) -> Result<String> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    parts.sort_by_key(|it| (&it.name, &it.version));
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut silent = Vec::new();
    for part in &parts {
        let found = part
            .folder
            .as_deref()
            .map(texts_in)
            .transpose()?
            .unwrap_or_default();
        if found.is_empty() {
            silent.push(*part);
        }
        for text in found {
            texts.entry(text).or_default().push(named(part));
        }
    }
    Ok(written(&parts, &silent, &texts))
}

fn written(parts: &[&Part], silent: &[&Part], texts: &BTreeMap<String, Vec<String>>) -> String {
    let mut page = "What the console's program is made of, and under which licence.\n\n".to_owned();
    let mut line = |text: &str| writeln!(page, "{text}").expect("a text takes everything");
    for part in parts {
        line(&format!("  {}: {}", named(part), licence(part)));
    }
    if !silent.is_empty() {
        line("\nThese bring no text of their licence. Who wrote them, as far as they say:\n");
    }
    for part in silent {
        let authors = match part.authors.join(", ") {
            it if it.is_empty() => "its contributors".to_owned(),
            it => it,
        };
        line(&format!("  {}: {authors}", named(part)));
    }
    // By the first crate that brings it, so that a text is found where its crate is.
    let mut texts: Vec<_> = texts.iter().collect();
    texts.sort_by_key(|(text, names)| (*names, *text));
    for (text, names) in texts {
        line(&format!(
            "\n{}\n{}\n\n{text}",
            "=".repeat(80),
            names.join(", ")
        ));
    }
    page
}

fn named(part: &Part) -> String {
    format!("{} {}", part.name, part.version)
}

fn licence(part: &Part) -> &str {
    part.licence.as_deref().unwrap_or("as its text below says")
}

/// The licence texts in a crate's folder.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let entries = sorted_entries(folder)
        .with_context(|| format!("the source in {} cannot be read", folder.display()))?;
    let mut texts = Vec::new();
    for entry in entries.iter().filter(|it| is_licence(it)) {
        // A folder of several, as the REUSE convention has it.
        let files = if entry.is_dir() {
            sorted_entries(entry)?
        } else {
            vec![entry.clone()]
        };
        for file in files.iter().filter(|it| it.is_file()) {
            let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
            texts.push(
                text.replace("\r\n", "\n")
                    .trim_matches('\n')
                    .trim_end()
                    .to_owned(),
            );
        }
    }
    texts.retain(|it| !it.is_empty());
    texts.dedup();
    Ok(texts)
}

fn is_licence(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|it| it.to_string_lossy().to_lowercase());
    let is_source = path.extension().is_some_and(|it| it == "rs");
    name.is_some_and(|name| !is_source && NAMES.iter().any(|it| name.starts_with(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, folder: Option<&Path>) -> Part {
        Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: Some("MIT".to_owned()),
            authors: vec!["Somebody".to_owned()],
            repository: None,
            checksum: None,
            folder: folder.map(Path::to_owned),
            needs: Vec::new(),
        }
    }

    fn crate_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_text_that_several_bring_is_once_with_all_their_names() {
        let a = crate_with(&[("LICENSE-MIT", "the words\r\nof it\n")]);
        let b = crate_with(&[("license", "the words\nof it"), ("NOTICE.txt", "and this")]);
        let text = of(&[part("b", Some(b.path())), part("a", Some(a.path()))]).unwrap();
        assert_eq!(text.matches("the words\nof it").count(), 1, "{text}");
        assert!(text.contains("a 1.0.0, b 1.0.0\n\nthe words") && text.contains("and this"));
        assert!(text.find("  a 1.0.0: MIT").unwrap() < text.find("  b 1.0.0: MIT").unwrap());
    }

    #[test]
    fn a_crate_without_a_text_is_named_with_who_wrote_it() {
        let silent = crate_with(&[("README.md", "MIT"), ("license.rs", "fn main() {}")]);
        let text = of(&[part("a", Some(silent.path())), part("std", None)]).unwrap();
        assert!(
            text.contains("\n  a 1.0.0: Somebody\n  std 1.0.0: Somebody\n"),
            "{text}"
        );
        assert!(!text.contains("fn main"));
    }

    #[test]
    fn a_folder_of_licences_is_read() {
        let reuse = crate_with(&[("LICENSES/MIT.txt", "one"), ("LICENSES/Zlib.txt", "two")]);
        let text = of(&[part("a", Some(reuse.path()))]).unwrap();
        assert!(
            text.contains("\none\n") && text.contains("\ntwo\n"),
            "{text}"
        );
    }
}
