//! A switch: on or off, applied at once.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::checkbox::toggle_view;

/// A switch.
#[component]
pub fn Switch(
    /// What is on when it is on.
    #[prop(into)]
    label: TextProp,
    /// Whether it is on.
    checked: RwSignal<bool>,
    /// A hint: what being on means.
    #[prop(optional, into)]
    hint: Option<TextProp>,
) -> impl IntoView {
    toggle_view("switch", Some("switch"), label, checked, hint)
}
