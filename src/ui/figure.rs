//! Large key figures, each with its name.

use crate::markup::view;
use leptos::prelude::*;

/// A row of numbers.
#[component]
pub fn Figures(
    /// One [`Figure`] for each.
    children: Children,
) -> impl IntoView {
    view! { <dl class="figures">{children()}</dl> }
}

/// One number.
#[component]
pub fn Figure(
    /// What is counted; a link where there is a list of it.
    #[prop(into)]
    name: AnyView,
    /// The value, written.
    value: String,
    /// More about it.
    #[prop(optional_no_strip)]
    note: Option<String>,
) -> impl IntoView {
    view! {
        <div class="figure">
            <dt>{name}</dt>
            <dd class="figure-value">{value}</dd>
            {note.map(|note| view! { <dd class="figure-note">{note}</dd> })}
        </div>
    }
}
