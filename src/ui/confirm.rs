//! The confirmation dialog. The title asks about the subject, the body describes the consequences, and the
//! button has the verb; if much is lost, the name must be typed.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::ButtonVariant;
use super::consequence::Consequence;
use super::submission::Submission;
use super::submit_dialog::SubmitDialog;
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
    /// What is running, and why it failed.
    submission: Submission,
    /// The name to type before the button works.
    #[prop(optional_no_strip)]
    type_name: Option<String>,
    /// Whether the name is typed at all, where that depends on what is lost.
    #[prop(optional)]
    is_name_asked: Option<Signal<bool>>,
    /// Why it may not be done.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// What will happen, in one line beside the button.
    #[prop(optional, into)]
    consequence: Signal<Option<Consequence>>,
    /// What will happen, and to what.
    children: Children,
) -> impl IntoView {
    let typed = type_name.map(TypedName::new);
    let typed = move || typed.filter(|_| is_name_asked.is_none_or(|it| it.get()));
    let missing = move || typed().and_then(TypedName::missing);
    let blocked = Signal::derive(move || disabled_because.get().or_else(missing));
    view! {
        <SubmitDialog
            title
            submit_label=confirm_label
            variant=ButtonVariant::Danger
            on_submit=on_confirm
            on_close
            submission
            is_dirty=Signal::stored(false)
            disabled_because=blocked
            consequence
            form=NodeRef::new()
        >
            {children()}
            {move || typed().map(|it| it.field(InputOptions::monospace().autofocus()))}
        </SubmitDialog>
    }
}
