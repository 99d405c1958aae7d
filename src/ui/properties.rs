//! Facts about one thing, in two columns.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::texts;
use crate::i18n::use_texts;

/// A list of facts.
#[component]
pub fn Properties(
    /// One [`Property`] for each fact.
    children: Children,
) -> impl IntoView {
    view! { <dl class="properties">{children()}</dl> }
}

/// Facts that only a program or a support request asks for: folded until someone wants them.
#[component]
pub fn MoreProperties(
    /// One [`Property`] for each fact.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="properties-more">
            <summary>{use_texts().get(texts::MORE_DETAILS)}</summary>
            <Properties>{children()}</Properties>
        </details>
    }
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
