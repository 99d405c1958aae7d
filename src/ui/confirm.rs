//! The question before something is destroyed. The title asks about the thing, the body says what
//! will happen to what, the button carries the verb; where much is lost the name is typed.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::{Button, ButtonVariant};
use super::dialog::{Dialog, DialogFooter};
use super::error_panel::{ErrorBanner, Problem};
use super::form_dialog::CancelButton;
use super::text_input::InputOptions;
use super::typed_name::TypedName;

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
    #[prop(optional_no_strip)]
    type_name: Option<String>,
    /// Why it may not be done.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// What will happen, and to what.
    children: Children,
) -> impl IntoView {
    let typed = type_name.map(TypedName::new);
    let missing = move || typed.and_then(TypedName::missing);
    let blocked = Signal::derive(move || disabled_because.get().or_else(missing));
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
                    {typed.map(|it| it.field(InputOptions::monospace().autofocus()))}
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
