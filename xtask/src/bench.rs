//! `cargo xtask bench`: how long things take, measured side by side.

mod service;

use anyhow::{Result, bail};

use crate::arguments::Arguments;

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    match arguments.word().as_deref() {
        Some("service") => service::run(arguments),
        _ => bail!("`cargo xtask bench` measures `service`"),
    }
}
