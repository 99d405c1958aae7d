//! Retention: the rules by which the service deletes tags by itself, and what they deleted.
//!
//! The service runs a rule the moment it is saved, so `plan` says before what will go.
//!
//! Calls: `swr_api::retention`.

use leptos::prelude::*;

pub mod plan;

/// RetentionPage.
#[component]
pub fn RetentionPage(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
