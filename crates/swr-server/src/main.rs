//! The program: arguments in, one line per failure out.
//!
//! The first line on standard output is `listening on http://…`; others wait for it.

// From the ground up, a group a floor: tests/architecture/floors.rs.
mod arguments;
mod descriptors;
mod terminal;

mod start;

mod listen;
mod users_command;

mod accounts_command;
mod serve_relay;

mod serve;

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
