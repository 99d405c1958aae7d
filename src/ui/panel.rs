//! A frame around things that belong together.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// A card.
#[component]
pub fn Panel(
    /// Its heading.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel">
            {title.map(|title| view! { <h2 class="panel-title">{move || title.get()}</h2> })}
            {children()}
        </section>
    }
}
