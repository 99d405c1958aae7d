//! `cargo xtask dev`: the page reloads when a source changes; the service's data is thrown away.
//!
//! It builds into folders of its own, so that `cargo xtask test` beside it does not wait for it.

use std::process::Child;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::tools::{TRUNK, WASM_BINDGEN};
use crate::{process, project, server, setup};

/// Where Trunk.toml sends what the page asks of the service.
const SERVICE: &str = "127.0.0.1:8081";
/// Where Trunk.toml serves the page, and what it says that the service is called.
const PAGE: &str = "127.0.0.1:8080";

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    arguments.finish()?;
    setup::wasm_target()?;
    let folders = [TRUNK.folder()?, WASM_BINDGEN.folder()?];
    let service = server::build()?;

    let folder = project::target().join("dev");
    let data = folder.join("data");
    if data.exists() {
        std::fs::remove_dir_all(&data)
            .context("the data of the previous run could not be deleted")?;
    }
    let mut service = process::command(service);
    service.args(["--listen", SERVICE, "--host", PAGE, "--demo", "--data"]);
    let service = Guard::over(
        service
            .arg(data)
            .spawn()
            .context("the service could not be started")?,
    )?;

    let mut trunk = process::command("trunk");
    process::look_first_in(&mut trunk, &folders)?;
    trunk
        .args(["serve", "--dist"])
        .arg(folder.join("dist"))
        .env("CARGO_TARGET_DIR", &folder)
        // Trunk reads this as its own flag and refuses the usual values.
        .env_remove("NO_COLOR");
    eprintln!(
        "\n  Open     http://{PAGE}/ once the page is built\n  Sign in: account local, user admin, password demo-admin\n  Stop     Ctrl-C; deletes the data\n"
    );
    let result = process::run(&mut trunk);
    drop(service);
    result
}

/// Ends the service when this tool ends, in whichever way.
struct Guard(Arc<Mutex<Child>>);

impl Guard {
    fn over(child: Child) -> Result<Self> {
        let child = Arc::new(Mutex::new(child));
        let also = Arc::clone(&child);
        ctrlc::set_handler(move || {
            end(&also);
            std::process::exit(130);
        })?;
        Ok(Self(child))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        end(&self.0);
    }
}

fn end(child: &Mutex<Child>) {
    if let Ok(mut child) = child.lock() {
        // Already gone is as good; the data is not kept, so nothing needs a gentle end.
        let _ = child.kill();
        let _ = child.wait();
    }
}
