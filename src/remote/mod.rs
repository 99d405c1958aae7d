//! State that lives on the server: how it is loaded, changed and loaded again.
//!
//! Only this floor runs work against the server. A feature never spawns and never awaits; it hands
//! over a closure that returns a future:
//!
//! | To show | use | which |
//! |---|---|---|
//! | one thing | [`query`] | loads again when anything it reads changes, and drops what came too late |
//! | a whole list | [`collection`] | loads page by page, rows as they arrive, and can be stopped |
//! | a change | [`mutation`] | runs once at a time |
//! | a deletion | [`deletion`] | a change that is looked at again before it is believed |
//! | many changes | [`bulk`] | runs a few at a time, with an outcome for each, which [`BulkOutcomes`] shows |
//! | what depends on answers | [`rounds`] | asks, looks at what came, and asks further |
//! | what changes by itself | [`follow`] | loads again and again, as long as there is something to wait for |
//!
//! After a change the feature bumps a [`Topic`]; whatever watches it loads again. An answer that
//! says the caller is not signed in goes to [`Expiry`], which the session listens to.

#![expect(
    clippy::disallowed_methods,
    reason = "this floor is the one that runs work"
)]

mod afterwards;
mod bulk;
mod clock;
mod collection;
mod deadline;
mod deletion;
mod failed_reload;
mod follow;
mod freshness;
mod health;
mod listing;
mod loaded;
mod mutation;
mod once;
mod outcomes;
mod problem;
mod query;
mod read_back;
mod revisions;
mod rounds;
pub mod texts;
#[cfg(test)]
mod trial;

use leptos::prelude::*;
use swr_api::{Error, ErrorKind};

pub use crate::i18n::format::now;
pub use afterwards::afterwards;
pub use bulk::{Bulk, Outcome, bulk};
pub use clock::clock;
pub use collection::{Collection, Progress, collection};
pub use deadline::answered;
pub use deletion::{Doomed, deletion};
pub use follow::follow;
pub use health::{Health, Outage, ask_until_recovered};
pub use listing::Listing;
pub use loaded::{Loaded, QueryState};
pub use mutation::{Mutation, mutation};
pub use once::{run, send};
pub use outcomes::{BulkOutcomes, BulkWords};
pub use problem::problem;
pub use query::{Query, Snapshot, query, query_from};
pub use read_back::{ReadBack, read_back};
pub use revisions::{Revisions, Topic, provide_revisions, use_revisions};
pub use rounds::{Asked, Reading, Rounds, read_as, rounds};

/// Hears every answer: counts those that said that the caller is not signed in, and judges by all
/// whether the service is there.
#[derive(Clone, Copy)]
pub struct Expiry {
    count: RwSignal<u32>,
    health: Health,
    // Whether the next sign-in comes without a person.
    renews_itself: StoredValue<bool>,
}

impl Expiry {
    /// Starts counting and provides the count.
    pub fn provide() -> Self {
        let expiry = Self {
            count: RwSignal::new(0),
            health: Health::new(),
            renews_itself: StoredValue::new(false),
        };
        provide_context(expiry);
        expiry
    }

    /// How many there were; watched.
    pub fn count(self) -> u32 {
        self.count.get()
    }

    /// From now on the next sign-in comes without a person, and everything that is read is
    /// read anew with it.
    pub fn renew_itself(self) {
        self.renews_itself.set_value(true);
    }

    /// Whether a read that ended so is under way all the same: nobody need hear of a sign-in that ended
    /// and is renewed.
    fn repeats(expiry: Option<Self>, error: Option<&Error>) -> bool {
        is_unauthenticated(error) && expiry.is_some_and(|it| it.renews_itself.get_value())
    }

    /// Whether the service is there.
    pub fn health(self) -> Health {
        self.health
    }

    fn report(expiry: Option<Self>, error: Option<&Error>) {
        if let Some(Self { count, health, .. }) = expiry {
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
