//! `cargo xtask bench service`: the local service, beside Debian's docker-registry where that is requested.
//!
//! Both run at the same time and take turns, so that whatever else the machine does hits both. Times are
//! medians; processor time is what the server itself used.

mod client;
mod lists;
mod report;
mod servers;
mod transfers;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use self::servers::{Registry, Service};
use crate::arguments::Arguments;
use crate::{server, system};

/// The registry that the service can be compared with.
const PEER: &str = "docker-registry";

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    let peer = arguments.option("--peer")?;
    arguments.finish()?;
    let with_peer = peer.is_some();
    let is_known = peer.is_none_or(|name| name == PEER);
    ensure!(is_known, "--peer can be {PEER}");
    let binary = server::build()?;
    if with_peer {
        system::ensure_peer()?;
    }

    eprintln!("Measuring pushes and pulls. About a minute.");
    let service = Registry::service(&binary)?;
    let mut registries = vec![service];
    if with_peer {
        registries.push(Registry::peer()?);
    }
    let transfers = transfers::measure(&registries)?;
    drop(registries);

    eprintln!("Measuring lists and retention in the demo world. About a minute.");
    let demo = Service::demo(&binary)?;
    let lists = lists::measure(&demo)?;
    let results = json!({"transfers": transfers, "lists": lists});
    report::write(&results)
}

/// The value in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A number without digits that mean nothing.
fn rounded(value: f64) -> Value {
    json!((value * 10_000.0).round() / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_value_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(Vec::new()), 0.0);
    }
}
