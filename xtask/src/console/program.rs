//! The program's way from Rust to what a browser loads: compiled for size, cut into parts, given its
//! JavaScript, shrunk.
//!
//! The order is fixed. The cut reads the linker's relocations, which both later tools destroy; and
//! all files must come from one build, because the parts call each other by position. They refer
//! to each other by name within one folder, so only the folder's name may carry a digest.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::{glue, weights};
use crate::process::{cargo, command, run};
use crate::{project, setup};

/// The files of the program that the page names.
pub(super) const SCRIPT: &str = "swr-console.js";
pub(super) const WASM: &str = "swr-console_bg.wasm";
/// Fetches the late part; the script imports it, so it is part of the first page.
pub(super) const LOADER: &str = "late.js";

/// Also on one machine: with less optimization and no optimization between crates it takes longer to
/// compile, because every crate brings its own copy of what the others have.
const PROFILE: &str = "wasm-release";

/// What rustc lets WebAssembly use. `wasm-opt` would refuse the program or not know it may.
const FEATURES: [&str; 8] = [
    "bulk-memory",
    "bulk-memory-opt",
    "call-indirect-overlong",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Builds the program into this folder; without `wasm-opt` it only stays larger.
pub(super) fn build(folder: &Path, wasm_opt: Option<&Path>) -> Result<()> {
    let compiled = compile()?;
    let first = project::console_target().join("first.wasm");
    let mut parts = split(&compiled, &first, folder)?;
    note_weights(&first, &parts)?;
    bind(&first, folder)?;
    if let Some(wasm_opt) = wasm_opt {
        parts.push(folder.join(WASM));
        for part in parts {
            shrink(wasm_opt, &part)?;
        }
    }
    Ok(())
}

fn compile() -> Result<PathBuf> {
    let target = project::console_target();
    let mut build = cargo();
    build
        .args(["rustc", "--locked", "--profile", PROFILE])
        .args(["--target", setup::WASM_TARGET, "--target-dir"])
        .arg(&target)
        .args(["--package", "swr-console", "--bin", "swr-console"])
        .args(["--features", "split", "--config", &without_places()?])
        // For the last crate alone: what it depends on is compiled as ever.
        .args(["--", "-C", "link-arg=--emit-relocs"])
        // Flags that are meant for the native build would take the place of those for the browser.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    run(&mut build)?;
    let folder = target.join(setup::WASM_TARGET).join(PROFILE);
    Ok(folder.join("swr-console.wasm"))
}

/// Notes what the parts are made of, each under the name of its file.
fn note_weights(first: &Path, parts: &[PathBuf]) -> Result<()> {
    let name = |it: &'_ PathBuf| Some(it.file_name()?.to_string_lossy().into_owned());
    let names: Vec<String> = parts.iter().filter_map(name).collect();
    let late = names.iter().map(String::as_str).zip(parts);
    let parts: Vec<(&str, &Path)> = std::iter::once((WASM, first))
        .chain(late.map(|(name, file)| (name, file.as_path())))
        .collect();
    weights::note(&parts)
}

/// Keeps the folder of this machine's crates out of the program, so that two people get the same bytes.
/// Our own crates are named from the project's root anyway. Cargo adds it to the flags of
/// `.cargo/config.toml`.
fn without_places() -> Result<String> {
    let crates = format!("--remap-path-prefix={}=/cargo", cargo_home()?.display());
    let target = setup::WASM_TARGET;
    // A JSON string is a TOML string.
    let crates = serde_json::Value::from(crates);
    // The names of functions say which types each copy was made for.
    let names = "\"-Csymbol-mangling-version=v0\"";
    Ok(format!("target.{target}.rustflags=[{crates}, {names}]"))
}

fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(home) => Ok(PathBuf::from(home)),
        None => Ok(std::env::home_dir()
            .context("there is no home folder")?
            .join(".cargo")),
    }
}

/// Whether the program says where it was compiled.
fn names_a_place(program: &[u8]) -> Result<bool> {
    let places = [project::root(), cargo_home()?];
    Ok(places.iter().any(|place| {
        let place = place.as_os_str().as_encoded_bytes();
        program.windows(place.len()).any(|bytes| bytes == place)
    }))
}

/// Writes the JavaScript between the first part and the browser.
fn bind(first: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(first)
        .out_name("swr-console")
        // The late part imports what the linker exports.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?.generate(folder)?;
    glue::shorten(&folder.join(WASM), &folder.join(SCRIPT))
}

/// Writes the first part, and beside the program's files the late parts and what fetches them.
fn split(compiled: &Path, first: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let bytes = std::fs::read(compiled)?;
    ensure!(
        !names_a_place(&bytes)?,
        "the program contains the path of a folder on this machine"
    );
    let (script, loader) = (format!("./{SCRIPT}"), format!("./{LOADER}"));
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = first;
    options.main_module = &script;
    options.link_name = &loader;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the program could not be split: {error:?}"))?;
    let loader = folder.join(LOADER);
    let text =
        std::fs::read_to_string(&loader).context("the loader of the late parts is missing")?;
    std::fs::write(loader, loading_as_the_first(&text)?)?;
    Ok(parts.split_modules)
}

/// The loader of the late parts, with each of them fetched and made to run as the first part is.
fn loading_as_the_first(loader: &str) -> Result<String> {
    let calls = [
        ("fetch(new URL(", "fetchPart(new URL("),
        ("WebAssembly.instantiateStreaming(", "instantiate("),
    ];
    let mut rewritten = loader.to_owned();
    for (theirs, ours) in calls {
        let times = loader.matches(theirs).count();
        ensure!(times > 0, "{LOADER} has no {theirs}");
        rewritten = rewritten.replace(theirs, ours);
    }
    Ok(format!(
        "import {{ fetchPart, instantiate }} from \"../parts.js\";\n{rewritten}"
    ))
}

fn shrink(wasm_opt: &Path, file: &Path) -> Result<()> {
    let mut shrink = command(wasm_opt);
    shrink.arg("-Oz");
    shrink.args(FEATURES.map(|it| format!("--enable-{it}")));
    run(shrink.arg(file).arg("-o").arg(file)).context("wasm-opt could not shrink the program")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_parts_are_loaded_as_the_first() {
        let theirs = "const src = fetch(new URL(\"./a.wasm\", import.meta.url));
return async (imports) => (WebAssembly.instantiateStreaming(src, imports));";
        let ours = loading_as_the_first(theirs).unwrap();
        assert_eq!(
            ours,
            "import { fetchPart, instantiate } from \"../parts.js\";
const src = fetchPart(new URL(\"./a.wasm\", import.meta.url));
return async (imports) => (instantiate(src, imports));"
        );
        assert!(loading_as_the_first("fetch(elsewhere)").is_err());
    }
}
