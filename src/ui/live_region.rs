//! Words for those who do not see the page change.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// Says its text whenever it changes. It must stand before there is something to say.
#[component]
pub fn LiveRegion(
    /// The text that is read out.
    #[prop(into)]
    text: TextProp,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status">{move || text.get()}</div> }
}
