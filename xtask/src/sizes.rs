//! `cargo xtask sizes`: what travels to a browser, and whether the first page keeps its promise.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::{console, project};

/// What opening the page may cost, in brotli; 1 KB is 1,000 bytes.
pub(crate) const FIRST_PAGE_BYTES: usize = 132_000;

/// What all files of the console may cost, but the languages other than English.
const WHOLE_PROGRAM_BYTES: usize = 940_000;

struct Sizes {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    arguments.finish()?;
    console::build()?;
    let keeps = print_and_judge()?;
    Ok(if keeps {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints every file and says whether the first page is small enough.
pub(crate) fn print_and_judge() -> Result<bool> {
    let dist = project::dist();
    let page = std::fs::read_to_string(dist.join("index.html"))
        .context("the console has not been built")?;
    let mut first_page = console::addresses_of(&page);
    first_page.push("index.html");

    let mut sizes = measure(&dist, &dist)?;
    sizes.sort_by(|a, b| b.brotli.cmp(&a.brotli).then(a.name.cmp(&b.name)));
    println!(
        "{:<52} {:>10} {:>10} {:>10}",
        "file (* first page)", "raw", "gzip", "brotli"
    );
    let mut total = 0;
    for Sizes {
        name,
        raw,
        gzip,
        brotli,
    } in &sizes
    {
        let is_first = first_page.contains(&name.as_str());
        total += if is_first { *brotli } else { 0 };
        let mark = if is_first { '*' } else { ' ' };
        println!("{mark} {name:<50} {raw:>10} {gzip:>10} {brotli:>10}");
    }
    let program = |it: &&Sizes| !it.name.starts_with("locales/");
    let whole = sizes.iter().filter(program).map(|it| it.brotli).sum();
    let first_keeps = judge("First page", total, FIRST_PAGE_BYTES);
    let whole_keeps = judge("Whole program", whole, WHOLE_PROGRAM_BYTES);
    Ok(first_keeps && whole_keeps)
}

fn judge(what: &str, bytes: usize, allowed: usize) -> bool {
    let keeps = bytes <= allowed;
    let verdict = if keeps { "within" } else { "OVER" };
    println!("{what}: {bytes} bytes in Brotli, {verdict} the limit of {allowed}");
    keeps
}

fn measure(dist: &Path, folder: &Path) -> Result<Vec<Sizes>> {
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sizes.extend(measure(dist, &path)?);
        } else if !is_twin(&path) {
            let raw = length(&path)?;
            // What cannot be made smaller has no twins.
            let packed = |suffix: &str| match console::is_compressible(&path) {
                true => length(&console::with_suffix(&path, suffix)),
                false => Ok(raw),
            };
            sizes.push(Sizes {
                name: path.strip_prefix(dist)?.to_string_lossy().into_owned(),
                raw,
                gzip: packed("gz")?,
                brotli: packed("br")?,
            });
        }
    }
    Ok(sizes)
}

fn length(path: &Path) -> Result<usize> {
    let length = std::fs::metadata(path)
        .with_context(|| format!("the size of {} cannot be read", path.display()))?
        .len();
    Ok(usize::try_from(length)?)
}

/// Whether this is the compressed form of the file beside it.
fn is_twin(path: &Path) -> bool {
    let is_suffix = path.extension().is_some_and(|it| it == "br" || it == "gz");
    is_suffix && path.with_extension("").is_file()
}
