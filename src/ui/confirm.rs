//! The question before something is destroyed. The title asks about the thing, the body says what
//! will happen to what, the button carries the verb; where much is lost the name is typed.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonVariant};
use super::dialog::{Dialog, DialogFooter};
use super::error_panel::{ErrorBanner, Problem};
use super::form_dialog::CancelButton;
use super::text_input::{InputOptions, TextInput};
use super::texts;
use crate::i18n::use_texts;

/// Asks before something is destroyed.
#[component]
pub fn Confirm(
    /// `Delete 3 tags of platform/api?`
    #[prop(into)]
    title: TextProp,
    /// The verb: `Delete 3 tags`.
    #[prop(into)]
    confirm_label: TextProp,
    /// Does it.
    #[prop(into)]
    on_confirm: UnsyncCallback<()>,
    /// Cancelled: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
    /// It is running: a second click is ignored.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Why it failed.
    #[prop(optional, into)]
    error: Signal<Option<Problem>>,
    /// The name to type before the button works.
    #[prop(optional, into)]
    type_name: Option<String>,
    /// Why it may not be done.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// What will happen, and to what.
    children: Children,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let missing = missing_name(type_name.clone(), typed);
    let blocked = Signal::derive(move || disabled_because.get().or_else(|| missing.get()));
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !pending.get_untracked() && blocked.with_untracked(Option::is_none) {
            on_confirm.try_run(());
        }
    };
    view! {
        <Dialog title on_close>
            <form class="dialog-form" novalidate=true on:submit=on_submit>
                <div class="dialog-body">
                    {children()}
                    {type_name.map(|name| name_field(name, typed))}
                    {move || error.get().map(|problem| view! { <ErrorBanner problem/> })}
                </div>
                <DialogFooter>
                    <CancelButton/>
                    <Button
                        variant=ButtonVariant::Danger
                        busy=pending
                        disabled_because=blocked
                        submit=true
                    >
                        {move || confirm_label.get()}
                    </Button>
                </DialogFooter>
            </form>
        </Dialog>
    }
}

/// What is said while the name is not there. Blanks around it come with pasting.
fn missing_name(name: Option<String>, typed: RwSignal<String>) -> Signal<Option<String>> {
    let texts = use_texts();
    Signal::derive(move || {
        let name = name.as_deref()?;
        let is_typed = typed.with(|typed| typed.trim() == name);
        (!is_typed).then(|| texts.fill(texts::NAME_NOT_TYPED, &[("name", name)]))
    })
}

fn name_field(name: String, typed: RwSignal<String>) -> impl IntoView {
    let texts = use_texts();
    let label = texts.fill(texts::TYPE_TO_CONFIRM, &[("name", &name)]);
    let wrong = texts.fill(texts::WRONG_NAME, &[("name", &name)]);
    // While the name is being typed it is not wrong, only unfinished.
    let error = Signal::derive(move || {
        typed
            .with(|typed| !name.starts_with(typed.trim()))
            .then(|| wrong.clone())
    });
    view! { <TextInput label value=typed error input=InputOptions::monospace().autofocus()/> }
}
