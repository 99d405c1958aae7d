//! Announcements for screen readers.

use std::time::Duration;

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// Says its text whenever it changes. It must be before there is something to say.
#[component]
pub fn LiveRegion(
    /// The text that is read out.
    #[prop(into)]
    text: TextProp,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status">{move || text.get()}</div> }
}

/// Long enough for a screen reader to take notice of a region that has just come.
const NOTICED_AFTER: Duration = Duration::from_millis(100);

/// Says its text once. It may come together with what it says: the words follow when it is known.
#[component]
pub(super) fn Announcement(
    /// The text that is read out.
    text: &'static str,
) -> impl IntoView {
    let said = RwSignal::new("");
    let say = move || {
        said.try_set(text);
    };
    set_timeout(say, NOTICED_AFTER);
    view! { <LiveRegion text=move || said.get()/> }
}
