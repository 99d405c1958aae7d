//! One thing that is loaded, and loaded again whenever what it depends on changes.
//!
//! The framework's own resources run one request after the other and publish stale answers
//! (`docs/decisions`); this one drops the running load the moment a newer one starts.

use crate::derive::effect;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use swr_api::{Error, Timestamp};

use super::deadline::answered;
use super::{Expiry, now};

/// What is known of the thing.
#[derive(Clone, Debug)]
pub struct Snapshot<T> {
    /// The newest value that arrived. A failed reload keeps it.
    pub value: Option<T>,
    /// Why the newest load failed.
    pub error: Option<Error>,
    /// Whether a load is running.
    pub is_loading: bool,
    /// When the value arrived.
    pub loaded_at: Option<Timestamp>,
}

/// A thing that is loaded.
pub struct Query<T: 'static> {
    snapshot: RwSignal<Snapshot<T>>,
    again: RwSignal<u32>,
}

impl<T> Copy for Query<T> {}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Loads with `fetch`, and again whenever a signal that `fetch` reads changes. Everything has to
/// be read before the future is returned; methods of the client do that by themselves.
pub fn query<T, F>(fetch: impl Fn() -> F + 'static) -> Query<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let query = Query {
        snapshot: RwSignal::new(Snapshot {
            value: None,
            error: None,
            is_loading: true,
            loaded_at: None,
        }),
        again: RwSignal::new(0),
    };
    let expiry = use_context::<Expiry>();
    effect(move || {
        query.again.track();
        let answer = fetch();
        query.snapshot.update(|snapshot| snapshot.is_loading = true);
        spawn_local_scoped_with_cancellation(async move {
            let answer = answered(answer).await;
            Expiry::report(expiry, answer.as_ref().err());
            query
                .snapshot
                .try_update(|snapshot| snapshot.settle(answer));
        });
    });
    query
}

impl<T> Snapshot<T> {
    fn settle(&mut self, answer: Result<T, Error>) {
        self.is_loading = false;
        match answer {
            Ok(value) => {
                self.value = Some(value);
                self.error = None;
                self.loaded_at = Some(now());
            }
            Err(error) => self.error = Some(error),
        }
    }
}

impl<T: Send + Sync + 'static> Query<T> {
    /// Loads again.
    pub fn reload(self) {
        self.again.update(|again| *again += 1);
    }

    /// Reads what is known; watched.
    pub fn with<O>(self, read: impl FnOnce(&Snapshot<T>) -> O) -> O {
        self.snapshot.with(read)
    }

    /// Why the newest load failed; watched.
    pub fn error(self) -> Option<Error> {
        self.with(|snapshot| snapshot.error.clone())
    }

    /// Whether a load is running; watched.
    pub fn is_loading(self) -> bool {
        self.with(|snapshot| snapshot.is_loading)
    }
}

impl<T: Clone + Send + Sync + 'static> Query<T> {
    /// The newest value that arrived; watched.
    pub fn value(self) -> Option<T> {
        self.with(|snapshot| snapshot.value.clone())
    }
}
