//! Compiled dependencies, kept in the user's cache folder for the next checkout.
//!
//! What cargo compiles of other people's crates is the same in every checkout with the same lock file
//! and compiler, and it is most of what a fresh one waits for. Cargo names each unit by all that went
//! into it (flags, features, profile), so a unit that does not fit is never picked up: it is compiled
//! as if there were no cache. Our own crates are named by where they lie and are left out.
//!
//! Cargo compiles a unit again when one that it depends on is newer. `cargo xtask` compiles some units
//! before it can take others from the cache, so a unit that is in both places gets the older time.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::process::{command, said_by};
use crate::{project, tools};

/// Generations that are kept: a branch beside main needs two, and each takes some 2 GB.
const GENERATIONS: usize = 2;

/// Cargo's folders with one folder for each unit, in the order in which a unit is put there: anyone who
/// finds a fingerprint finds the rest.
const UNITS: [&str; 2] = ["build", ".fingerprint"];

/// Puts what is kept where cargo looks for it. Without it everything is compiled, so a failure is told
/// and no reason to stop.
pub(crate) fn restore() {
    let restored = generation().and_then(|kept| {
        if kept.is_dir() {
            // The one that was used last is the last to go.
            fs::File::open(&kept)?.set_modified(SystemTime::now())?;
            add(&kept, &project::target())?;
        }
        Ok(())
    });
    if let Err(error) = restored {
        eprintln!("  Compiled dependencies could not be restored from the cache: {error:#}");
    }
}

/// Keeps what cargo has compiled by now.
pub(crate) fn keep() {
    let kept = generation().and_then(|kept| {
        add(&project::target(), &kept)?;
        forget_all_but(GENERATIONS, kept.parent().expect("it lies in the cache"))
    });
    if let Err(error) = kept {
        eprintln!("  Compiled dependencies could not be cached: {error:#}");
    }
}

/// What decides how a dependency is compiled, beside the compiler.
const DECIDING: [&str; 3] = ["Cargo.lock", "Cargo.toml", ".cargo/config.toml"];

/// The folder of these dependencies and this compiler.
fn generation() -> Result<PathBuf> {
    let compiler = said_by(command("rustc").arg("-vV")).context("rustc could not be run")?;
    let mut digest = Sha256::new();
    digest.update(compiler);
    for file in DECIDING {
        digest.update(fs::read(project::root().join(file))?);
    }
    let name: String = digest.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(tools::cache()?.join("dependencies").join(name))
}

/// Adds the units of one target folder that another lacks.
fn add(from: &Path, to: &Path) -> Result<()> {
    for profile in profiles(from)? {
        let below = profile.strip_prefix(from).expect("it was found there");
        let there = to.join(below);
        add_libraries(&profile.join("deps"), &there.join("deps"))?;
        for units in UNITS {
            add_units(&profile.join(units), &there.join(units))?;
        }
    }
    Ok(())
}

/// The folders in which cargo builds for one profile and machine.
fn profiles(target: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![target.to_owned()];
    while let Some(folder) = open.pop() {
        if folder.join(".fingerprint").is_dir() {
            found.push(folder);
            continue;
        }
        for entry in entries(&folder)? {
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            }
        }
    }
    Ok(found)
}

/// Libraries are linked where both folders are on one disk: no one writes into one, cargo puts a new one
/// in its place.
fn add_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in entries(from)? {
        let name = entry.file_name();
        let there = to.join(&name);
        if !is_library(&name) || is_ours(&name) {
            continue;
        }
        if there.exists() {
            age(&there, &entry.path())?;
        } else {
            let linked = fs::hard_link(entry.path(), &there);
            linked.or_else(|_| copy_file(&entry.path(), &there))?;
        }
    }
    Ok(())
}

/// A folder comes to its place in one move, so that half of one is never taken for a whole.
fn add_units(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in entries(from)? {
        let name = entry.file_name();
        let there = to.join(&name);
        if is_ours(&name) {
            continue;
        }
        if there.exists() {
            age_folder(&there, &entry.path())?;
            continue;
        }
        let half = to.join(format!("{}.{}", name.to_string_lossy(), std::process::id()));
        copy_folder(&entry.path(), &half)?;
        if fs::rename(&half, &there).is_err() {
            // Someone else was there first.
            ensure!(there.exists(), "{} cannot be written", there.display());
            fs::remove_dir_all(&half)?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in entries(from)? {
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &there)?;
        } else {
            copy_file(&entry.path(), &there)?;
        }
    }
    Ok(())
}

/// With its time: cargo compares them.
fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    fs::File::open(to)?.set_modified(modified)
}

/// Gives a file the time of another one if that is older.
fn age(file: &Path, by: &Path) -> io::Result<()> {
    let time = fs::metadata(by)?.modified()?;
    if fs::metadata(file)?.modified()? > time {
        fs::File::open(file)?.set_modified(time)?;
    }
    Ok(())
}

fn age_folder(folder: &Path, by: &Path) -> Result<()> {
    for entry in entries(by)? {
        let there = folder.join(entry.file_name());
        if !there.exists() {
            continue;
        }
        if entry.file_type()?.is_dir() {
            age_folder(&there, &entry.path())?;
        } else {
            age(&there, &entry.path())?;
        }
    }
    Ok(())
}

/// Programs for tests are our own, and nothing else is requested.
fn is_library(name: &OsStr) -> bool {
    let kinds = ["rlib", "rmeta", "so", "dylib", "dll"];
    let kind = Path::new(name).extension().and_then(OsStr::to_str);
    kind.is_some_and(|kind| kinds.contains(&kind))
}

/// Whether a unit, or a library of one, is of a crate of the workspace.
fn is_ours(name: &OsStr) -> bool {
    let name = name.to_string_lossy().replace('_', "-");
    let unit = name.strip_prefix("lib").unwrap_or(&name);
    let (package, _hash) = unit.rsplit_once('-').unwrap_or((unit, ""));
    OURS.contains(&package)
}

/// The crates of the workspace.
const OURS: [&str; 7] = [
    "container-image",
    "content-policy",
    "markup-macro",
    "swr-api",
    "swr-console",
    "swr-server",
    "xtask",
];

fn forget_all_but(count: usize, generations: &Path) -> Result<()> {
    let mut by_age = Vec::new();
    for entry in entries(generations)? {
        by_age.push((entry.metadata()?.modified()?, entry.path()));
    }
    by_age.sort();
    let too_many = by_age.len().saturating_sub(count);
    for (_, generation) in &by_age[..too_many] {
        fs::remove_dir_all(generation)?;
    }
    Ok(())
}

/// What is in a folder; nothing where there is none.
fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.collect::<io::Result<_>>()?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).with_context(|| folder.display().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, file: &str, text: &str) {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    #[test]
    fn units_of_others_are_kept_and_come_back_with_their_times() {
        let folder = tempfile::tempdir().unwrap();
        let (first, kept, second) = (
            folder.path().join("first"),
            folder.path().join("kept"),
            folder.path().join("second"),
        );
        write(&first, "debug/deps/libserde-1a.rlib", "library");
        write(&first, "debug/deps/contract-2b", "a test program");
        write(&first, "debug/deps/libswr_api-3c.rlib", "ours");
        write(&first, "debug/.fingerprint/serde-1a/lib-serde", "serde");
        write(&first, "debug/.fingerprint/swr-api-3c/lib-swr_api", "ours");
        write(&first, "wasm32/release/build/libc-4d/out/deep/file", "out");
        write(&first, "wasm32/release/.fingerprint/libc-4d/x", "libc");
        let of = |folder: &Path| {
            let file = folder.join("wasm32/release/build/libc-4d/out/deep/file");
            fs::metadata(file).unwrap().modified().unwrap()
        };
        add(&first, &kept).unwrap();
        add(&kept, &second).unwrap();
        assert_eq!(of(&second), of(&first));
        for (file, is_there) in [
            ("debug/deps/libserde-1a.rlib", true),
            ("debug/.fingerprint/serde-1a/lib-serde", true),
            ("debug/deps/contract-2b", false),
            ("debug/deps/libswr_api-3c.rlib", false),
            ("debug/.fingerprint/swr-api-3c", false),
        ] {
            assert_eq!(second.join(file).exists(), is_there, "{file}");
        }
    }

    #[test]
    fn what_is_there_stays_and_is_as_old_as_what_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        let time = SystemTime::now() - std::time::Duration::from_secs(3600);
        let files = [
            "debug/.fingerprint/serde-1a/lib-serde",
            "debug/deps/libserde-1a.rlib",
        ];
        for file in files {
            write(&from, file, "older");
            fs::File::open(from.join(file))
                .unwrap()
                .set_modified(time)
                .unwrap();
            write(&to, file, "newer");
        }
        add(&from, &to).unwrap();
        for file in files {
            let file = to.join(file);
            assert_eq!(fs::read_to_string(&file).unwrap(), "newer");
            assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), time);
        }
    }

    #[test]
    fn the_oldest_generations_go() {
        let folder = tempfile::tempdir().unwrap();
        for (age, name) in ["newest", "older", "oldest"].into_iter().enumerate() {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            let time = SystemTime::now() - std::time::Duration::from_secs(60 * age as u64);
            fs::File::open(path).unwrap().set_modified(time).unwrap();
        }
        forget_all_but(2, folder.path()).unwrap();
        let names: Vec<_> = entries(folder.path()).unwrap();
        assert_eq!(names.len(), 2);
        assert!(!folder.path().join("oldest").exists());
    }

    #[test]
    fn every_crate_of_the_workspace_is_ours() {
        let root = project::root();
        let mut packages = vec!["swr-console".to_owned(), "xtask".to_owned()];
        for entry in entries(&root.join("crates")).unwrap() {
            packages.push(entry.file_name().into_string().unwrap());
        }
        packages.sort();
        assert_eq!(packages, OURS);
    }
}
