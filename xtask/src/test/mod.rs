//! `cargo xtask test`: every check there is, each timed and counted. A step that fails does not
//! stop the next ones; a suite that is not there is a failure, never a success.

mod ahead;
mod changed;
mod compilation;
mod count;
mod operations;
mod report;
mod steps;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use self::ahead::Ahead;
use crate::arguments::Arguments;
use crate::dependencies;
pub(crate) use count::Counts;

/// The step that builds what ships.
const BUILD: &str = "build";

/// What a step came to.
struct Outcome {
    name: &'static str,
    counts: Counts,
    time: Duration,
    note: String,
}

/// One kind of check.
struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&Scope) -> Result<Checked>,
}

/// The checks of one run.
struct Scope {
    /// Names of steps.
    steps: Vec<&'static str>,
    /// The files of end-to-end tests that run; all when none is named.
    specs: Vec<String>,
}

impl Scope {
    fn everything() -> Self {
        Self {
            steps: steps::ALL.iter().map(|it| it.name).collect(),
            specs: Vec::new(),
        }
    }

    /// Named steps, or those that a change can have broken, or all.
    fn read(arguments: &mut Arguments) -> Result<Self> {
        let is_changed = arguments.flag("--changed");
        let since = arguments.option("--since")?;
        let mut named = Vec::new();
        while let Some(name) = arguments.word() {
            let Some(step) = steps::ALL.iter().find(|it| it.name == name) else {
                bail!("unknown step `{name}`; the steps are {}", names());
            };
            named.push(step.name);
        }
        arguments.finish()?;
        if is_changed || since.is_some() {
            ensure!(
                named.is_empty(),
                "--changed and --since choose the steps; do not name any"
            );
            return changed::scope(since.as_deref());
        }
        let mut scope = Self::everything();
        if !named.is_empty() {
            scope.steps = named;
        }
        Ok(scope)
    }
}

/// What a step found, with a word about what did not run.
struct Checked {
    counts: Counts,
    note: String,
}

impl Checked {
    /// A check that is one yes or no.
    fn one(succeeded: bool) -> Self {
        Self {
            counts: Counts {
                passed: succeeded.into(),
                failed: (!succeeded).into(),
                ..Counts::default()
            },
            note: String::new(),
        }
    }
}

pub(crate) fn run(arguments: &mut Arguments) -> Result<ExitCode> {
    let scope = Scope::read(arguments)?;
    let chosen = steps::ALL
        .iter()
        .filter(|it| scope.steps.contains(&it.name));
    let chosen: Vec<&Step> = chosen.collect();
    dependencies::restore();
    let builds_later = chosen.iter().skip(1).any(|it| it.name == BUILD);
    let mut ahead = builds_later.then(Ahead::begin).flatten();
    let mut outcomes = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        eprintln!(
            "\n== {} ({} of {}): {}",
            step.name,
            index + 1,
            chosen.len(),
            step.about
        );
        outcomes.push(timed(step, &scope, &mut ahead));
    }
    dependencies::keep();
    report::print(&outcomes);
    let has_failed = outcomes.iter().any(|it| it.counts.failed > 0);
    Ok(if has_failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn timed(step: &Step, scope: &Scope, ahead: &mut Option<Ahead>) -> Outcome {
    let start = Instant::now();
    if let Some(ahead) = ahead.take_if(|_| step.name == BUILD) {
        ahead.wait();
    }
    let checked = (step.run)(scope).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Checked {
            counts: Counts {
                failed: 1,
                ..Counts::default()
            },
            note: error.to_string(),
        }
    });
    Outcome {
        name: step.name,
        counts: checked.counts,
        time: start.elapsed(),
        note: checked.note,
    }
}

fn names() -> String {
    steps::ALL
        .iter()
        .map(|it| it.name)
        .collect::<Vec<_>>()
        .join(", ")
}
