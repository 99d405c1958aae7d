//! The consoles that are measured side by side.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::checkout::{self, Checkout};
use super::options::{Against, Options};
use crate::{console, project};

/// The console that ratios are about.
pub(super) const OURS: &str = "console";

/// A folder of built files, and the kind of service that they talk to.
pub(super) struct Candidate {
    name: String,
    /// One of those that `bench/console/candidates.js` knows.
    kind: String,
    folder: PathBuf,
}

impl Candidate {
    pub(super) fn to_json(&self) -> Value {
        json!({ "name": self.name, "kind": self.kind, "folder": self.folder })
    }
}

/// All candidates of a run; consoles that are not built yet are built.
pub(super) fn all(options: &Options) -> Result<Vec<Candidate>> {
    let floor = project::root().join("bench/console/floor");
    let ours = match &options.dist {
        Some(dist) => dist.clone(),
        None => {
            console::build()?;
            project::dist()
        }
    };
    ensure!(
        ours.join("index.html").is_file(),
        "{} has no index.html; --dist wants the folder with the built console",
        ours.display()
    );
    let mut all = vec![of_kind("floor", "floor", floor), of_kind(OURS, OURS, ours)];
    match &options.against {
        None => {}
        Some(Against::Folder(folder)) => {
            let name = folder.file_name().context("a folder has a name")?;
            all.push(of_kind(&name.to_string_lossy(), OURS, folder.clone()));
        }
        Some(Against::Revision(revision)) => {
            let Checkout { name, dist } = checkout::build(revision)?;
            all.push(of_kind(&name, OURS, dist));
        }
    }
    for peer in &options.peers {
        all.push(of_kind(&peer.name, &peer.name, peer.folder.clone()));
    }
    Ok(all)
}

fn of_kind(name: &str, kind: &str, folder: PathBuf) -> Candidate {
    Candidate {
        name: name.to_owned(),
        kind: kind.to_owned(),
        folder,
    }
}
