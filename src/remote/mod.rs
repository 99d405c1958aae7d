//! State that lives on the server: loading, changing and reloading it.
//!
//! Only this layer runs work against the server. A feature never spawns or awaits; it passes a closure that
//! returns a future:
//!
//! | For | use | which |
//! |---|---|---|
//! | one item | [`query`] | reloads when anything it reads changes, and discards outdated responses |
//! | a whole list | [`collection`] | loads page by page, shows rows as they arrive, and can be stopped |
//! | a change | [`mutation`] | runs once at a time |
//! | a deletion | [`deletion`] | a change that is verified afterwards |
//! | bulk changes | [`bulk`] | runs a few at a time, with a result for each, which [`BulkOutcomes`] shows |
//! | dependent requests | [`staged_queries`] | requests in stages, each based on the responses before |
//! | data that changes on its own | [`follow`] | reloads as long as something is pending |
//!
//! After a change, the feature bumps a [`Topic`], and everything that watches it reloads. A response that
//! says the caller is not signed in goes to [`AnswerMonitor`], which the session watches.

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
