//! Facts about one thing, in two columns.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// A list of facts.
#[component]
pub fn Properties(
    /// One [`Property`] for each fact.
    children: Children,
) -> impl IntoView {
    view! { <dl class="properties">{children()}</dl> }
}

/// One fact.
#[component]
pub fn Property(
    /// The name of the property.
    #[prop(into)]
    name: TextProp,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="properties-pair">
            <dt>{move || name.get()}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
