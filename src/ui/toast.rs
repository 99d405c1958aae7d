//! Short messages about what just happened. They never ask, and never contain anything that is needed
//! later.

use std::time::Duration;

use crate::markup::view;
use crate::reactive::effect;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::button::IconButton;
use super::focus::find;
use super::icon::{Glyph, Icon};
use super::texts;
use super::tone::Tone;
use super::tooltip::TooltipLayer;
use crate::i18n::use_texts;

/// Long enough to read two lines twice.
const SHOWN_FOR: Duration = Duration::from_secs(6);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: u32,
    tone: Tone,
    message: String,
}

/// The messages of the page, and the place to put one.
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Something worked.
    pub fn success(self, message: impl Into<String>) {
        self.push(Tone::Success, message.into());
    }

    /// Something is worth knowing.
    pub fn info(self, message: impl Into<String>) {
        self.push(Tone::Neutral, message.into());
    }

    /// A small act failed. It stays until it is dismissed.
    pub fn failure(self, message: impl Into<String>) {
        self.push(Tone::Danger, message.into());
    }

    fn push(self, tone: Tone, message: String) {
        let id = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        if let Some(id) = id {
            self.shown
                .try_update(|shown| shown.push(Toast { id, tone, message }));
        }
    }

    /// What is shown at the moment.
    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        let said = |toasts: &Vec<Toast>| toasts.iter().map(|it| it.message.clone()).collect();
        self.shown.with_untracked(said)
    }

    fn dismiss(self, id: u32) {
        self.shown
            .try_update(|shown| shown.retain(|it| it.id != id));
    }
}

/// Makes messages possible for everything below; call it once.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        shown: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
    };
    provide_context(toasts);
    toasts
}

/// The place to put a message.
pub fn use_toasts() -> Toasts {
    use_context().expect("provide_toasts is called where the program starts")
}

/// What floats over every page: messages and tooltips. Stands once.
#[component]
pub fn Overlays() -> impl IntoView {
    view! {
        <ToastStack/>
        <TooltipLayer/>
    }
}

/// The messages. It is always shown, empty or not: a live region that appears together with its
/// words is not announced.
#[component]
fn ToastStack() -> impl IntoView {
    let toasts = use_toasts();
    let texts = use_texts();
    let stack = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let count = toasts.shown.with(Vec::len);
        let Some(stack) = stack.get() else { return };
        // What was opened last is on top. A dialog that opened since would cover the message.
        if count > 0 && find(&stack, "dialog:modal").is_some() {
            let _ = stack.hide_popover();
        }
        // Fails when it is shown already, which is what we want.
        let _ = stack.show_popover();
    });
    view! {
        <div
            class="toasts"
            popover="manual"
            role="status"
            aria-live="polite"
            aria-label=texts.get(texts::NOTIFICATIONS)
            node_ref=stack
        >
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <ToastView toast toasts/>
            </For>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast, toasts: Toasts) -> impl IntoView {
    let texts = use_texts();
    let Toast { id, tone, message } = toast;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let hold = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let run = move || {
        hold();
        if tone != Tone::Danger {
            timer.set_value(set_timeout_with_handle(move || toasts.dismiss(id), SHOWN_FOR).ok());
        }
    };
    run();
    on_cleanup(hold);
    let icon = match tone {
        Tone::Success => Icon::Check,
        Tone::Danger | Tone::Warning => Icon::Alert,
        Tone::Neutral | Tone::Accent => Icon::Info,
    };
    view! {
        <div
            class="toast"
            data-tone=tone.name()
            on:mouseenter=move |_| hold()
            on:mouseleave=move |_| run()
            on:focusin=move |_| hold()
            on:focusout=move |_| run()
        >
            <Glyph icon/>
            <p>{message}</p>
            <IconButton
                icon=Icon::Close
                label=texts.get(texts::DISMISS)
                on_click=move || toasts.dismiss(id)
            />
        </div>
    }
}
