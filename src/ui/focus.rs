//! The focus: where it is and where it goes. Queries use the root that contains the element, not the
//! document: inside a shadow root, the document sees only the host.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, Node, ShadowRoot};

/// What has the focus when what had it is gone: the row that took its place, or the heading.
pub(super) const SUBSTITUTES: [&str; 2] = [".table-row[tabindex='0']", "h1[tabindex]"];

/// What can have the focus in a dialog.
const CONTROLS: &str = "input, select, textarea, button, a[href]";

/// Call it where something is built that may be taken away while it has the focus, such as a button
/// that has done its work. The focus then goes to what is next: in a dialog its first control,
/// elsewhere a row or the heading. Otherwise it would fall back to the start of the page.
pub fn keep_focus() {
    on_cleanup(|| {
        let Some(had) = innermost_focused() else {
            return;
        };
        let (root, dialog) = (had.get_root_node(), had.closest("dialog").ok().flatten());
        // A frame later what takes its place is in the document.
        request_animation_frame(move || {
            if !had.is_connected() && is_free(&root) {
                let next = match dialog {
                    Some(dialog) => find_all(&dialog, CONTROLS).into_iter().next(),
                    None => SUBSTITUTES.iter().find_map(|it| query(&root, it)),
                };
                if let Some(next) = next {
                    focus(&next);
                }
            }
        });
    });
}

/// The element that has the focus, wherever it is.
pub(super) fn innermost_focused() -> Option<HtmlElement> {
    let mut active = document().active_element()?;
    while let Some(inner) = active.shadow_root().and_then(|root| root.active_element()) {
        active = inner;
    }
    active.dyn_into().ok()
}

/// Whether nothing in a tree has the focus.
fn is_free(root: &Node) -> bool {
    let active = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.active_element(),
        None => document().active_element(),
    };
    active.is_none_or(|it| it.tag_name() == "BODY")
}

fn query(root: &Node, selector: &str) -> Option<HtmlElement> {
    let found = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.query_selector(selector),
        None => root.dyn_ref::<Document>()?.query_selector(selector),
    };
    found.ok()??.dyn_into().ok()
}

/// The element that has the focus in the tree of `node`.
pub(super) fn focused(node: &Node) -> Option<HtmlElement> {
    let root = node.get_root_node();
    let active = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.active_element(),
        None => node.owner_document()?.active_element(),
    };
    active?.dyn_into().ok()
}

/// The first element that matches in the tree of `node`.
pub(super) fn find(node: &Node, selector: &str) -> Option<HtmlElement> {
    query(&node.get_root_node(), selector)
}

/// Every element inside `parent` that matches.
pub fn find_all(parent: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = parent.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// Moves the focus; the element may be gone already, and then nothing happens.
pub(super) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// What was really pressed, also when a shadow root is between.
pub(super) fn origin(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Whether letters typed here are text.
pub(super) fn takes_text(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || element
            .dyn_ref::<HtmlElement>()
            .is_some_and(HtmlElement::is_content_editable)
}

/// Scrolls as little as is needed for an element to be in sight, in every box around it.
pub(super) fn show_in_place(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
