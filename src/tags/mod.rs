//! Tags of a repository: the list, one of them, deleting one or several. The console can make none:
//! whoever pushes does.
//!
//! Calls: `swr_api::tags`. What a manifest says is read by `manifest`.

mod columns;
mod commands;
mod delete;
mod delete_many;
mod detail;
mod letters;
mod list;
mod overview;
mod plan;
mod plan_view;
mod pull;
mod siblings;
pub mod texts;

pub use delete::DeleteTag;
pub use detail::TagDetail;
pub use list::TagList;
