//! Observes all responses: whether the session has expired, and whether the service is available.

use leptos::prelude::*;
use swr_api::{Error, ErrorKind};

use super::health::Health;

/// The monitor of all responses: counts those that said that the caller is not signed in, and judges by all
/// whether the service is there.
#[derive(Clone, Copy)]
pub struct AnswerMonitor {
    pub(super) count: RwSignal<u32>,
    health: Health,
    // Whether the next sign-in comes without a person.
    renews_itself: StoredValue<bool>,
}

impl AnswerMonitor {
    /// Starts listening, and provides the monitor.
    pub fn provide() -> Self {
        let monitor = Self {
            count: RwSignal::new(0),
            health: Health::new(),
            renews_itself: StoredValue::new(false),
        };
        provide_context(monitor);
        monitor
    }

    /// How many answers said that the caller is not signed in; watched.
    pub fn count(self) -> u32 {
        self.count.get()
    }

    /// From now on the next sign-in comes without a person, and everything that is read is
    /// read anew with it.
    pub fn renew_itself(self) {
        self.renews_itself.set_value(true);
    }

    /// Whether a read that ended so is under way all the same: no one need hear of a sign-in that ended
    /// and is renewed.
    pub(super) fn repeats(monitor: Option<Self>, error: Option<&Error>) -> bool {
        is_unauthenticated(error) && monitor.is_some_and(|it| it.renews_itself.get_value())
    }

    /// Whether the service is there.
    pub fn health(self) -> Health {
        self.health
    }

    /// Hears how a response ended.
    pub(super) fn report(monitor: Option<Self>, error: Option<&Error>) {
        if let Some(Self { count, health, .. }) = monitor {
            if is_unauthenticated(error) {
                count.try_update(|count| *count += 1);
            }
            health.hear(error);
        }
    }
}

fn is_unauthenticated(error: Option<&Error>) -> bool {
    error.is_some_and(|error| error.kind() == ErrorKind::Unauthenticated)
}
