//! Retention: rules by which the service deletes tags automatically, and the tags they deleted.
//!
//! The service runs a rule as soon as it is saved, so `plan` predicts what will be deleted; it shares only
//! docs/decisions/0012 with the service.
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
