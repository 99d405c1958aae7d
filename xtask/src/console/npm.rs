//! The module by which other pages embed the console, and what makes `dist` an npm package. Its names
//! are stable, so a host need not know when a new version came; the names inside it are not.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The module; the others lie beside it as they are.
const MODULE: &str = "swr-console.js";
const BESIDE: [&str; 5] = [
    "swr-console.d.ts",
    "frame.js",
    "frame.d.ts",
    "custom-elements.json",
    "package.json",
];
/// What is in the source for what only a build knows.
const VERSION: &str = "\"0.0.0\"";
const PROGRAM: &str = "\"program/\"";
const SHEET: &str = "\"console.css\"";

/// Writes the package's own files to the top of `dist` and says where the module lies.
pub(super) fn write(root: &Path, dist: &Path, program: &str, sheet: &str) -> Result<PathBuf> {
    let read = |name: &str| {
        let path = root.join("npm").join(name);
        std::fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))
    };
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    let module = put(&read(MODULE)?, VERSION, &version)?;
    let module = put(&module, PROGRAM, &format!("\"{program}/\""))?;
    let module = put(&module, SHEET, &format!("\"{sheet}\""))?;
    let written = dist.join(MODULE);
    std::fs::write(&written, module)?;
    for name in BESIDE {
        let text = match name {
            "package.json" => put(&read(name)?, VERSION, &version)?,
            _ => read(name)?,
        };
        std::fs::write(dist.join(name), text)?;
    }
    Ok(written)
}

/// Puts a value where its place is, which must be there once.
fn put(text: &str, place: &str, value: &str) -> Result<String> {
    ensure!(
        text.matches(place).count() == 1,
        "npm/ has {place} not once, but {} times",
        text.matches(place).count()
    );
    Ok(text.replacen(place, value, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn the_module_names_the_files_of_its_build() {
        let dist = tempfile::tempdir().unwrap();
        let written = write(
            &project::root(),
            dist.path(),
            "program-ab",
            "console-cd.css",
        )
        .unwrap();
        let module = std::fs::read_to_string(written).unwrap();
        assert!(
            module.contains("const PROGRAM = \"program-ab/\""),
            "{module}"
        );
        assert!(
            module.contains("const SHEET = \"console-cd.css\""),
            "{module}"
        );
        let package = std::fs::read_to_string(dist.path().join("package.json")).unwrap();
        assert!(package.contains(&format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"))));
        assert!(dist.path().join("swr-console.d.ts").is_file());
    }

    #[test]
    fn a_place_that_is_gone_fails_the_build() {
        assert!(put("const SHEET = 'a'", SHEET, "b").is_err());
    }
}
