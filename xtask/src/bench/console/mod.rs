//! `cargo xtask bench console`: cold visits and interactions in headless Chromium, side by side.
//!
//! The scripts in `bench/console` drive the browser and write the figures of each visit. Medians, ratios and
//! tables are made here.

mod candidates;
mod checkout;
mod figures;
mod options;
mod results;
mod statistics;
mod tables;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use self::candidates::{Candidate, OURS};
use self::options::Options;
use self::results::Results;
use super::document;
use super::machine::Machine;
use crate::arguments::Arguments;
use crate::process::{command, run as run_command};
use crate::{node, project, system};

pub(super) fn run(arguments: &mut Arguments) -> Result<()> {
    let here = std::env::current_dir().context("the current folder no longer exists")?;
    let options = Options::read(arguments, &here)?;
    system::ensure(&[&system::CHROMIUM, &system::NODE, &system::NPM])?;
    install()?;
    let candidates = candidates::all(&options)?;

    let folder = project::target().join("bench");
    std::fs::create_dir_all(&folder)?;
    let mut machine = Machine::of_this_run();
    if options.dist.is_some() {
        machine.commit += ", the console built before and named by --dist,";
    }
    let visits = measure(&folder, &options, &candidates)?;
    let results = Results::read(&std::fs::read_to_string(visits)?)?;
    let written = folder.join("console.json");
    let json = serde_json::to_string_pretty(&results.to_json(&machine, options.runs))?;
    std::fs::write(&written, json)?;
    let text = tables::markdown(&results, &machine, options.runs);
    println!("{text}");
    document::write(
        &project::root().join("docs/performance.md"),
        "console",
        &text,
    )?;
    eprintln!("Written to docs/performance.md and {}", written.display());
    for call in &results.unanswered {
        eprintln!("  the benchmark's server does not implement {call}");
    }
    let is_ours_measured = results.failures.iter().all(|it| it.candidate != OURS);
    ensure!(is_ours_measured, "the console was not measured everywhere");
    Ok(())
}

/// The folder of the scripts that run in Node.js.
fn scripts() -> PathBuf {
    project::root().join("bench")
}

/// Installs what drives the browser, unless it is there.
pub(in crate::bench) fn install() -> Result<()> {
    node::install(
        &scripts(),
        "what drives the browser of the benchmark",
        "some seconds",
    )
}

/// Runs the browser and returns the file with a line for each visit.
fn measure(folder: &Path, options: &Options, candidates: &[Candidate]) -> Result<PathBuf> {
    let (plan, output) = (
        folder.join("console-plan.json"),
        folder.join("console-visits.jsonl"),
    );
    let browser = system::CHROMIUM
        .find()
        .context("Chromium is not installed")?;
    let named: Vec<Value> = candidates.iter().map(Candidate::to_json).collect();
    let content = json!({
        "browser": browser,
        "output": output,
        "candidates": named,
        "addresses": options.addresses,
        "sizes": options.sizes,
        "profiles": options.profiles,
        "runs": options.runs,
    });
    std::fs::write(&plan, content.to_string())?;
    run_command(
        command("node")
            .arg(scripts().join("console/measure.js"))
            .arg(&plan),
    )?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_benchmark_and_the_end_to_end_tests_drive_the_browser_by_one_version() {
        let version = |file: &str, group: &str, package: &str| {
            let text = std::fs::read_to_string(project::root().join(file)).unwrap();
            let manifest: Value = serde_json::from_str(&text).unwrap();
            manifest[group][package].as_str().unwrap().to_owned()
        };
        let ours = version("bench/package.json", "dependencies", "playwright-core");
        let tests = version(
            "tests/e2e/package.json",
            "devDependencies",
            "@playwright/test",
        );
        assert_eq!(ours, tests);
    }
}
