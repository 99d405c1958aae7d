//! Tags of a repository: the list, one of them, deleting one or several. The console can make none:
//! whoever pushes does.
//!
//! Calls: `swr_api::tags`. What a manifest says is read by `manifest`.

mod columns;
mod letters;
mod list;
mod pull;
mod rights;
pub mod texts;

pub use list::TagList;
