//! The program: parses arguments and reports each error in one line.
//!
//! The first line on standard output is `listening on http://…`; other programs wait for it.

// From the ground up, a group a floor: tests/architecture/floors.rs.
mod arguments;
mod descriptors;
mod terminal;

mod start;

mod listen;
mod users_command;

mod accounts_command;
mod backup_command;
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
        Some(Command::Backup { data, target }) => backup_command::back_up(&data, &target),
        Some(Command::Verify { data, folder }) => backup_command::verify(&data, folder.as_deref()),
        Some(Command::Restore { data, backup }) => backup_command::restore(&data, &backup),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "swr-server: {error}");
            ExitCode::FAILURE
        }
    }
}
