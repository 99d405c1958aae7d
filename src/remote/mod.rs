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
//! | what depends on answers | [`staged_queries`] | asks, looks at what came, and asks further |
//! | what changes by itself | [`follow`] | loads again and again, as long as there is something to wait for |
//!
//! After a change the feature bumps a [`Topic`]; whatever watches it loads again. An answer that
//! says the caller is not signed in goes to [`AnswerMonitor`], which the session listens to.

#![expect(
    clippy::disallowed_methods,
    reason = "this floor is the one that runs work"
)]

mod answer_monitor;
mod bulk;
mod clock;
mod collection;
mod deadline;

mod deletion;
mod failed_reload;
mod follow;
mod freshness;
mod gathering;
mod health;
mod listing;
mod listing_table;
mod loaded;
mod mutation;
mod outcomes;
mod part;
mod problem;
mod query;
mod read_back;
mod recovery;
mod revisions;
mod staged_queries;
mod task;
#[cfg(test)]
mod test_stage;
pub mod texts;
mod unwatched;

pub use crate::i18n::format::now;
pub use answer_monitor::AnswerMonitor;
pub use bulk::{Bulk, Outcome, Stages, bulk};
pub use clock::{clock, slow_clock};
pub use collection::{Collection, Progress, collection};
pub use deadline::answered;

pub use deletion::{Doomed, deletion};
pub use follow::follow;
pub use gathering::{Gathering, gather};
pub use health::{Health, Outage};
pub use listing::Listing;
pub use listing_table::ListingTable;
pub use loaded::{Loaded, QueryState};
pub use mutation::{Mutation, mutation};
pub use outcomes::{BulkOutcomes, BulkWords};
pub use part::{Meanwhile, PartMissing, PartView, load_ahead, part_that_is_there, part_view};
pub use problem::{part_missing_words, problem};
pub use query::{Query, Snapshot, query, query_from};
pub use read_back::{ReadBack, read_back};
pub use recovery::ask_until_recovered;
pub use revisions::{Revisions, Topic, provide_revisions, use_revisions};
pub use staged_queries::{Answers, Reading, StagedQueries, read_as, staged_queries};
pub use unwatched::{run, send};
