//! Tabs. Those of a page are links, because each has an address; those inside a form or a dialog are a
//! tablist.

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;

use super::focus::{find_all, focus, show_in_place};
use super::select::Choice;

/// One tab of a page.
#[derive(Clone, Debug)]
pub struct Tab {
    label: String,
    href: Signal<String>,
    count: Signal<Option<String>>,
    is_current: Signal<bool>,
    is_hidden: Signal<bool>,
}

impl Tab {
    /// A tab and its address.
    pub fn new(label: impl Into<String>, href: impl Into<Signal<String>>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            count: Signal::stored(None),
            is_current: Signal::stored(false),
            is_hidden: Signal::stored(false),
        }
    }

    /// How many things are behind it.
    pub fn count(self, count: impl Into<Signal<Option<String>>>) -> Self {
        Self {
            count: count.into(),
            ..self
        }
    }

    /// Whether there turned out to be nothing behind it.
    pub fn hidden(self, is_hidden: impl Into<Signal<bool>>) -> Self {
        Self {
            is_hidden: is_hidden.into(),
            ..self
        }
    }

    /// Whether its page is shown.
    pub fn current(self, is_current: impl Into<Signal<bool>>) -> Self {
        Self {
            is_current: is_current.into(),
            ..self
        }
    }
}

/// The tabs of a page, and below them what the open one shows: another tab changes that and nothing
/// around it.
#[component]
pub fn TabbedBody(
    /// What the open tab shows.
    body: ViewFn,
    /// The tabs.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="stack">
            {children()}
            {move || body.run()}
        </div>
    }
}

/// The tabs of a page.
#[component]
pub fn Tabs(
    /// The label: what they are tabs of.
    #[prop(into)]
    label: TextProp,
    /// The tabs.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Nav>::new();
    let widths = tabs.clone();
    effect(move || {
        for tab in &widths {
            tab.is_current.track();
            tab.count.track();
            tab.is_hidden.track();
        }
        let Some(list) = list.get() else { return };
        // Where they do not all fit, the open one is in sight, however wide the others have become.
        request_animation_frame(move || {
            if let Some(tab) = find_all(&list, "[aria-current]").first() {
                show_in_place(tab);
            }
        });
    });
    let tabs: Vec<_> = tabs
        .into_iter()
        .map(|Tab { label, href, count, is_current, is_hidden }| {
            view! {
                <a
                    href=move || href.get()
                    hidden=move || is_hidden.get()
                    aria-current=move || is_current.get().then_some("page")
                >
                    {label}
                    {move || count.get().map(|count| view! { <span class="tabs-count">{count}</span> })}
                </a>
            }
        })
        .collect();
    view! { <nav class="tabs" aria-label=label node_ref=list>{tabs}</nav> }
}

/// Tabs without addresses. What each shows is the caller's, by the value.
#[component]
pub fn ChoiceTabs(
    /// The label: what is chosen.
    #[prop(into)]
    label: TextProp,
    /// The value of the chosen tab.
    value: RwSignal<String>,
    /// The tabs.
    options: Vec<Choice>,
) -> impl IntoView {
    let values: Vec<String> = options.iter().map(|it| it.value.clone()).collect();
    let on_keydown = move |event: web_sys::KeyboardEvent| {
        let at = value.with_untracked(|value| values.iter().position(|it| it == value));
        if let Some(next) = next_tab(&event.key(), at.unwrap_or_default(), values.len()) {
            event.prevent_default();
            value.set(values[next].clone());
            let list = event
                .current_target()
                .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
            if let Some(tab) = list.and_then(|it| find_all(&it, "button").into_iter().nth(next)) {
                focus(&tab);
            }
        }
    };
    let tabs: Vec<_> = options
        .into_iter()
        .map(
            |Choice {
                 value: own, label, ..
             }| {
                let this = own.clone();
                let is_chosen = memo(move || value.with(|it| *it == this));
                view! {
                    <button
                        type="button"
                        role="tab"
                        aria-selected=move || if is_chosen.get() { "true" } else { "false" }
                        tabindex=move || if is_chosen.get() { "0" } else { "-1" }
                        on:click=move |_| value.set(own.clone())
                    >
                        {label}
                    </button>
                }
            },
        )
        .collect();
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=on_keydown>{tabs}</div> }
}

fn next_tab(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowRight" => Some((at + 1) % count),
        "ArrowLeft" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!(next_tab("ArrowRight", 2, 3), Some(0));
        assert_eq!(next_tab("ArrowLeft", 0, 3), Some(2));
        assert_eq!(next_tab("End", 0, 3), Some(2));
        assert_eq!(next_tab("a", 0, 3), None);
    }
}
