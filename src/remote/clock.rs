//! A ticking clock for countdowns. It stops with the component that uses it.

use std::time::Duration;

use leptos::prelude::*;
use swr_api::Timestamp;

use crate::i18n::format::now;

/// The time between two ticks.
const TICK: Duration = Duration::from_secs(1);

/// The time between two ticks of a clock that tells minutes.
const SLOW_TICK: Duration = Duration::from_secs(10);

/// The time by this machine's clock, told anew every second.
pub fn clock() -> Signal<Timestamp> {
    ticking(TICK)
}

/// The same every few seconds: for many moments on a page, of which the youngest is minutes old.
pub fn slow_clock() -> Signal<Timestamp> {
    ticking(SLOW_TICK)
}

fn ticking(interval: Duration) -> Signal<Timestamp> {
    let time = RwSignal::new(now());
    every(interval, move || {
        time.try_set(now());
    });
    time.into()
}

#[cfg(target_arch = "wasm32")]
fn every(interval: Duration, act: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(act, interval) {
        on_cleanup(move || handle.clear());
    }
}

/// There are no timers outside of a browser.
#[cfg(not(target_arch = "wasm32"))]
fn every(_: Duration, _: impl Fn() + 'static) {}
