//! The shell of every create and edit: title, fields, error, buttons. It decides nothing: whether
//! the fields are right is the draft's, whether it worked the mutation's.

use crate::reactive::on_change;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonVariant};
use super::dialog::{Dialog, DialogFooter, use_dialog};
use super::error_panel::{ErrorBanner, Problem};
use super::focus::{find_all, focus};
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
    /// Why it may not be sent.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !pending.get_untracked() && disabled_because.with_untracked(Option::is_none) {
            on_submit.try_run(());
            focus_wrong_field(form);
        }
    };
    // What is wrong may also come with the answer.
    on_change(
        move || pending.get(),
        move |is_pending| {
            if !is_pending {
                focus_wrong_field(form);
            }
        },
    );
    view! {
        <Dialog title on_close is_dirty>
            <form class="dialog-form" novalidate=true node_ref=form on:submit=on_submit>
                <div class="dialog-body">
                    {children()}
                    {move || error.get().map(|problem| view! { <ErrorBanner problem/> })}
                </div>
                <DialogFooter>
                    <CancelButton/>
                    <Button
                        variant=ButtonVariant::Primary
                        busy=pending
                        disabled_because=disabled_because
                        submit=true
                    >
                        {move || submit_label.get()}
                    </Button>
                </DialogFooter>
            </form>
        </Dialog>
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

/// Closes the dialog around it, after asking when something was entered.
#[component]
pub(super) fn CancelButton() -> impl IntoView {
    let texts = use_texts();
    let dialog = use_dialog();
    view! { <Button on_click=move || dialog.close()>{texts.get(texts::CANCEL)}</Button> }
}
