//! Shown in place of content that is empty. Never used for content that failed to load.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::ReasonsInText;
use super::icon::{Glyph, Icon};
use crate::i18n::{Text, use_texts};

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
    provide_context(ReasonsInText);
    view! {
        <section class="empty-state">
            <Glyph icon/>
            <h2>{move || title.get()}</h2>
            {sentence.map(|sentence| view! { <p>{move || sentence.get()}</p> })}
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </section>
    }
}

/// The state of a list in which nothing is yet, with the first step.
#[component]
pub fn NothingYet(
    /// A picture of what is missing.
    icon: Icon,
    /// `No repositories yet`
    title: &'static Text,
    /// How one gets there.
    sentence: &'static Text,
    /// The first step.
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <EmptyState icon title=texts.get(title) sentence=texts.get(sentence)>
            {children()}
        </EmptyState>
    }
}
