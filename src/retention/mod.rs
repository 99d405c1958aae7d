//! Retention: the rules by which the service deletes tags by itself, and what they deleted.
//!
//! The service runs a rule the moment it is saved, so `plan` says before what will go; it shares
//! nothing with the service but docs/decisions/0012.
//!
//! Calls: `swr_api::retention`.

mod delete;
mod draft;
mod editor;
mod fields;
mod history;
mod loading;
mod page;
pub mod plan;
mod preview;
mod preview_view;
mod save;
pub mod texts;
mod words;

pub use delete::DeleteRetention;
pub use editor::{CreateRetention, EditRetention};
pub use page::RetentionPage;
