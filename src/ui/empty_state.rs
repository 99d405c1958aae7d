//! Said in place of content that is rightly empty. Never for something that failed to load.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::icon::{Glyph, Icon};

/// Nothing is here, why, and the first step.
#[component]
pub fn EmptyState(
    /// A picture of what is missing.
    icon: Icon,
    /// `No repositories yet`
    #[prop(into)]
    title: TextProp,
    /// A sentence: how one gets there.
    #[prop(optional, into)]
    sentence: Option<TextProp>,
    /// The first step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty-state">
            <Glyph icon/>
            <h2>{move || title.get()}</h2>
            {sentence.map(|sentence| view! { <p>{move || sentence.get()}</p> })}
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </section>
    }
}
