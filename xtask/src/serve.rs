//! `cargo xtask serve`: the built console and the local service on one port.
//!
//! On Unix this process *becomes* the service, so Ctrl-C and a signal to this process reach it
//! directly and there is no child to forget.

use std::ffi::OsString;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::arguments::Arguments;
use crate::{dependencies, process, product, project};

/// What was requested.
struct Wish {
    listen: SocketAddr,
    data: PathBuf,
    is_empty: bool,
}

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    let here = std::env::current_dir().context("the current folder no longer exists")?;
    let wish = Wish::read(arguments, &here)?;
    // Said before a build of minutes, not after it.
    wish.check()?;

    dependencies::restore();
    let product = product::build_local()?;
    dependencies::keep();

    eprintln!("{}", greeting(wish.listen, wish.is_empty));
    let mut service = process::command(product.service);
    become_it(service.args(wish.words(&product.console)))
}

impl Wish {
    /// `here` is the folder of who typed the command: a relative folder is one of theirs.
    fn read(arguments: &mut Arguments, here: &Path) -> Result<Self> {
        let listen = arguments.option("--listen")?;
        let listen = listen.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let data = arguments.option("--data")?;
        let is_empty = arguments.flag("--empty");
        arguments.finish()?;
        let usual = if is_empty { ".swr/local" } else { ".swr/demo" };
        Ok(Self {
            listen: listen.parse().with_context(|| {
                format!("--listen requires an address and a port, not `{listen}`")
            })?,
            data: match data {
                Some(data) => here.join(data),
                None => project::root().join(usual),
            },
            is_empty,
        })
    }

    fn check(&self) -> Result<()> {
        let address = self.listen;
        ensure!(
            self.is_empty || address.ip().is_loopback(),
            "the demo passwords are public, so the demo listens on a loopback address only; add --empty to listen on {address}"
        );
        TcpListener::bind(address).with_context(|| {
            format!("cannot listen on {address}; choose another address with --listen")
        })?;
        Ok(())
    }

    /// What the service is started with.
    fn words(&self, console: &Path) -> Vec<OsString> {
        let world = if self.is_empty { "--empty" } else { "--demo" };
        let listen = self.listen.to_string();
        vec![
            "--listen".into(),
            listen.into(),
            "--data".into(),
            self.data.clone().into(),
            "--console".into(),
            console.into(),
            world.into(),
        ]
    }
}

fn greeting(address: SocketAddr, is_empty: bool) -> String {
    let place = match address.port() {
        0 => "the address on the next line".to_owned(),
        _ => format!("http://{address}/"),
    };
    let sign_in = if is_empty {
        "Sign in: account local, user admin. If the data folder is new, the password is printed below\n         unless SWR_ADMIN_PASSWORD sets it."
    } else {
        "Sign in: account local, user admin, password demo-admin\n         (or editor / demo-editor, reader / demo-reader, with fewer permissions)"
    };
    format!("\n  Open     {place}\n  {sign_in}\n  Stop     Ctrl-C; keeps the data\n")
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

    fn wish(line: &str) -> Wish {
        let mut arguments = Arguments::of_words(line.split_whitespace());
        Wish::read(&mut arguments, Path::new("/theirs")).unwrap()
    }

    #[test]
    fn a_folder_is_one_of_who_asked() {
        assert_eq!(wish("--data notes").data, Path::new("/theirs/notes"));
        assert_eq!(wish("--data /else/swr").data, Path::new("/else/swr"));
        assert_eq!(wish("").data, project::root().join(".swr/demo"));
        assert_eq!(wish("--empty").data, project::root().join(".swr/local"));
    }

    #[test]
    fn the_service_is_told_what_world_is_wanted() {
        let console = Path::new("dist");
        let is_told = |line: &str, word: &str| wish(line).words(console).contains(&word.into());
        assert!(is_told("", "--demo") && !is_told("", "--empty"));
        assert!(is_told("--empty", "--empty") && !is_told("--empty", "--demo"));
    }

    #[test]
    fn the_demo_stays_on_loopback() {
        let refused = wish("--listen 0.0.0.0:0").check().unwrap_err();
        assert!(refused.to_string().contains("loopback"), "{refused}");
        assert!(wish("--listen 0.0.0.0:0 --empty").check().is_ok());
        assert!(wish("--listen 127.0.0.1:0").check().is_ok());
    }

    #[test]
    fn the_greeting_says_where_and_as_whom() {
        let said = greeting("127.0.0.1:8080".parse().unwrap(), false);
        assert!(said.contains("http://127.0.0.1:8080/") && said.contains("demo-admin"));
        let said = greeting("127.0.0.1:0".parse().unwrap(), true);
        assert!(!said.contains(":0/") && !said.contains("demo"));
    }
}
