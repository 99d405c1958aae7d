//! The shell of every create and edit: title, fields, error, buttons. It decides nothing: whether
//! the fields are right is the draft's, whether it worked the mutation's.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonVariant};
use super::dialog::{Dialog, DialogFooter, use_dialog};
use super::error_panel::{ErrorBanner, Problem};
use super::texts;
use crate::i18n::use_texts;

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
    /// It is being sent: a second submit is ignored.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Why it was refused, if the reason belongs to no field.
    #[prop(optional, into)]
    error: Signal<Option<Problem>>,
    /// Something was entered that closing would lose.
    #[prop(optional, into)]
    is_dirty: Signal<bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !pending.get_untracked() {
            on_submit.try_run(());
        }
    };
    view! {
        <Dialog title on_close is_dirty>
            <form class="form-dialog" novalidate=true on:submit=on_submit>
                <div class="dialog-body">
                    {children()}
                    {move || error.get().map(|problem| view! { <ErrorBanner problem/> })}
                </div>
                <DialogFooter>
                    <CancelButton/>
                    <Button variant=ButtonVariant::Primary busy=pending submit=true>
                        {move || submit_label.get()}
                    </Button>
                </DialogFooter>
            </form>
        </Dialog>
    }
}

/// Closes the dialog around it, after asking when something was entered.
#[component]
pub(super) fn CancelButton() -> impl IntoView {
    let texts = use_texts();
    let dialog = use_dialog();
    view! { <Button on_click=move || dialog.close()>{texts.get(texts::CANCEL)}</Button> }
}
