//! Triggers.

use leptos::prelude::*;

/// TriggerList.
#[component]
pub fn TriggerList(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
