//! A frame around related content.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// A card.
#[component]
pub fn Panel(
    /// Its heading.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// The button beside the heading.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading =
        title.map(|title| view! { <h2 class="panel-title">{move || title.get()}</h2> }.into_any());
    let heading = match action {
        Some(action) => view! {
            <div class="panel-heading">
                {heading}
                {move || action.run()}
            </div>
        }
        .into_any(),
        None => heading.into_any(),
    };
    view! {
        <section class="panel">
            {heading}
            {children()}
        </section>
    }
}
