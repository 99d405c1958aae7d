//! `cargo xtask soak`: the tests of the service that look for rare things, for longer than a test run gives
//! them.
//!
//! Each goes on from a new place until its part of the time is over. A failure names its seed, and
//! `SOAK_SEED` tries only that one.

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::process::{cargo, run as run_command};

/// What runs, each for the same time: the suite, and the name of the test in it.
const SOAKED: [(&str, &str); 4] = [
    ("push", "crash::what_was_acknowledged_survives_being_killed"),
    (
        "process",
        "lasting::every_change_that_was_acknowledged_survives_a_kill",
    ),
    (
        "http",
        "order_of_checks::generated_content_changes_no_refusal",
    ),
    (
        "http",
        "generated::every_request_is_answered_and_strangers_get_nothing",
    ),
];

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    let minutes = arguments.option("--minutes")?;
    let minutes = minutes.unwrap_or_else(|| "20".to_owned());
    let minutes: u64 = minutes
        .parse()
        .with_context(|| format!("--minutes requires a number, not `{minutes}`"))?;
    arguments.finish()?;
    let seconds = minutes * 60 / SOAKED.len() as u64;
    for (suite, test) in SOAKED {
        eprintln!("{test} for {seconds} seconds.");
        let mut soak = cargo();
        soak.args([
            "test",
            "--locked",
            "--all-features",
            "--package",
            "swr-server",
        ])
        .args(["--test", suite, "--", "--exact", test])
        .env("SOAK_SECONDS", seconds.to_string());
        run_command(&mut soak)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    /// A test that was renamed would pass forever: nothing would run.
    #[test]
    fn every_soaked_test_is_there() {
        for (suite, test) in SOAKED {
            let (module, name) = test.split_once("::").expect("a module and a name");
            let folder = project::root().join("crates/swr-server/tests").join(suite);
            let text = std::fs::read_to_string(folder.join(format!("{module}.rs")));
            let text = text.expect("the module is there");
            assert!(text.contains(&format!("fn {name}(")), "{test}");
        }
    }
}
