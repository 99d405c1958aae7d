//! The heading row of a page: title, one line of facts, actions.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// The heading row. Its `h1` can take the focus, which navigation gives it.
#[component]
pub fn PageHeader(
    /// What the page is about.
    #[prop(into)]
    title: TextProp,
    /// Beside the title: visibility, right.
    #[prop(optional, into)]
    badges: Option<ViewFn>,
    /// Below the title, one element for each fact; dots are put between them.
    #[prop(optional, into)]
    facts: Option<ViewFn>,
    /// For a title that is compared letter by letter, such as a tag.
    #[prop(optional)]
    monospace: bool,
    /// Actions, the main one last.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <div class="page-header-words">
                <div class="page-header-title">
                    <h1 tabindex="-1" data-monospace=monospace.then_some("")>{move || title.get()}</h1>
                    {badges.map(|badges| move || badges.run())}
                </div>
                {facts.map(|facts| view! { <div class="page-header-facts">{move || facts.run()}</div> })}
            </div>
            {children.map(|children| view! { <div class="page-header-actions">{children()}</div> })}
        </header>
    }
}
