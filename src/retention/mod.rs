//! Retention.

use leptos::prelude::*;

/// RetentionPage.
#[component]
pub fn RetentionPage(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
