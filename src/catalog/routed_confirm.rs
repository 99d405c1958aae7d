//! The confirmation of a deletion, in a dialog with an address.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::navigation::use_navigation;
use crate::ui::{Confirm, Consequence, Submission};

/// Asks before something is destroyed, over a page and as its address says: cancelling leads back.
#[component]
pub fn RoutedConfirm(
    /// `Delete repository platform/api?`
    #[prop(into)]
    title: TextProp,
    /// The verb: `Delete`.
    #[prop(into)]
    confirm_label: TextProp,
    /// Does it.
    #[prop(into)]
    on_confirm: UnsyncCallback<()>,
    /// What is running, and why it failed.
    submission: Submission,
    /// The name to type before the button works.
    #[prop(optional_no_strip)]
    type_name: Option<String>,
    /// Whether the name is typed at all, where that depends on what is lost.
    #[prop(optional)]
    is_name_asked: Option<Signal<bool>>,
    /// Why it may not be done.
    disabled_because: Signal<Option<String>>,
    /// What will happen, in one line beside the button.
    #[prop(optional, into)]
    consequence: Signal<Option<Consequence>>,
    /// What will happen, and to what.
    children: Children,
) -> impl IntoView {
    let navigation = use_navigation();
    let on_close = move || navigation.close_dialog();
    view! {
        <Confirm
            title
            confirm_label
            on_confirm
            on_close
            submission
            type_name
            is_name_asked=is_name_asked.unwrap_or(Signal::stored(true))
            disabled_because
            consequence
        >
            {children()}
        </Confirm>
    }
}
