//! Facts about the machine and the commit that figures belong to.

use crate::process::{command, said_by};

/// The machine and the commit of a run.
pub(super) struct Machine {
    /// The commit, and whether something was changed since.
    pub(super) commit: String,
    /// The name of the processor and how many cores may be used.
    pub(super) processor: String,
    /// How many processes wanted to run in the minute before; empty where the system does not tell.
    pub(super) load: String,
}

impl Machine {
    /// Read before anything is measured: a benchmark is a load, too.
    pub(super) fn of_this_run() -> Self {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let information = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = model_of(&information).unwrap_or(std::env::consts::ARCH);
        Self {
            commit: commit(),
            processor: format!("{cores} cores of {model}"),
            load: first_word(&std::fs::read_to_string("/proc/loadavg").unwrap_or_default()),
        }
    }
}

fn commit() -> String {
    let git = |words: &[&str]| said_by(command("git").args(words));
    let commit = git(&["rev-parse", "--short=10", "HEAD"]).unwrap_or_default();
    // Benchmarks write into docs themselves.
    let changes = git(&["status", "--porcelain", "--", ":!docs"]);
    if changes.is_none_or(|it| it.is_empty()) {
        commit
    } else {
        format!("{commit} with changes")
    }
}

fn first_word(text: &str) -> String {
    text.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The name of the first processor in `/proc/cpuinfo`.
fn model_of(information: &str) -> Option<&str> {
    let line = information
        .lines()
        .find(|it| it.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_named_where_linux_names_it() {
        let information = "processor\t: 0\nmodel name\t: Fast CPU @ 3 GHz\nflags\t: x\n";
        assert_eq!(model_of(information), Some("Fast CPU @ 3 GHz"));
        assert_eq!(model_of("processor\t: 0\n"), None);
    }
}
