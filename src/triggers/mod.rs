//! Triggers: which workloads of a cluster get the new image after a push, the results, and the agency
//! that triggers require.
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
