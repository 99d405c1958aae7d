//! `cargo xtask fuzz`: the suite in `tests/fuzz`, for longer than a test run gives it.
//!
//! It makes input from seeds, so a failure prints the seed that brings it back.

use anyhow::{Context, Result, ensure};

use crate::arguments::Arguments;
use crate::process::{cargo, run as run_command};
use crate::project;

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    let target = arguments.word();
    let seconds = arguments
        .option("--seconds")?
        .unwrap_or_else(|| "60".to_owned());
    let seconds: u32 = seconds
        .parse()
        .with_context(|| format!("--seconds requires a number, not `{seconds}`"))?;
    arguments.finish()?;
    ensure!(
        project::root().join("tests/fuzz/main.rs").is_file(),
        "tests/fuzz is missing"
    );
    eprintln!("Fuzzing each target for {seconds} seconds.");
    let mut fuzz = cargo();
    fuzz.args([
        "test",
        "--locked",
        "--package",
        "swr-console",
        "--test",
        "fuzz",
        "--",
        "--nocapture",
    ]);
    fuzz.args(target).env("FUZZ_SECONDS", seconds.to_string());
    run_command(&mut fuzz)
}
