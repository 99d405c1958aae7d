//! The recovery of a service: while it is down, polls whether it is back, because nothing else may.

use leptos::prelude::*;
use swr_api::Error;

use super::answer_monitor::AnswerMonitor;
use super::deadline::{answered, passed};
use super::health::Health;
use super::task::in_place;
use crate::reactive::effect;

/// How long is waited before the service is asked again, in seconds; the last one over and over.
const WAITS: [u32; 3] = [15, 30, 60];

/// While the service is out, asks it again with `fetch`, less and less often: nothing else may be
/// asking.
pub fn ask_until_recovered<T, F>(health: Health, fetch: impl Fn() -> F + Clone + 'static)
where
    T: 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let monitor = use_context::<AnswerMonitor>();
    effect(move || {
        if health.outage().is_none() {
            return;
        }
        let fetch = fetch.clone();
        // Given up as soon as the outage is over: this effect runs again then.
        in_place(async move {
            let last = WAITS[WAITS.len() - 1];
            for seconds in WAITS.into_iter().chain(std::iter::repeat(last)) {
                passed(seconds).await;
                let answer = answered(fetch()).await;
                AnswerMonitor::report(monitor, answer.as_ref().err());
            }
        });
    });
}
