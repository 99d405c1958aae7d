//! `cargo xtask serve`: the built console and the local service on one port.
//!
//! On Unix this process *becomes* the service, so Ctrl-C and a signal to this process reach it
//! directly and there is no child to forget.

use std::net::{SocketAddr, TcpListener};
use std::process::Command;

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::{console, process, project, server};

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    let listen = arguments
        .option("--listen")?
        .unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let data = arguments.option("--data")?;
    let is_empty = arguments.flag("--empty");
    arguments.finish()?;
    let address: SocketAddr = listen
        .parse()
        .with_context(|| format!("--listen wants an address and a port, not `{listen}`"))?;
    // Said before a build of minutes, not after it.
    TcpListener::bind(address).with_context(|| {
        format!("{address} cannot be listened on; choose another with --listen")
    })?;

    console::build()?;
    server::build()?;

    let mut service = process::command(project::server_binary());
    let default_data = if is_empty { ".swr/local" } else { ".swr/demo" };
    service.args([
        "--listen",
        &listen,
        "--data",
        data.as_deref().unwrap_or(default_data),
        "--console",
    ]);
    service.arg(project::dist());
    if !is_empty {
        service.arg("--demo");
    }
    eprintln!("{}", greeting(address, is_empty));
    become_it(&mut service)
}

fn greeting(address: SocketAddr, is_empty: bool) -> String {
    let place = match address.port() {
        0 => "the address that the next line names".to_owned(),
        _ => format!("http://{address}/"),
    };
    let sign_in = if is_empty {
        "Sign in: account local, user admin. The password is printed below when the data folder is new,\n         unless SWR_ADMIN_PASSWORD sets it."
    } else {
        "Sign in: account local, user admin, password demo-admin\n         (or editor / demo-editor, reader / demo-reader: they may do less)"
    };
    format!("\n  Open     {place}\n  {sign_in}\n  Stop     Ctrl-C; the data stays\n")
}

#[cfg(unix)]
fn become_it(service: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(service.exec()).context("the service could not be started")
}

#[cfg(not(unix))]
fn become_it(service: &mut Command) -> Result<()> {
    // The console's Ctrl-C goes to both processes; this one only waits for the other.
    ctrlc::set_handler(|| {})?;
    process::run(service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_says_where_and_as_whom() {
        let said = greeting("127.0.0.1:8080".parse().unwrap(), false);
        assert!(said.contains("http://127.0.0.1:8080/") && said.contains("demo-admin"));
        let said = greeting("127.0.0.1:0".parse().unwrap(), true);
        assert!(!said.contains(":0/") && !said.contains("demo"));
    }
}
