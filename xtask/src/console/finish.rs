//! What happens to Trunk's output before it ships: one style sheet instead of many (each blocking
//! one delays the first paint), smaller scripts, and a compressed twin beside every file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::{compress, fingerprint, page};
use crate::{process, project};

/// Finishes the console in this folder; without a minifier everything but minifying happens.
pub(crate) fn finish(dist: &Path, esbuild: Option<&Path>) -> Result<()> {
    copy_schema(dist)?;
    let sheet = join_style_sheets(dist)?;
    if let Some(esbuild) = esbuild {
        minify(esbuild, &files(dist)?)?;
    }
    name_by_content(dist, &sheet)?;
    for file in files(dist)?
        .iter()
        .filter(|it| compress::is_compressible(it))
    {
        let bytes = std::fs::read(file)?;
        std::fs::write(with_suffix(file, "br"), compress::brotli(&bytes)?)?;
        std::fs::write(with_suffix(file, "gz"), compress::gzip(&bytes)?)?;
    }
    Ok(())
}

/// The schema of config.json, beside where a host puts that file.
fn copy_schema(dist: &Path) -> Result<()> {
    let schema = project::root().join("config.schema.json");
    if schema.is_file() {
        std::fs::copy(schema, dist.join("config.schema.json"))?;
    }
    Ok(())
}

/// Replaces the linked style sheets by one with their text in the same order.
fn join_style_sheets(dist: &Path) -> Result<PathBuf> {
    let path = dist.join("index.html");
    let before = std::fs::read_to_string(&path)?;
    let mut joined = String::new();
    let mut after = before.clone();
    let mut is_first = true;
    for sheet in page::style_sheets(&before) {
        let address = sheet
            .attribute("href")
            .context("a style sheet without an address")?;
        let file = dist.join(address.trim_start_matches("./"));
        joined +=
            &std::fs::read_to_string(&file).with_context(|| format!("{address} is linked"))?;
        joined.push('\n');
        std::fs::remove_file(file)?;
        let replacement = if is_first {
            r#"<link rel="stylesheet" href="console.css">"#
        } else {
            ""
        };
        after = after.replacen(sheet.source, replacement, 1);
        is_first = false;
    }
    std::fs::write(path, page::without_comments(&after))?;
    let sheet = dist.join("console.css");
    std::fs::write(&sheet, joined)?;
    Ok(sheet)
}

fn minify(esbuild: &Path, files: &[PathBuf]) -> Result<()> {
    let is_text = |it: &&PathBuf| it.extension().is_some_and(|it| it == "js" || it == "css");
    for file in files.iter().filter(is_text) {
        let mut outfile = std::ffi::OsString::from("--outfile=");
        outfile.push(file);
        // Later syntax is left as it was written: the browsers that run the program know it.
        let mut command = process::command(esbuild);
        command.arg(file).arg(outfile).args([
            "--minify",
            "--allow-overwrite",
            "--log-level=warning",
            "--target=esnext",
        ]);
        process::run(&mut command)?;
    }
    Ok(())
}

/// Puts the content's digest into the style sheet's name, so that it may be cached for ever.
fn name_by_content(dist: &Path, sheet: &Path) -> Result<()> {
    let digest = fingerprint::hex(&Sha256::digest(std::fs::read(sheet)?));
    let name = format!("console-{}.css", &digest[..16]);
    std::fs::rename(sheet, dist.join(&name))?;
    let path = dist.join("index.html");
    let page = std::fs::read_to_string(&path)?;
    std::fs::write(
        path,
        page.replacen("\"console.css\"", &format!("\"{name}\""), 1),
    )?;
    Ok(())
}

/// Every file under a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_style_sheets_become_one_in_their_order() {
        let dist = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(dist.path().join(name), text).unwrap();
        write("b-1.css", ".b {}");
        write("a-2.css", ".a {}");
        write(
            "index.html",
            "<link rel=\"stylesheet\" href=\"./b-1.css\">\n<link rel=\"stylesheet\" href=\"./a-2.css\">\n",
        );
        finish(dist.path(), None).unwrap();

        let page = std::fs::read_to_string(dist.path().join("index.html")).unwrap();
        let [sheet] = &page::style_sheets(&page)[..] else {
            panic!("one style sheet in {page}")
        };
        let sheet = sheet.attribute("href").unwrap();
        assert_eq!(
            std::fs::read_to_string(dist.path().join(sheet)).unwrap(),
            ".b {}\n.a {}\n"
        );
        assert!(dist.path().join(format!("{sheet}.br")).is_file());
        assert!(dist.path().join("index.html.gz").is_file());
        assert!(!dist.path().join("a-2.css").exists());
    }
}
