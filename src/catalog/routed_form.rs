//! The form of a dialog with an address: closing it goes back, and unsaved input is confirmed first.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::navigation::{guard_leaving, use_navigation};
use crate::ui::{Consequence, FormDialog, Submission, use_dialog};

/// A form over a page, as its address says.
#[component]
pub fn RoutedForm(
    /// The act and its place: `Create repository in platform`.
    #[prop(into)]
    title: TextProp,
    /// The verb on the button.
    #[prop(into)]
    submit_label: TextProp,
    /// Checks and sends.
    #[prop(into)]
    on_submit: UnsyncCallback<()>,
    /// What is being sent, and why it was refused.
    submission: Submission,
    /// Something was entered that leaving would lose.
    is_dirty: Signal<bool>,
    /// Why it may not be sent.
    disabled_because: Signal<Option<String>>,
    /// What submitting does, by what is entered now: said beside the button.
    #[prop(optional, into)]
    consequence: Signal<Option<Consequence>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let navigation = use_navigation();
    let on_close = move || navigation.close_dialog();
    let guard = move || {
        let dialog = use_dialog();
        guard_leaving(is_dirty, move || dialog.close());
    };
    view! {
        <FormDialog
            title
            submit_label
            on_submit
            on_close
            submission
            is_dirty
            disabled_because
            consequence
        >
            {guard()}
            {children()}
        </FormDialog>
    }
}
