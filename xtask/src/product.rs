//! The console and the service, both at the same time: for minutes the one has work for a single core
//! only.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use anyhow::Result;

use crate::{console, project, server};

/// What can be started.
pub(crate) struct Product {
    /// The service's program.
    pub(crate) service: PathBuf,
    /// The folder with the console.
    pub(crate) console: PathBuf,
}

/// Builds what ships; does nothing when nothing changed.
pub(crate) fn build() -> Result<Product> {
    with_service(|| console::build().map(|()| project::dist()))
}

/// Builds the same for this machine, with a console that no one squeezed, or takes the one that ships
/// where it is there.
pub(crate) fn build_local() -> Result<Product> {
    with_service(console::build_local)
}

fn with_service(console: impl FnOnce() -> Result<PathBuf>) -> Result<Product> {
    thread::scope(|scope| {
        let service = scope.spawn(server::build);
        let console = console();
        let service = service.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok(Product {
            console: console?,
            service: service?,
        })
    })
}
