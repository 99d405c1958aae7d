//! The system's limit of open files and connections.

/// Connections, files of blobs and the database, for everyone who may be here at once. More is not
/// asked for: some systems allow a thousand million, and memory is laid out for as many.
const WANTED: u64 = 65_536;

/// The database, its log and what the program itself has open.
const OWN: u64 = 64;

/// Raises the soft limit as far as the hard one allows, since shells start programs with 1,024. How many
/// connections may be open at a time: each may have a file of its own.
pub(crate) fn raise_limit() -> usize {
    let connections = raised().saturating_sub(OWN) / 2;
    usize::try_from(connections).expect("it is at most half of what is wanted")
}

#[cfg(unix)]
fn raised() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(WANTED, |maximum| maximum.min(WANTED));
    match limit.current {
        None => return WANTED,
        Some(current) if current >= wanted => return current.min(WANTED),
        Some(_) => {}
    }
    let raised = Rlimit {
        current: Some(wanted),
        maximum: limit.maximum,
    };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => wanted,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files could not be raised");
            limit.current.unwrap_or(wanted)
        }
    }
}

#[cfg(not(unix))]
fn raised() -> u64 {
    WANTED
}
