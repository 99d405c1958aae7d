//! `swr-server backup`, `verify` and `restore`: one line for the result, one for each problem.

use std::path::Path;

use swr_server::store::verification::{self, Verified};
use swr_server::store::{BackupError, backup};

use crate::arguments::Data;
use crate::start::StartError;
use crate::terminal::say;

pub(crate) fn back_up(data: &Data, target: &Path) -> Result<(), StartError> {
    let copied = backup::back_up(&data.folder(false), target).map_err(failed)?;
    report(&copied, "the copy")?;
    say(&format!(
        "backed up to {}: {}",
        target.display(),
        size(&copied)
    ));
    Ok(())
}

pub(crate) fn verify(data: &Data, folder: Option<&Path>) -> Result<(), StartError> {
    let usual = data.folder(false);
    let folder = folder.unwrap_or(&usual);
    let verified = verification::verify(folder).map_err(failed)?;
    let name = folder.display().to_string();
    report(&verified, &name)?;
    say(&format!("{name} has no problems: {}", size(&verified)));
    Ok(())
}

pub(crate) fn restore(data: &Data, from: &Path) -> Result<(), StartError> {
    let folder = data.folder(false);
    let restored = backup::restore(from, &folder).map_err(failed)?;
    say(&format!(
        "restored to {}: {}",
        folder.display(),
        size(&restored)
    ));
    Ok(())
}

fn failed(error: BackupError) -> StartError {
    StartError::Other(error.to_string())
}

fn size(verified: &Verified) -> String {
    let Verified {
        blobs,
        bytes,
        manifests,
        ..
    } = verified;
    format!("{manifests} manifests, {blobs} blobs, {bytes} bytes")
}

fn report(verified: &Verified, what: &str) -> Result<(), StartError> {
    verified.problems.iter().for_each(|problem| say(problem));
    match verified.problems.len() {
        0 => Ok(()),
        count => Err(StartError::Other(format!("{what} has {count} problems"))),
    }
}
