//! The program: arguments in, one line per failure out.
//!
//! The first line on standard output is `listening on http://…`; others wait for it.

mod accounts_command;
mod arguments;
mod serve;
mod serve_relay;
mod start;
mod users_command;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        None => serve::run(&arguments.serve),
        Some(Command::Users(users)) => users_command::run(&users),
        Some(Command::Accounts(accounts)) => accounts_command::run(&accounts),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "swr-server: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints for the person who started the program; a closed pipe is no reason to stop serving.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
