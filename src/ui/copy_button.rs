//! Copy buttons. The only asynchronous code in this module: the clipboard responds later.
//!
//! A page served over plain HTTP has no clipboard object; the older command is used there, and if that is
//! rejected too, the text is selected and a message says so.

use std::time::Duration;

use crate::markup::view;
use crate::reactive::effect;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

use super::button::{Button, ButtonVariant, IconButton};
use super::focus::innermost_focused;
use super::icon::{Glyph, Icon};
use super::live_region::Announcement;
use super::placement::{Align, place_element};
use super::texts;
use super::toast::Toasts;
use crate::i18n::use_texts;

/// How long it is shown that it is done.
const CONFIRMED_FOR: Duration = Duration::from_secs(2);

/// Copies a text; a picture only.
#[component]
pub fn CopyButton(
    /// What is copied; asked for at the click.
    #[prop(into)]
    text: TextProp,
    /// The name: `Copy pull command`.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let confirmation = Confirmation::new();
    let copying = Copying::shown_by(confirmation);
    view! {
        <span class="copy-button" data-done=move || confirmation.is_shown.get().then_some("")>
            <IconButton icon=Icon::Copy label on_click=move || copying.start(&text.get())/>
            {confirmation.view()}
        </span>
    }
}

/// Copies a text; with words.
#[component]
pub fn CopyTextButton(
    /// What is copied; asked for at the click.
    #[prop(into)]
    text: TextProp,
    /// The label.
    children: Children,
) -> impl IntoView {
    let confirmation = Confirmation::new();
    let copying = Copying::shown_by(confirmation);
    view! {
        <span class="copy-button" data-done=move || confirmation.is_shown.get().then_some("")>
            <Button
                variant=ButtonVariant::Quiet
                icon=Icon::Copy
                on_click=move || copying.start(&text.get())
            >
                {children()}
            </Button>
            {confirmation.view()}
        </span>
    }
}

/// The word beside a button that it is done.
#[derive(Clone, Copy, Debug)]
struct Confirmation {
    is_shown: RwSignal<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Confirmation {
    fn new() -> Self {
        Self {
            is_shown: RwSignal::new(false),
            timer: StoredValue::new(None),
        }
    }

    /// Shows it for a moment. What is copied once more is confirmed once more.
    fn show(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
        self.is_shown.try_set(true);
        let end = move || {
            self.is_shown.try_set(false);
        };
        let timer = set_timeout_with_handle(end, CONFIRMED_FOR).ok();
        self.timer.try_set_value(timer);
    }

    fn view(self) -> impl IntoView {
        move || self.is_shown.get().then(|| view! { <Copied/> })
    }
}

/// Floats, so that nothing moves and no cell of a table cuts it off.
#[component]
fn Copied() -> impl IntoView {
    let copied = use_texts().get(texts::COPIED);
    let word = NodeRef::<leptos::html::Span>::new();
    effect(move || {
        let Some(word) = word.get() else { return };
        let _ = word.show_popover();
        if let Some(button) = word.parent_element() {
            place_element(&word, &button, Align::Side);
        }
    });
    view! {
        <span class="copy-button-done" popover="manual" aria-hidden="true" node_ref=word>
            <Glyph icon=Icon::Check/>
            {copied}
        </span>
        <Announcement text=copied/>
    }
}

/// Copying from where nothing stays to show that it is done, such as a menu: a message says it.
pub fn use_copying() -> Copying {
    Copying::new(None)
}

/// Puts texts on the clipboard.
#[derive(Clone, Copy, Debug)]
pub struct Copying {
    // Beside the button; without one a message says that it is done.
    confirmation: Option<Confirmation>,
    toasts: Option<Toasts>,
    copied: &'static str,
    failed: &'static str,
}

impl Copying {
    fn shown_by(confirmation: Confirmation) -> Self {
        Self::new(Some(confirmation))
    }

    fn new(confirmation: Option<Confirmation>) -> Self {
        let texts = use_texts();
        Self {
            confirmation,
            toasts: use_context(),
            copied: texts.get(texts::COPIED),
            failed: texts.get(texts::COPY_FAILED),
        }
    }

    /// Copies a text.
    pub fn start(self, text: &str) {
        let Some(clipboard) = clipboard() else {
            self.settle(copy_by_command(text));
            return;
        };
        let answer = clipboard.write_text(text);
        let text = text.to_owned();
        #[expect(
            clippy::disallowed_methods,
            reason = "the clipboard is no service: nothing is loaded, and nobody else asks it"
        )]
        // Not given up with the menu it was chosen from: what it touches may be gone by then.
        spawn_local(async move {
            let is_copied = wasm_bindgen_futures::JsFuture::from(answer).await.is_ok();
            self.settle(is_copied || copy_by_command(&text));
        });
    }

    fn settle(self, is_copied: bool) {
        match (is_copied, self.confirmation, self.toasts) {
            (true, Some(confirmation), _) => confirmation.show(),
            (true, None, Some(toasts)) => toasts.success(self.copied),
            (false, _, Some(toasts)) => toasts.failure(self.failed),
            _ => {}
        }
    }
}

/// Reading the property of an insecure page gives `undefined`, whatever its type says.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    (!clipboard.is_undefined()).then(|| clipboard.unchecked_into())
}

/// Puts the text into a field beside the button, selects it and asks the browser to copy. When it
/// refuses, the field stays until the focus leaves it: the text can be copied by hand.
fn copy_by_command(text: &str) -> bool {
    let document = document();
    let Some(opener) = innermost_focused() else {
        return false;
    };
    let Some(parent) = opener.parent_element() else {
        return false;
    };
    let Ok(field) = document.create_element("textarea") else {
        return false;
    };
    let field: HtmlTextAreaElement = field.unchecked_into();
    field.set_class_name("copy-button-text");
    field.set_value(text);
    field.set_read_only(true);
    // What is read out is what the button is called: the field is its text.
    let name = opener.get_attribute("aria-label");
    let _ = field.set_attribute("aria-label", &name.unwrap_or_else(|| text.to_owned()));
    if parent.append_child(&field).is_err() {
        return false;
    }
    field.select();
    let is_copied = document
        .dyn_ref::<web_sys::HtmlDocument>()
        .and_then(|it| it.exec_command("copy").ok())
        .unwrap_or(false);
    if is_copied {
        field.remove();
        let _ = opener.focus();
    } else {
        let shown = field.clone();
        let leave = Closure::once_into_js(move || shown.remove());
        field.set_onblur(Some(leave.unchecked_ref()));
    }
    is_copied
}
