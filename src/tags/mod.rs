//! Tags of a repository: the list, one of them, deleting one or several, giving an image a further
//! one, what is inside an image, two images side by side. The console can make no image: whoever pushes
//! does.
//!
//! Calls: `swr_api::tags`. What a manifest says is read by `manifest`.

mod columns;
mod commands;
mod compare;
mod delete;
mod delete_many;
mod detail;
mod image;
mod inside;
mod kinds;
mod letters;
mod list;
mod overview;
mod picking;
mod plan_view;
mod pull;
mod pull_dialog;
mod references;
mod replacement;
mod replacement_view;
mod retag;
mod siblings;
mod signatures;
pub mod texts;

pub use compare::ComparePage;
pub use delete::DeleteTag;
pub use detail::TagDetail;
pub use list::TagList;
pub use retag::RetagTag;
