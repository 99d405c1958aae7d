//! Login command.

use leptos::prelude::*;

/// LoginCommandPage.
#[component]
pub fn LoginCommandPage() -> impl IntoView {}
