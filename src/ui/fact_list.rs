//! A framed list of short lines: what a deletion does to each, what each platform is.

use leptos::prelude::*;

/// The list.
#[component]
pub fn FactList(
    /// One [`Fact`] for each line.
    children: Children,
) -> impl IntoView {
    view! { <ul class="fact-list">{children()}</ul> }
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
            {end.map(|end| view! { <div class="fact-list-end">{end}</div> })}
        </li>
    }
}
