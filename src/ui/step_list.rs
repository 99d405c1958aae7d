//! Numbered steps, each a line of code: how an image was built.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// The steps.
#[component]
pub fn StepList(
    /// What they are steps of: `Build steps`.
    #[prop(into)]
    label: TextProp,
    /// One [`Step`] for each.
    children: Children,
) -> impl IntoView {
    view! { <ol class="step-list" aria-label=label>{children()}</ol> }
}

/// One step.
#[component]
pub fn Step(
    /// The line; several are kept.
    line: String,
    /// Whether it left nothing behind.
    is_quiet: bool,
    /// What came of it, at the end of the line.
    end: String,
    /// More about it.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="step-list-step" data-quiet=is_quiet.then_some("")>
            <pre class="step-list-line"><code>{line}</code></pre>
            <span class="step-list-end">{end}</span>
            <span class="step-list-note">{children()}</span>
        </li>
    }
}
