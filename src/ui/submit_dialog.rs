//! The dialog of a submission, shared by [`super::FormDialog`] and [`super::Confirm`]: title, body, error,
//! and the two buttons.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonVariant};
use super::consequence::{Consequence, ConsequenceLine};
use super::dialog::{Dialog, DialogFooter, use_dialog};
use super::error_panel::ErrorBanner;
use super::submission::Submission;
use super::texts;
use crate::i18n::use_texts;

#[component]
pub(super) fn SubmitDialog(
    title: TextProp,
    submit_label: TextProp,
    variant: ButtonVariant,
    /// Runs unless it is being sent or may not be.
    #[prop(into)]
    on_submit: UnsyncCallback<()>,
    on_close: UnsyncCallback<()>,
    submission: Submission,
    #[prop(into)] is_dirty: Signal<bool>,
    disabled_because: Signal<Option<String>>,
    consequence: Signal<Option<Consequence>>,
    /// The form, for anyone who looks into it.
    form: NodeRef<leptos::html::Form>,
    children: Children,
) -> impl IntoView {
    let (pending, error) = (submission.pending(), submission.error());
    let variant = Signal::derive(move || {
        let is_danger = consequence.with(|it| it.as_ref().is_some_and(Consequence::is_danger));
        if is_danger {
            ButtonVariant::Danger
        } else {
            variant
        }
    });
    let description =
        Signal::derive(move || consequence.with(|it| Some(it.as_ref()?.sentence().to_owned())));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !pending.get_untracked() && disabled_because.with_untracked(Option::is_none) {
            on_submit.try_run(());
        }
    };
    view! {
        <Dialog title on_close is_dirty>
            <form class="dialog-form" novalidate=true node_ref=form on:submit=submit>
                <div class="dialog-body">
                    {children()}
                    {move || error.get().map(|problem| view! { <ErrorBanner problem/> })}
                </div>
                <DialogFooter>
                    <ConsequenceLine consequence/>
                    <div class="dialog-buttons">
                        <CancelButton/>
                        <Button variant busy=pending disabled_because description submit=true>
                            {move || submit_label.get()}
                        </Button>
                    </div>
                </DialogFooter>
            </form>
        </Dialog>
    }
}

/// Closes the dialog around it, after asking when something was entered.
#[component]
fn CancelButton() -> impl IntoView {
    let texts = use_texts();
    let dialog = use_dialog();
    view! { <Button on_click=move || dialog.close()>{texts.get(texts::CANCEL)}</Button> }
}
