//! The files of this repository, read once per rule, and how a rule reports what breaks it.

use std::fs;
use std::path::{Path, PathBuf};

/// What is made or fetched, never written.
const NOT_OURS: [&str; 6] = [".git", ".swr", "dist", "node_modules", "results", "target"];

/// A file, its path from the root with `/` on every system.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The lines that are no comment, each with its place for a report.
    pub(crate) fn code(&self) -> impl Iterator<Item = (String, &str)> {
        let lines = self.text.lines().enumerate();
        lines
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (format!("{}:{}", self.path, index + 1), line))
    }

    /// The file's name without its extension.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }
}

/// Every text file below a folder, sorted. No extensions means every one.
pub(crate) fn sources(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let has_extension = |path: &Path| {
        let extension = path.extension().and_then(|it| it.to_str());
        extensions.is_empty() || extension.is_some_and(|it| extensions.contains(&it))
    };
    let found: Vec<Source> = paths
        .iter()
        .filter(|path| has_extension(path))
        .filter_map(|path| Some((path, fs::read_to_string(path).ok()?)))
        .map(|(path, text)| Source {
            path: relative(path),
            text,
        })
        .collect();
    assert!(!found.is_empty(), "{folder} has none of {extensions:?}");
    found
}

/// One file that must be there.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// Holds a rule: nothing may break it.
pub(crate) fn hold(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap();
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.unwrap();
        let path = entry.path();
        // A file, too: in a second worktree `.git` is one.
        if NOT_OURS.contains(&entry.file_name().to_string_lossy().as_ref()) {
            continue;
        }
        match path.is_dir() {
            true => collect(&path, paths),
            false => paths.push(path),
        }
    }
}
