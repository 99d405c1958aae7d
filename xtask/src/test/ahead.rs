//! Building what ships takes as long as several of the steps before it, and has work for a single core
//! much of the time. It is begun beside them: its step finds it done, or does it again and fails where
//! it can be read.

use std::process::{Child, Stdio};

use anyhow::Result;

use crate::process::command;
use crate::{node, setup, system};

/// This very tool, which builds while the other steps run.
pub(super) struct Ahead(Child);

impl Ahead {
    /// Begins it. What is in its way is told by the step itself.
    pub(super) fn begin() -> Option<Self> {
        eprintln!("\n== in parallel: what ships is built while the first steps run");
        begin()
            .inspect_err(|error| eprintln!("  not started: {error:#}"))
            .ok()
    }

    /// Waits until it is done, however it ended.
    pub(super) fn wait(mut self) {
        // The step looks at the result, and not at how it came about.
        let _ = self.0.wait();
    }
}

/// Everything is installed first: two that install the same thing would be in each other's way.
fn begin() -> Result<Ahead> {
    system::ensure(&[&system::NODE, &system::NPM])?;
    setup::wasm_target()?;
    node::minifiers()?;
    let mut build = command(std::env::current_exe()?);
    build.args(["test", super::BUILD]);
    build
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Ok(Ahead(build.spawn()?))
}
