//! Tooltips: one layer for the whole console shows the `data-tooltip` of the element under the pointer or
//! with the focus. Buttons need only an attribute and no listener, which matters in a table of thousands of
//! rows. The content of a tooltip must also be in the name or description of its element.

use crate::markup::view;
use leptos::ev;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use web_sys::{Element, HtmlElement};

use super::focus::origin;
use super::placement::{Align, place_element};

/// Gives anything a tooltip.
#[component]
pub fn Tooltip(
    /// The text.
    #[prop(into)]
    text: TextProp,
    /// The thing that is pointed at.
    children: Children,
) -> impl IntoView {
    view! { <span data-tooltip=text>{children()}</span> }
}

/// Shows the tooltips; stands once, in [`super::Overlays`].
#[component]
pub(super) fn TooltipLayer() -> impl IntoView {
    let layer = NodeRef::<leptos::html::Div>::new();
    let text = RwSignal::new(String::new());
    let show = move |event: &web_sys::Event| show_for(layer, text, event);
    let hide = move || hide_layer(layer);

    let listeners = [
        window_event_listener(ev::mouseover, move |event| show(&event)),
        window_event_listener(ev::focusin, move |event| show(&event)),
        window_event_listener(ev::mousedown, move |_| hide()),
        window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                hide();
            }
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));

    view! { <div class="tooltip" popover="manual" aria-hidden="true" node_ref=layer>{text}</div> }
}

fn show_for(layer: NodeRef<leptos::html::Div>, text: RwSignal<String>, event: &web_sys::Event) {
    let Some(layer) = layer.try_get_untracked().flatten() else {
        return;
    };
    let layer: HtmlElement = layer.into();
    // Another console on the same page has its own layer.
    let anchor = origin(event)
        .filter(|it| it.get_root_node() == layer.get_root_node())
        .and_then(|it| it.closest("[data-tooltip]").ok().flatten());
    match anchor.and_then(|it| Some((it.get_attribute("data-tooltip")?, it))) {
        Some((words, anchor)) => {
            text.set(words);
            reveal(layer, anchor);
        }
        None => {
            let _ = layer.hide_popover();
        }
    }
}

/// The words are in the layer one frame later; only then it has its size.
fn reveal(layer: HtmlElement, anchor: Element) {
    request_animation_frame(move || {
        let _ = layer.hide_popover();
        if anchor.is_connected() && layer.show_popover().is_ok() {
            place_element(&layer, &anchor, Align::Center);
        }
    });
}

fn hide_layer(layer: NodeRef<leptos::html::Div>) {
    if let Some(layer) = layer.try_get_untracked().flatten() {
        let _ = layer.hide_popover();
    }
}
