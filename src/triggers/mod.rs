//! Triggers: which workloads of a cluster get the new image when one is pushed, what came of it, and
//! the agency without which nothing comes of it.
//!
//! Calls: `swr_api::triggers`, `swr_api::agency`.

mod agency;
mod change_many;
mod columns;
mod create;
mod delete;
mod draft;
mod fields;
mod list;
mod loading;
mod refused;
mod results;
pub mod texts;
mod words;

pub use agency::CreateAgency;
pub use create::CreateTrigger;
pub use delete::DeleteTrigger;
pub use list::TriggerList;
pub use results::TriggerResults;
