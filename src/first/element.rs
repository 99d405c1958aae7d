//! Elements, put together by hand. The framework's views would bring its whole runtime into the
//! part that has to be there first.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use crate::ui::Icon;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The page's document.
pub(super) fn document() -> Document {
    leptos::prelude::document()
}

/// An element with its attributes and what stands in it.
pub(super) fn node(tag: &str, attributes: &[(&str, &str)], children: &[Element]) -> Element {
    let element = document()
        .create_element(tag)
        .expect("the name of an element is a constant");
    dress(&element, attributes);
    for child in children {
        append(&element, child);
    }
    element
}

/// An element that holds words only.
pub(super) fn words(tag: &str, attributes: &[(&str, &str)], text: &str) -> Element {
    let element = node(tag, attributes, &[]);
    element.set_text_content(Some(text));
    element
}

pub(super) fn dress(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        // An attribute name that is a constant cannot be refused.
        let _ = element.set_attribute(name, value);
    }
}

/// Puts an element at the end of another.
pub(super) fn append(element: &Element, child: &Element) {
    // Only a parent inside its own child is refused.
    let _ = element.append_child(child);
}

/// Puts words after what stands in an element.
pub(super) fn append_words(element: &Element, text: &str) {
    let _ = element.append_child(&document().create_text_node(text));
}

/// A length that the style sheet cannot know.
pub(super) fn style(element: &Element, property: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property(property, value);
    }
}

/// As `ui::Glyph` draws it.
pub(super) fn glyph(icon: Icon) -> Element {
    let svg = |tag: &str, attributes: &[(&str, &str)]| {
        let element = document()
            .create_element_ns(Some(SVG), tag)
            .expect("the name of an element is a constant");
        dress(&element, attributes);
        element
    };
    let glyph = svg(
        "svg",
        &[
            ("class", "glyph"),
            ("viewBox", "0 0 24 24"),
            ("aria-hidden", "true"),
            ("focusable", "false"),
        ],
    );
    append(&glyph, &svg("path", &[("d", icon.path())]));
    glyph
}

/// A quiet square button with a picture, as `ui::IconButton` and `ui::Menu` draw it.
pub(super) fn icon_button(icon: Icon, label: &str, opens_menu: bool) -> Element {
    let button = node(
        "button",
        &[
            ("type", "button"),
            ("class", "button"),
            ("data-variant", "quiet"),
            ("data-square", ""),
            ("aria-label", label),
        ],
        &[glyph(icon)],
    );
    if opens_menu {
        dress(&button, &MENU);
    } else {
        dress(&button, &[("data-tooltip", label)]);
    }
    button
}

/// What a button that opens a menu says while it is shut.
pub(super) const MENU: [(&str, &str); 2] = [("aria-haspopup", "menu"), ("aria-expanded", "false")];

/// The first element that a selector finds below another.
pub(super) fn find(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

/// Calls as long as the element stands. The first page listens only to what goes with it.
pub(super) fn listen(element: &Element, event: &str, hear: impl FnMut(web_sys::Event) + 'static) {
    let hear: Box<dyn FnMut(web_sys::Event)> = Box::new(hear);
    let hear = wasm_bindgen::closure::Closure::wrap(hear).into_js_value();
    let _ = element.add_event_listener_with_callback(event, hear.unchecked_ref());
}

/// Calls after some time.
pub(super) fn after(millis: i32, call: impl FnOnce() + 'static) {
    let call: JsValue = wasm_bindgen::closure::Closure::once_into_js(call);
    let window = leptos::prelude::window();
    // A browser without a timer has no pages either.
    let _ =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), millis);
}
