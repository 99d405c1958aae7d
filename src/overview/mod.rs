//! Overview.

use leptos::prelude::*;

/// OverviewPage.
#[component]
pub fn OverviewPage() -> impl IntoView {}
