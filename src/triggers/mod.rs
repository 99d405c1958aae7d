//! Triggers.

use leptos::prelude::*;

pub mod texts;

/// TriggerList.
#[component]
pub fn TriggerList(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
#[component]
pub fn CreateTrigger(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
#[component]
pub fn TriggerResults(
    path: crate::route::RepositoryPath,
    trigger: swr_api::TriggerName,
) -> impl IntoView {
    drop((path, trigger));
}
#[component]
pub fn DeleteTrigger(
    path: crate::route::RepositoryPath,
    trigger: swr_api::TriggerName,
) -> impl IntoView {
    drop((path, trigger));
}
#[component]
pub fn CreateAgency() -> impl IntoView {}
