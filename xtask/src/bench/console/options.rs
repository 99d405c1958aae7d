//! The options of one benchmark run.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::arguments::Arguments;

const RUNS: u32 = 7;
const SIZES: &str = "100,10000,100000";
/// Network and processor profiles, which `bench/console/visit.js` defines.
const PROFILES: [&str; 2] = ["fast", "slow"];

/// What to measure, how often, and what to compare with.
#[derive(Debug)]
pub(super) struct Options {
    /// Visits of each candidate under the same conditions.
    pub(super) runs: u32,
    /// How many repositories and tags there are.
    pub(super) sizes: Vec<u64>,
    pub(super) profiles: Vec<String>,
    /// Names of addresses; all when none is named.
    pub(super) addresses: Vec<String>,
    /// A console that was built already.
    pub(super) dist: Option<PathBuf>,
    pub(super) against: Option<Against>,
    pub(super) peers: Vec<Peer>,
}

/// An earlier console to compare with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// A commit, which is built first.
    Revision(String),
    /// A folder with the built files.
    Folder(PathBuf),
}

/// The built files of another project's console.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Peer {
    pub(super) name: String,
    pub(super) folder: PathBuf,
}

impl Options {
    /// `here` is the current folder of the caller, to which folders are relative.
    pub(super) fn read(arguments: &mut Arguments, here: &Path) -> Result<Self> {
        let runs = match arguments.option("--runs")? {
            Some(runs) => runs.parse().context("--runs requires a number")?,
            None => RUNS,
        };
        ensure!(runs > 0, "--runs must be at least 1");
        let sizes = arguments.option("--sizes")?;
        let sizes = words(sizes.as_deref().unwrap_or(SIZES))
            .map(|size| {
                size.parse()
                    .with_context(|| format!("--sizes requires numbers, not `{size}`"))
            })
            .collect::<Result<Vec<u64>>>()?;
        ensure!(!sizes.is_empty(), "--sizes requires at least one number");
        let profiles = arguments.option("--profiles")?;
        let profiles: Vec<String> = match &profiles {
            Some(named) => words(named).map(str::to_owned).collect(),
            None => PROFILES.map(str::to_owned).to_vec(),
        };
        if let Some(unknown) = profiles.iter().find(|it| !PROFILES.contains(&it.as_str())) {
            bail!(
                "there is no profile `{unknown}`; there are {}",
                PROFILES.join(", ")
            );
        }
        let addresses = arguments.option("--addresses")?.unwrap_or_default();
        let dist = arguments.option("--dist")?.map(|it| here.join(it));
        let against = arguments.option("--against")?;
        let mut peers = Vec::new();
        while let Some(peer) = arguments.option("--peer")? {
            peers.push(Peer::read(&peer, here)?);
        }
        arguments.finish()?;
        Ok(Self {
            runs,
            sizes,
            profiles,
            addresses: words(&addresses).map(str::to_owned).collect(),
            dist,
            against: against.map(|it| Against::read(it, here)),
            peers,
        })
    }
}

impl Against {
    fn read(word: String, here: &Path) -> Self {
        let folder = here.join(&word);
        if folder.join("index.html").is_file() {
            Self::Folder(folder)
        } else {
            Self::Revision(word)
        }
    }
}

impl Peer {
    fn read(word: &str, here: &Path) -> Result<Self> {
        let (name, folder) = word
            .split_once('=')
            .with_context(|| format!("--peer requires NAME=DIR, not `{word}`"))?;
        let folder = here.join(folder);
        ensure!(
            folder.join("index.html").is_file(),
            "{} has no index.html; --peer wants the folder with the built files",
            folder.display()
        );
        Ok(Self {
            name: name.to_owned(),
            folder,
        })
    }
}

/// Words between commas.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(line: &str, here: &Path) -> Result<Options> {
        Options::read(&mut Arguments::of_words(line.split_whitespace()), here)
    }

    #[test]
    fn everything_is_measured_seven_times_unless_something_is_said() {
        let usual = options("", Path::new("/here")).unwrap();
        assert_eq!((usual.runs, usual.sizes.len()), (7, 3));
        assert_eq!(usual.profiles, ["fast", "slow"]);
        assert!(usual.addresses.is_empty() && usual.peers.is_empty());
        let line = "--runs 3 --sizes 100,1000 --profiles slow --addresses tag,sign-in --dist dist";
        let chosen = options(line, Path::new("/here")).unwrap();
        assert_eq!((chosen.runs, chosen.sizes), (3, vec![100, 1000]));
        assert_eq!(chosen.profiles, ["slow"]);
        assert_eq!(chosen.addresses, ["tag", "sign-in"]);
        assert_eq!(chosen.dist.as_deref(), Some(Path::new("/here/dist")));
    }

    #[test]
    fn what_makes_no_sense_is_rejected() {
        for line in [
            "--runs 0",
            "--runs many",
            "--sizes big",
            "--sizes ,",
            "--profiles medium",
            "--peer joxit",
            "--peer joxit=nowhere",
            "--sise 100",
        ] {
            assert!(options(line, Path::new("/here")).is_err(), "{line}");
        }
    }

    #[test]
    fn built_folders_are_told_from_revisions() {
        let here = tempfile::tempdir().unwrap();
        let built = here.path().join("old");
        std::fs::create_dir(&built).unwrap();
        std::fs::write(built.join("index.html"), "").unwrap();
        let chosen = options("--against old --peer a=old --peer b=old", here.path()).unwrap();
        assert_eq!(chosen.against, Some(Against::Folder(built)));
        let names: Vec<&str> = chosen.peers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        let revision = options("--against v1.0", here.path()).unwrap();
        let expected = Against::Revision("v1.0".to_owned());
        assert_eq!(revision.against, Some(expected));
    }
}
