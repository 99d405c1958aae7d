//! What ships, the console and the service, each in its own profile and both at the same time: for
//! minutes the one has work for a single core only.

use std::panic::resume_unwind;
use std::thread;

use anyhow::Result;

use crate::{console, server};

/// Builds both; does nothing when nothing changed.
pub(crate) fn build() -> Result<()> {
    thread::scope(|scope| {
        let service = scope.spawn(server::build);
        let console = console::build();
        let service = service.join().unwrap_or_else(|panic| resume_unwind(panic));
        console.and(service)
    })
}
