//! The heading row of a page: title, one line of facts, actions.
//!
//! A page may load late, so navigation cannot focus a heading that does not exist yet: it records the
//! request, and the heading takes the focus when it appears.

use crate::markup::view;
use crate::reactive::effect;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::focus::{focus, focused};

/// Whether the next heading takes the focus.
#[derive(Clone, Copy, Debug)]
pub struct AwaitedHeading(StoredValue<bool>);

impl AwaitedHeading {
    /// Nothing is awaited yet; provides it for every heading below.
    pub fn provide() -> Self {
        let awaited = Self(StoredValue::new(false));
        provide_context(awaited);
        awaited
    }

    /// The next heading takes the focus, unless it was moved somewhere else by then.
    pub fn begin(self) {
        self.0.set_value(true);
    }

    /// It has come.
    pub fn end(self) -> bool {
        self.0.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Gives the focus to a heading that has just come, when it is at no control.
    fn arrive(self, heading: &web_sys::HtmlElement) {
        let is_free = |it: web_sys::HtmlElement| matches!(it.tag_name().as_str(), "BODY" | "MAIN");
        if self.end() && focused(heading).is_none_or(is_free) {
            focus(heading);
        }
    }
}

/// The heading row. Its `h1` can take the focus, which navigation gives it.
#[component]
pub fn PageHeader(
    /// The title: what the page is about.
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
    let heading = NodeRef::<leptos::html::H1>::new();
    if let Some(awaited) = use_context::<AwaitedHeading>() {
        effect(move || {
            if let Some(heading) = heading.get() {
                awaited.arrive(&heading);
            }
        });
    }
    view! {
        <header class="page-header">
            <div class="page-header-words">
                <div class="page-header-title">
                    <h1 tabindex="-1" data-monospace=monospace.then_some("") node_ref=heading>
                        {move || title.get()}
                    </h1>
                    {badges.map(|badges| move || badges.run())}
                </div>
                {facts.map(|facts| view! { <div class="page-header-facts">{move || facts.run()}</div> })}
            </div>
            {children.map(|children| view! { <div class="page-header-actions">{children()}</div> })}
        </header>
    }
}
