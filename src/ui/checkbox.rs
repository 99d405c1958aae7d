//! A checkbox: yes or no, applied when the form is submitted.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::identity::unique_id;

/// A box to tick.
#[component]
pub fn Checkbox(
    /// The label: what ticking it says.
    #[prop(into)]
    label: TextProp,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// A hint: what ticking it means.
    #[prop(optional, into)]
    hint: Option<TextProp>,
) -> impl IntoView {
    toggle_view("checkbox", None, label, checked, hint)
}

/// The checkbox and the switch differ in looks and in what they are called.
pub(super) fn toggle_view(
    class: &'static str,
    role: Option<&'static str>,
    label: TextProp,
    checked: RwSignal<bool>,
    hint: Option<TextProp>,
) -> AnyView {
    let id = unique_id("toggle");
    let hint_id = hint.is_some().then(|| format!("{id}-hint"));
    let hint = hint
        .map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{move || hint.get()}</p> });
    view! {
        <div class=class>
            <input
                type="checkbox"
                id=id.clone()
                role=role
                aria-describedby=hint_id
                prop:checked=move || checked.get()
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <label for=id>{move || label.get()}</label>
            {hint}
        </div>
    }
    .into_any()
}
