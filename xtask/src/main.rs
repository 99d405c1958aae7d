//! Everything that is done to this project, as commands; `cargo xtask` alone lists them.
//!
//! Progress goes to stderr, results to stdout, so that a result can be piped.
#![expect(
    clippy::print_stdout,
    reason = "a command line tool prints its results"
)]

mod arguments;
mod bench;
mod console;
mod dependencies;
mod dev;
mod fuzz;
mod integrity;
mod node;
mod package;
mod process;
mod product;
mod project;
mod serve;
mod server;
mod setup;
mod sizes;
mod soak;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use arguments::Arguments;

const COMMANDS: &str = "\
cargo xtask <command>

  setup                      install what the other commands need, skip what is already there
  serve [--listen ADDRESS] [--data DIR] [--empty]
                             build the console and the local service and run both on one port
  dev                        the same with live reload, on temporary data
  test [STEP…] [--changed] [--since REVISION]
                             run every check, only the named steps, or those affected by changes
                             since main or another revision
  sizes                      show the raw, gzip and Brotli size of every file that ships
  package [--base PATH] [--config FILE]
                             package the built console as a folder and an archive for static hosting
  fuzz [TARGET] [--seconds N]
                             run the parsers on generated input for that time
  soak [--minutes N]         kill the service, send it generated requests and try every permission for that time
  bench [BENCHMARK]          measure time, bytes and memory; without a name, list the benchmarks

By default, `serve` listens on 127.0.0.1:8080 and stores the demo data in .swr/demo.";

fn main() -> ExitCode {
    let mut arguments = Arguments::of_the_process();
    match run(&mut arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &mut Arguments) -> Result<ExitCode> {
    match arguments.word().as_deref() {
        None | Some("help") => println!("{COMMANDS}"),
        Some("setup") => setup::run(arguments)?,
        Some("serve") => serve::run(arguments)?,
        Some("dev") => dev::run(arguments)?,
        Some("test") => return test::run(arguments),
        Some("sizes") => return sizes::run(arguments),
        Some("package") => package::run(arguments)?,
        Some("fuzz") => fuzz::run(arguments)?,
        Some("soak") => soak::run(arguments)?,
        Some("bench") => bench::run(arguments)?,
        Some(other) => bail!("unknown command `{other}`; `cargo xtask` lists the commands"),
    }
    Ok(ExitCode::SUCCESS)
}
