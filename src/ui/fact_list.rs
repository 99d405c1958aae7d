//! A framed list of short lines, such as the effect of a deletion on each item.

use crate::markup::view;
use leptos::prelude::*;

/// The list.
#[component]
pub fn FactList(
    /// One [`Fact`] for each line.
    children: Children,
) -> impl IntoView {
    view! { <ul class="fact-list">{children()}</ul> }
}

/// One line about a thing that is known by its name.
#[component]
pub fn NamedFact(
    /// The name.
    name: String,
    /// What is said of it.
    #[prop(optional_no_strip)]
    said: Option<String>,
    /// The end of the line.
    #[prop(optional_no_strip)]
    end: Option<AnyView>,
) -> impl IntoView {
    let said = said.map(|said| view! { <span class="secondary">{said}</span> });
    view! {
        <li class="fact-list-line">
            <div>
                <strong class="monospace">{name}</strong>
                " "
                {said}
            </div>
            {end.map(end_view)}
        </li>
    }
}

/// One line.
#[component]
pub fn Fact(
    /// The end of the line.
    #[prop(optional, into)]
    end: Option<AnyView>,
    /// What it is about, and what is said of it.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="fact-list-line">
            <div>{children()}</div>
            {end.map(end_view)}
        </li>
    }
}

fn end_view(end: AnyView) -> impl IntoView {
    view! { <div class="fact-list-end">{end}</div> }
}
