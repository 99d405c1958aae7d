//! The number of files and connections that the system lets the process have open.

/// Connections, files of blobs and the database, for everybody who may be here at once. More is not
/// asked for: some systems allow a thousand million, and memory is laid out for as many.
#[cfg(unix)]
const WANTED: u64 = 65_536;

/// Raises the soft limit as far as the hard one allows: shells start programs with 1,024.
#[cfg(unix)]
pub(crate) fn raise_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(WANTED, |maximum| maximum.min(WANTED));
    if limit.current.is_none_or(|current| current >= wanted) {
        return;
    }
    let raised = Rlimit {
        current: Some(wanted),
        maximum: limit.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "the limit of open files could not be raised");
    }
}

#[cfg(not(unix))]
pub(crate) fn raise_limit() {}
