//! The shell of create and edit dialogs: title, fields, error, buttons. It decides nothing: the draft
//! validates the fields, and the mutation reports the result.

use crate::markup::view;
use crate::reactive::on_change;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::ButtonVariant;
use super::consequence::Consequence;
use super::focus::{find_all, focus};
use super::submission::Submission;
use super::submit_dialog::SubmitDialog;

/// A form in a dialog. A success unmounts it, and that never asks.
#[component]
pub fn FormDialog(
    /// The act and its place: `Create repository in platform`.
    #[prop(into)]
    title: TextProp,
    /// The verb on the button.
    #[prop(into)]
    submit_label: TextProp,
    /// Checks and sends.
    #[prop(into)]
    on_submit: UnsyncCallback<()>,
    /// Cancelled: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
    /// What is being sent, and why it was refused.
    submission: Submission,
    /// Something was entered that closing would lose.
    #[prop(optional, into)]
    is_dirty: Signal<bool>,
    /// Why it may not be sent.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// What submitting does, by what is entered now: said beside the button.
    #[prop(optional, into)]
    consequence: Signal<Option<Consequence>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    let submit = move |()| {
        on_submit.try_run(());
        focus_wrong_field(form);
    };
    // What is wrong may also come with the response.
    on_change(
        move || submission.pending().get(),
        move |is_pending| {
            if !is_pending {
                focus_wrong_field(form);
            }
        },
    );
    view! {
        <SubmitDialog
            title
            submit_label
            variant=ButtonVariant::Primary
            on_submit=submit
            on_close
            submission
            is_dirty
            disabled_because
            consequence
            form
        >
            {children()}
        </SubmitDialog>
    }
}

/// Goes to the first field that is wrong, once it says so: its error is read out with it.
fn focus_wrong_field(form: NodeRef<leptos::html::Form>) {
    request_animation_frame(move || {
        let form = form.try_get_untracked().flatten();
        let wrong = form.map(|form| find_all(&form, "[aria-invalid='true']"));
        if let Some(first) = wrong.iter().flatten().next() {
            focus(first);
        }
    });
}
