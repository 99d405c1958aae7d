//! The modal dialog: the browser's own `<dialog>`, which traps the focus, makes the rest inert, closes
//! with Escape and is above everything else.
//!
//! Mount it to open it and unmount it in `on_close`; there is no hidden dialog with changing content. Its
//! `close` event is the only way to `on_close`, regardless of what closed it. If it is unmounted from
//! outside (Back, success), it also returns the focus.

use crate::markup::{reactive, view};
use crate::reactive::effect;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::button::{Button, ButtonVariant, IconButton};
use super::focus::{SUBSTITUTES, find, find_all, focus, focused};
use super::icon::Icon;
use super::identity::unique_id;
use super::texts;
use crate::i18n::use_texts;

/// The fields of a dialog; of several radio buttons the chosen one.
const FIELDS: &str = "input:not([type='radio']:not(:checked)), select, textarea";
/// A radio button that is not chosen.
const NOT_CHOSEN: &str = "[type='radio']:not(:checked)";
/// The field that wants the focus.
const AUTOFOCUS: &str = "[autofocus]";

/// The dialog around a view.
#[derive(Clone, Copy, Debug)]
pub struct DialogHandle {
    element: StoredValue<Option<HtmlDialogElement>, LocalStorage>,
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
    is_dirty: Signal<bool>,
    is_asking: RwSignal<bool>,
    /// What the browser gave the focus to when the dialog opened without any field in it.
    awaiting: StoredValue<Option<HtmlElement>, LocalStorage>,
}

/// Tells the dialog around, if there is one, that a field is about to be in it. Of a dialog that opened
/// before its fields had come, the first gets the focus, unless it was moved meanwhile.
pub(super) fn announce_field() {
    let Some(dialog) = use_context::<DialogHandle>() else {
        return;
    };
    if dialog.element.with_value(Option::is_some) {
        request_animation_frame(move || dialog.focus_first_field());
    }
}

/// The dialog around this view.
pub fn use_dialog() -> DialogHandle {
    use_context().expect("use_dialog is called inside a Dialog")
}

impl DialogHandle {
    fn new(is_dirty: Signal<bool>) -> Self {
        Self {
            element: StoredValue::new_local(None),
            opener: StoredValue::new_local(None),
            is_dirty,
            is_asking: RwSignal::new(false),
            awaiting: StoredValue::new_local(None),
        }
    }

    fn focus_first_field(self) {
        let awaiting = self.awaiting.try_get_value().flatten();
        let dialog = self.element.try_get_value().flatten();
        let (Some(awaiting), Some(dialog)) = (awaiting, dialog) else {
            return;
        };
        // The field that has the focus where all come at once: the browser's own rule.
        let mut fields = [AUTOFOCUS, FIELDS].into_iter();
        let first = fields.find_map(|it| find_all(&dialog, it).into_iter().next());
        let Some(first) = first else {
            return;
        };
        self.awaiting.set_value(None);
        if focused(&dialog) == Some(awaiting) {
            focus(&first);
        }
    }

    /// Closes, after asking when something was entered.
    pub fn close(self) {
        if self.is_dirty.get_untracked() {
            self.is_asking.set(true);
        } else {
            self.close_now();
        }
    }

    /// Closes without asking.
    pub fn close_now(self) {
        if let Some(Some(dialog)) = self.element.try_get_value() {
            dialog.close();
        }
    }

    fn open(self, dialog: HtmlDialogElement) {
        self.opener.set_value(focused(&dialog));
        // Fails only for a dialog that is open or not in the document; both leave it as it is.
        let _ = dialog.show_modal();
        // The browser takes the first of several radio buttons, whichever is chosen.
        let is_not_chosen = |it: &HtmlElement| it.matches(NOT_CHOSEN).unwrap_or_default();
        if focused(&dialog).as_ref().is_some_and(is_not_chosen)
            && let Some(first) = find_all(&dialog, FIELDS).first()
        {
            focus(first);
        }
        if find_all(&dialog, FIELDS).is_empty() {
            self.awaiting.set_value(focused(&dialog));
        }
        self.element.set_value(Some(dialog));
    }

    /// Taken away without having been closed: the browser would drop the focus.
    fn leave(self) {
        let Some(dialog) = self.element.try_update_value(Option::take).flatten() else {
            return;
        };
        if dialog.open() {
            dialog.close();
        }
        self.return_focus(&dialog);
    }

    fn return_focus(self, dialog: &HtmlDialogElement) {
        let opener = self
            .opener
            .try_get_value()
            .flatten()
            .filter(|it| it.is_connected());
        let target = opener.or_else(|| {
            SUBSTITUTES
                .iter()
                .find_map(|selector| find(dialog, selector))
        });
        if let Some(target) = target {
            focus(&target);
        }
    }
}

/// A modal dialog.
#[component]
pub fn Dialog(
    /// Asks or says what it is about.
    #[prop(into)]
    title: TextProp,
    /// It was closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
    /// Something was entered that closing would lose.
    #[prop(optional, into)]
    is_dirty: Signal<bool>,
    /// The body; a [`DialogFooter`] last.
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let handle = DialogHandle::new(is_dirty);
    let element = NodeRef::<leptos::html::Dialog>::new();
    let title_id = unique_id("dialog");
    let labelled_by = title_id.clone();
    effect(move || {
        if let Some(dialog) = element.get() {
            handle.open(dialog);
        }
    });
    on_cleanup(move || handle.leave());

    let on_closed = move |_| {
        let Some(Some(dialog)) = handle.element.try_get_value() else {
            return;
        };
        handle.return_focus(&dialog);
        on_close.try_run(());
    };
    let on_cancel = move |event: web_sys::Event| {
        // A file chooser inside the dialog sends the same event.
        if event.target() == event.current_target() {
            event.prevent_default();
            handle.close();
        }
    };
    view! {
        <dialog
            class="dialog"
            aria-labelledby=labelled_by
            node_ref=element
            on:cancel=on_cancel
            on:close=on_closed
        >
            <h2 class="dialog-title" id=title_id>{move || title.get()}</h2>
            <Provider value=handle>{children()}</Provider>
            <DiscardQuestion handle/>
            // Last, so that opening the dialog focuses its content; the style sheet puts it on top.
            <div class="dialog-close">
                <IconButton
                    icon=Icon::Close
                    label=texts.get(texts::CLOSE)
                    on_click=move || handle.close()
                />
            </div>
        </dialog>
    }
}

/// Asks in the dialog itself: what was entered stays in sight.
#[component]
fn DiscardQuestion(handle: DialogHandle) -> impl IntoView {
    let texts = use_texts();
    let question = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let button = question
            .get()
            .and_then(|it| it.query_selector("button").ok().flatten());
        if let Some(button) = button {
            use wasm_bindgen::JsCast;
            focus(button.unchecked_ref());
        }
    });
    let asked = move || {
        view! {
            <div
                class="dialog-question"
                role="alertdialog"
                aria-label=texts.get(texts::DISCARD_QUESTION)
                node_ref=question
            >
                <p>{texts.get(texts::DISCARD_QUESTION)}</p>
                <Button on_click=move || handle.is_asking.set(false)>
                    {texts.get(texts::KEEP_EDITING)}
                </Button>
                <Button variant=ButtonVariant::Danger on_click=move || handle.close_now()>
                    {texts.get(texts::DISCARD)}
                </Button>
            </div>
        }
    };
    reactive(move || handle.is_asking.get().then(asked))
}

/// The line of buttons at the end of a dialog.
#[component]
pub fn DialogFooter(
    /// Cancel first, the act last.
    children: Children,
) -> impl IntoView {
    view! { <footer class="dialog-footer">{children()}</footer> }
}
