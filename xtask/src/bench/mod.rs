//! `cargo xtask bench`: what the product takes of time, bytes and memory. No test runs it: its figures
//! belong to one machine.

mod console;
mod document;
mod machine;

use anyhow::{Result, bail};

use crate::arguments::Arguments;

const BENCHMARKS: &str = "\
cargo xtask bench <benchmark>

  console [--runs N] [--sizes N,N] [--profiles fast,slow] [--addresses NAME,NAME]
          [--dist DIR] [--against REVISION|DIR] [--peer NAME=DIR]…
                             visits, lists and interactions in a browser, beside the least that a page
                             can do, another commit, and other projects' built consoles

docs/performance.md says what is measured and has the results.";

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    match arguments.word().as_deref() {
        None => {
            arguments.finish()?;
            println!("{BENCHMARKS}");
            Ok(())
        }
        Some("console") => console::run(arguments),
        Some(other) => bail!("there is no benchmark `{other}`; `cargo xtask bench` lists them"),
    }
}

/// Installs what the benchmarks take from Node.js.
pub(crate) fn install() -> Result<()> {
    console::install()
}
