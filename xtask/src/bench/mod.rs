//! `cargo xtask bench`: benchmarks of time, bytes and memory. No test runs them: their figures depend on the
//! machine.

mod console;
mod document;
mod machine;
mod service;

use anyhow::{Result, bail};

use crate::arguments::Arguments;

const BENCHMARKS: &str = "\
cargo xtask bench <benchmark>

  console [--runs N] [--sizes N,N] [--profiles fast,slow] [--addresses NAME,NAME]
          [--dist DIR] [--against REVISION|DIR] [--peer NAME=DIR]…
                             page loads and interactions in a browser, compared with a minimal page,
                             another commit and other projects' consoles
  service [--peer docker-registry]
                             pushes, pulls and lists of the service, alone or beside another registry

docs/performance.md explains the figures and has the results.";

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    match arguments.word().as_deref() {
        None => {
            arguments.finish()?;
            println!("{BENCHMARKS}");
            Ok(())
        }
        Some("console") => console::run(arguments),
        Some("service") => service::run(arguments),
        Some(other) => bail!("unknown benchmark `{other}`; `cargo xtask bench` lists them"),
    }
}

/// Installs the Node.js packages of the benchmarks.
pub(crate) fn install() -> Result<()> {
    console::install()
}
