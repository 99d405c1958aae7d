//! The placeholder of loading content. Visual only: to screen readers the page reports that it is busy.

use crate::markup::view;
use leptos::prelude::*;

/// Lines of text to come.
#[component]
pub fn Skeleton(
    /// The number of lines.
    #[prop(default = 3)]
    lines: u32,
) -> impl IntoView {
    let lines: Vec<_> = (0..lines)
        .map(|_| view! { <span class="skeleton-line"></span> })
        .collect();
    view! { <div class="skeleton" aria-hidden="true">{lines}</div> }
}
