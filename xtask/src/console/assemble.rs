//! The page and all files it names, as they ship: one style sheet instead of many (each blocking
//! one delays the first paint), small scripts, names that carry the content's digest wherever a
//! browser may keep the file forever, and a compressed twin beside every file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use super::{compress, fingerprint, npm, page, program};
use crate::{integrity, process};

/// The program's folder before it has its digest.
pub(super) const PROGRAM: &str = "program";
/// What fetches the parts of the program, and what is in its source for what each must be.
const PARTS: &str = "parts.js";
const NO_DIGESTS: &str = "const INTEGRITY = {};";

/// Puts together what `index.html` under `root` asks for, around the program that lies in `dist`
/// already; without a minifier everything but minifying happens.
pub(super) fn assemble(root: &Path, dist: &Path, esbuild: Option<&Path>) -> Result<()> {
    let source = std::fs::read_to_string(root.join("index.html"))?;
    let mut finished = source.clone();
    for kind in ["copy-file", "copy-dir"] {
        for link in page::marked(&source, kind) {
            copy(
                root,
                dist,
                link.attribute("href").context("a link has no address")?,
            )?;
            finished = finished.replacen(link.source, "", 1);
        }
    }
    // No page asks for the schema of config.json, so no link names it.
    let schema = "config.schema.json";
    if root.join(schema).is_file() {
        copy(root, dist, schema)?;
    }
    name_digests_of_parts(dist)?;
    let sheet = join_style_sheets(root, &source)?;
    std::fs::write(dist.join("console.css"), sheet)?;
    if let Some(esbuild) = esbuild {
        minify(esbuild, &files(dist)?)?;
    }
    let sheet = name_by_content(dist, "console.css")?;
    let program = name_by_content(dist, PROGRAM)?;
    let module = npm::write(root, dist, &program, &sheet)?;
    if let Some(esbuild) = esbuild {
        minify(esbuild, &[module])?;
    }

    let mut link = format!(r#"<link rel="stylesheet" href="{sheet}">"#);
    for marked in page::marked(&source, "css") {
        finished = finished.replacen(marked.source, &std::mem::take(&mut link), 1);
    }
    for marked in page::marked(&source, "rust") {
        finished = finished.replacen(marked.source, &start_of(&program), 1);
    }
    std::fs::write(dist.join("index.html"), page::without_comments(&finished))?;
    Ok(())
}

/// Tells what fetches the parts of the program what each of them must be.
fn name_digests_of_parts(dist: &Path) -> Result<()> {
    let mut digests = BTreeMap::new();
    for file in files(&dist.join(PROGRAM))? {
        if file.extension().is_some_and(|it| it == "wasm") {
            let name = file.file_name().context("a file has a name")?;
            digests.insert(
                name.to_string_lossy().into_owned(),
                integrity::of_file(&file)?,
            );
        }
    }
    let script = dist.join(PARTS);
    let text = std::fs::read_to_string(&script).with_context(|| format!("{PARTS} is missing"))?;
    ensure!(
        text.matches(NO_DIGESTS).count() == 1,
        "{PARTS} has no place for the digests"
    );
    let digests = format!("const INTEGRITY = {};", serde_json::to_string(&digests)?);
    std::fs::write(script, text.replacen(NO_DIGESTS, &digests, 1))?;
    Ok(())
}

/// How the page starts the program in this folder. Trunk.toml says the same for `cargo xtask dev`.
fn start_of(folder: &str) -> String {
    let [script, loader, wasm] =
        [program::SCRIPT, program::LOADER, program::WASM].map(|file| format!("{folder}/{file}"));
    format!(
        r#"<link rel="modulepreload" href="{PARTS}">
<link rel="modulepreload" href="{script}">
<link rel="modulepreload" href="{loader}">
<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>
<script type="module" src="boot.js" data-js="{script}" data-wasm="{wasm}"></script>"#
    )
}

/// Copies a file to the top of `dist`, and a folder with everything in it.
fn copy(root: &Path, dist: &Path, address: &str) -> Result<()> {
    let from = root.join(address);
    let to = dist.join(from.file_name().context("a link has no file name")?);
    let copy = |from: &Path, to: &Path| {
        std::fs::copy(from, to).with_context(|| format!("{} could not be copied", from.display()))
    };
    if !from.is_dir() {
        copy(&from, &to)?;
        return Ok(());
    }
    std::fs::create_dir_all(&to)?;
    for file in files(&from)? {
        copy(
            &file,
            &to.join(file.file_name().context("a file has a name")?),
        )?;
    }
    Ok(())
}

/// The text of the linked style sheets, in their order.
fn join_style_sheets(root: &Path, source: &str) -> Result<String> {
    let mut joined = String::new();
    for sheet in page::marked(source, "css") {
        let address = sheet
            .attribute("href")
            .context("a style sheet without an address")?;
        joined += &std::fs::read_to_string(root.join(address))
            .with_context(|| format!("{address} is linked"))?;
        joined.push('\n');
    }
    Ok(joined)
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

/// Puts the content's digest into the name of a file or folder, so that it may be cached forever.
fn name_by_content(dist: &Path, name: &str) -> Result<String> {
    let path = dist.join(name);
    let mut digest = Sha256::new();
    let content = if path.is_dir() {
        files(&path)?
    } else {
        vec![path.clone()]
    };
    for file in content {
        digest.update(std::fs::read(file)?);
    }
    let digest = &fingerprint::hex(&digest.finalize())[..16];
    let named = match name.split_once('.') {
        Some((stem, extension)) => format!("{stem}-{digest}.{extension}"),
        None => format!("{name}-{digest}"),
    };
    std::fs::rename(path, dist.join(&named))?;
    Ok(named)
}

/// Puts a compressed twin beside every file that gains by it.
pub(super) fn compress_all(dist: &Path) -> Result<()> {
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

/// Every file under a folder, in an order that depends on names alone.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in fingerprint::sorted_entries(folder)? {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// The name of a compressed twin.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!-- why -->
<link data-trunk rel="css" href="style/b.css">
<link data-trunk rel="css" href="style/a.css">
<link data-trunk rel="rust" data-bin="swr-console">
<link data-trunk rel="copy-file" href="public/boot.js">
<link data-trunk rel="copy-file" href="public/parts.js">
<link data-trunk rel="copy-dir" href="words">
"#;

    fn built() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("index.html", PAGE);
        write("style/b.css", ".b {}");
        write("style/a.css", ".a {}");
        write("public/boot.js", "start()");
        write("public/parts.js", NO_DIGESTS);
        write("dist/program/late.wasm", "alert('Hello, world.');");
        write("words/fr.json", "{}");
        write(
            "npm/swr-console.js",
            r#"["0.0.0", "program/", "console.css"]"#,
        );
        write("npm/package.json", r#"{"version": "0.0.0"}"#);
        for beside in ["swr-console.d.ts", "frame.js", "frame.d.ts"] {
            write(&format!("npm/{beside}"), "");
        }
        write("npm/custom-elements.json", "{}");
        write("dist/program/swr-console.js", "export {}");
        let dist = root.path().join("dist");
        assemble(root.path(), &dist, None).unwrap();
        compress_all(&dist).unwrap();
        (root, dist)
    }

    #[test]
    fn many_style_sheets_become_one_in_their_order() {
        let (_root, dist) = built();
        let page = std::fs::read_to_string(dist.join("index.html")).unwrap();
        let sheets: Vec<_> = page::addresses_of(&page)
            .into_iter()
            .filter(|it| it.ends_with(".css"))
            .collect();
        let [sheet] = sheets[..] else {
            panic!("one style sheet in {page}")
        };
        assert_eq!(
            std::fs::read_to_string(dist.join(sheet)).unwrap(),
            ".b {}\n.a {}\n"
        );
        assert!(dist.join(format!("{sheet}.br")).is_file());
    }

    #[test]
    fn what_fetches_the_parts_knows_what_each_must_be() {
        let (_root, dist) = built();
        let script = std::fs::read_to_string(dist.join(PARTS)).unwrap();
        let digest = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        let expected = format!(r#"const INTEGRITY = {{"late.wasm":"{digest}"}};"#);
        assert_eq!(script, expected);
        let page = std::fs::read_to_string(dist.join("index.html")).unwrap();
        assert!(page.contains(r#"<link rel="modulepreload" href="parts.js">"#));
    }

    #[test]
    fn nothing_of_the_build_stays_in_the_page_and_every_file_is_beside_it() {
        let (_root, dist) = built();
        let page = std::fs::read_to_string(dist.join("index.html")).unwrap();
        assert!(
            !page.contains("data-trunk") && !page.contains("<!--"),
            "{page}"
        );
        let script = page::addresses_of(&page)
            .into_iter()
            .find(|it| it.starts_with("program-") && it.ends_with(program::SCRIPT));
        assert!(dist.join(script.unwrap()).is_file());
        for file in [
            "boot.js",
            "boot.js.gz",
            "words/fr.json",
            "words/fr.json.br",
            "swr-console.js",
            "swr-console.js.br",
            "package.json",
            "index.html.gz",
        ] {
            assert!(dist.join(file).is_file(), "{file}");
        }
    }
}
