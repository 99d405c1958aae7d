//! Standard output: messages to the person who started the program.

use std::io::Write;

/// Prints a line; a closed pipe is no reason to stop serving.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
