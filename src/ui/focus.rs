//! Where the focus is and where it goes. Everything asks the root it stands in, not the document:
//! inside a shadow root the document sees only the host.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

/// The element that has the focus in the tree of `node`.
pub(super) fn focused(node: &Node) -> Option<HtmlElement> {
    let root = node.get_root_node();
    let active = match root.dyn_ref::<web_sys::ShadowRoot>() {
        Some(root) => root.active_element(),
        None => node.owner_document()?.active_element(),
    };
    active?.dyn_into().ok()
}

/// The first element that matches in the tree of `node`.
pub(super) fn find(node: &Node, selector: &str) -> Option<HtmlElement> {
    let root = node.get_root_node();
    let found = match root.dyn_ref::<web_sys::ShadowRoot>() {
        Some(root) => root.query_selector(selector),
        None => node.owner_document()?.query_selector(selector),
    };
    found.ok()??.dyn_into().ok()
}

/// Every element inside `parent` that matches.
pub(super) fn find_all(parent: &Element, selector: &str) -> Vec<HtmlElement> {
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

/// What was really pressed, also when a shadow root stands between.
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
