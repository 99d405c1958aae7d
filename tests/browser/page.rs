//! A page for one test: mounts a view with the real style sheets, and looks at it as a person does.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// Sheets that decide geometry; colours do not matter here.
const STYLES: [&str; 7] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/themes.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/shell.css"),
    include_str!("../../style/layout.css"),
    include_str!("../../style/components/button.css"),
    include_str!("../../style/components/table.css"),
];

/// How long anything may take before it counts as not happening.
const PATIENCE_MILLIS: f64 = 5_000.0;

/// A mounted view; dropping it unmounts.
pub(crate) struct Page {
    container: HtmlElement,
    _mounted: Box<dyn Any>,
}

impl Page {
    pub(crate) fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let container = new_element("div");
        let style = new_element("style");
        style.set_text_content(Some(&STYLES.concat()));
        let body = document().body().expect("a page has a body");
        body.append_child(&container)
            .expect("the body takes a child");
        let place = new_element("div");
        container
            .append_child(&style)
            .expect("the container takes a child");
        container
            .append_child(&place)
            .expect("the container takes a child");
        let mounted = Box::new(mount_to(place, view));
        Self {
            container,
            _mounted: mounted,
        }
    }

    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self
            .container
            .query_selector(selector)
            .expect("the selector is right");
        found.map(JsCast::unchecked_into)
    }

    pub(crate) fn find_all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self
            .container
            .query_selector_all(selector)
            .expect("the selector is right");
        (0..found.length())
            .filter_map(|index| found.get(index))
            .map(JsCast::unchecked_into)
            .collect()
    }

    /// The first button or link with this name, by label or text.
    pub(crate) fn named(&self, name: &str) -> Option<HtmlElement> {
        self.find_all("button, a, input, [role^=menuitem]")
            .into_iter()
            .find(|it| {
                it.get_attribute("aria-label")
                    .or_else(|| it.text_content())
                    .unwrap_or_default()
                    .trim()
                    == name
            })
    }

    pub(crate) async fn get(&self, selector: &str) -> HtmlElement {
        wait(selector, || self.find(selector).is_some()).await;
        self.find(selector).expect("it was there a moment ago")
    }

    pub(crate) async fn get_named(&self, name: &str) -> HtmlElement {
        wait(name, || self.named(name).is_some()).await;
        self.named(name).expect("it was there a moment ago")
    }

    pub(crate) async fn click(&self, name: &str) {
        let button = self.get_named(name).await;
        focus(&button);
        button.click();
    }

    pub(crate) fn text(&self) -> String {
        self.container.inner_text()
    }

    pub(crate) fn node_count(&self) -> usize {
        self.find_all("*").len()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.container.remove();
    }
}

fn new_element(name: &str) -> HtmlElement {
    document()
        .create_element(name)
        .expect("the name is right")
        .unchecked_into()
}

/// Waits until something is so, frame by frame.
pub(crate) async fn wait(what: &str, is_so: impl Fn() -> bool) {
    let start = js_sys::Date::now();
    while !is_so() {
        assert!(
            js_sys::Date::now() - start < PATIENCE_MILLIS,
            "waited in vain for: {what}"
        );
        next_frame().await;
    }
}

/// Lets everything that was started settle: effects, then two frames.
pub(crate) async fn settle() {
    next_frame().await;
    next_frame().await;
}

async fn next_frame() {
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        window()
            .request_animation_frame(&resolve)
            .expect("a window has frames");
    });
    JsFuture::from(frame).await.expect("a frame never fails");
}

pub(crate) fn focus(element: &HtmlElement) {
    element.focus().expect("it can be focused");
}

pub(crate) fn focused() -> Option<Element> {
    document().active_element()
}

pub(crate) fn is_focused(element: &HtmlElement) -> bool {
    focused().is_some_and(|it| it == **element)
}

/// Presses a key where the focus is.
pub(crate) fn press(key: &str) {
    press_with(key, false, false);
}

pub(crate) fn press_with(key: &str, is_shift: bool, is_control: bool) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_shift_key(is_shift);
    init.set_ctrl_key(is_control);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init)
        .expect("a key event can be made");
    let target = focused().expect("something has the focus");
    target.dispatch_event(&event).expect("the event is sent");
}

/// Types into a field, as one paste.
pub(crate) fn type_into(field: &HtmlElement, text: &str) {
    focus(field);
    field.unchecked_ref::<HtmlInputElement>().set_value(text);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    let event = web_sys::Event::new_with_event_init_dict("input", &init).expect("an event");
    field.dispatch_event(&event).expect("the event is sent");
}

/// What Escape does to a dialog: asks it to close, which it may refuse.
pub(crate) fn request_close(dialog: &HtmlElement) {
    let method = js_sys::Reflect::get(dialog, &JsValue::from_str("requestClose"))
        .expect("a dialog can be asked");
    method
        .unchecked_into::<js_sys::Function>()
        .call0(dialog)
        .expect("asking does not fail");
}
