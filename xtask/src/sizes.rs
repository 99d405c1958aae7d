//! `cargo xtask sizes`: what travels to a browser, and whether the first page keeps its promise.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::console::Weight;
use crate::{console, project};

/// What opening the page may cost, in brotli; 1 KB is 1,000 bytes.
pub(crate) const FIRST_PAGE_BYTES: usize = 125_000;

/// What all files of the console may cost, but the languages other than English.
const WHOLE_PROGRAM_BYTES: usize = 840_000;

/// What each part of the program may cost: the beginning of its file's name, and bytes in brotli. A part that
/// outgrows its line says by what, and the line moves only together with the reason.
const PARTS: [(&str, usize); 4] = [
    ("swr-console_bg", 109_000),
    ("chunk_", 245_000),
    ("split_late", 128_000),
    ("split_rest", 330_000),
];

/// How many of what a part is made of are printed.
const SHOWN_OWNERS: usize = 12;

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
    let parts_keep = judge_parts(&sizes)?;
    let first_keeps = judge("First page", total, FIRST_PAGE_BYTES);
    let whole_keeps = judge("Whole program", whole, WHOLE_PROGRAM_BYTES);
    Ok(first_keeps && whole_keeps && parts_keep)
}

/// Prints what each part is made of and what each feature costs, and says whether every part keeps its line.
fn judge_parts(sizes: &[Sizes]) -> Result<bool> {
    let weights = console::weights()?;
    let mut features: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keep = true;
    for (part, allowed) in PARTS {
        let is_part = |name: &str| {
            name.rsplit('/')
                .next()
                .is_some_and(|it| it.starts_with(part))
        };
        let of_part = |it: &&Sizes| is_part(&it.name) && it.name.ends_with(".wasm");
        let bytes = sizes.iter().filter(of_part).map(|it| it.brotli).sum();
        println!();
        keep &= judge(part, bytes, allowed);
        for weight in weights.iter().filter(|it| is_part(&it.part)) {
            print_owners(weight, bytes);
            for (owner, raw) in &weight.owners {
                *features.entry(owner.as_str()).or_default() += share(weight, *raw, bytes);
            }
        }
    }
    println!("\nAll parts, bytes in Brotli by what they are for:");
    let mut features: Vec<_> = features.into_iter().collect();
    features.sort_by_key(|(_, bytes)| Reverse(*bytes));
    for (owner, bytes) in features.iter().filter(|(_, bytes)| *bytes >= 1_000) {
        println!("  {owner:<28} {bytes:>8}");
    }
    println!();
    Ok(keep)
}

fn print_owners(weight: &Weight, brotli: usize) {
    let mut owners: Vec<_> = weight.owners.iter().collect();
    owners.sort_by_key(|(_, bytes)| Reverse(**bytes));
    for (owner, bytes) in owners.into_iter().take(SHOWN_OWNERS) {
        println!("  {owner:<28} {:>8}", share(weight, *bytes, brotli));
    }
}

/// The share of a part's compressed bytes, as if all of them could be made equally small.
fn share(weight: &Weight, raw: usize, brotli: usize) -> usize {
    let whole: usize = weight.owners.values().sum();
    raw * brotli / whole.max(1)
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
