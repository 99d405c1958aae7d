//! The whole program takes over from the first page: it loads late, stands in the first page's place,
//! and whatever the person was doing goes on. See `docs/decisions/0014`.
//!
//! With the feature `split` the build cuts the program at [`show_app`]: what only it reaches
//! goes into the late part. Without the feature the same function is an ordinary one, for tests and
//! for the development server.

use std::cell::RefCell;
use std::rc::Rc;

use crate::markup::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::First;
use super::context::frame;
use super::element::{document, find, glyph, listen, node, words};
use super::events::{Event, Events};
use crate::app::{App, Handover};
use crate::i18n::Texts;
use crate::remote::part_missing_words;
use crate::ui::texts as ui_texts;
use crate::ui::{Icon, find_all};

/// The late part did not come. The loader does not say why.
#[derive(Clone, Debug)]
struct LateError;

impl From<leptos::wasm_split::SplitLoaderError> for LateError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A control that does nothing yet: which of those of one name it is.
#[derive(Clone, Debug)]
pub(super) struct Control {
    kind: &'static str,
    name: String,
    position: usize,
}

/// The control that was used last.
pub(super) type Pressed = Rc<RefCell<Option<Control>>>;

/// Loads the whole program and has it take over; tries again when the person says so. A press that is under
/// way ends first: a click is one only where the pointer goes up on what it went down on.
pub(super) async fn take_over(handover: Handover, first: &First) {
    let First {
        events, pressed, ..
    } = first;
    let texts = handover.texts.unwrap_or(Texts::english());
    load().await;
    while first.is_held.get() {
        events.next().await;
    }
    while let Err(LateError) = show_app(handover.clone(), Rc::clone(pressed)).await {
        let panel = failure(texts, events);
        if let Some(page) = frame().and_then(|it| find(&it, ".page, .standalone-card, main")) {
            let _ = page.prepend_with_node_1(&panel);
        }
        while !matches!(events.next().await, Event::Retried) {}
        panel.remove();
    }
}

fn failure(texts: Texts, events: &Events) -> Element {
    let (sentence, hint) = part_missing_words();
    let retry = [
        ("type", "button"),
        ("class", "button"),
        ("data-variant", "default"),
    ];
    let retry = words("button", &retry, texts.get(ui_texts::TRY_AGAIN));
    let told = events.clone();
    listen(&retry, "click", move |event| {
        event.stop_propagation();
        told.tell(Event::Retried);
    });
    let said = [
        words("p", &[], texts.get(sentence)),
        words("p", &[("class", "secondary")], texts.get(hint)),
        node("div", &[("class", "cluster")], &[retry]),
    ];
    let said = node("div", &[("class", "error-panel-words")], &said);
    let panel = [("class", "error-panel"), ("role", "alert")];
    node("section", &panel, &[glyph(Icon::Alert), said])
}

/// Builds the whole program where the first page stands.
fn mount(handover: Handover, pressed: &Pressed) {
    let doing = Doing::look(pressed);
    let take_frame_away = || {
        if let Some(frame) = frame() {
            frame.remove();
        }
    };
    let on_ready = UnsyncCallback::from(take_frame_away);
    leptos::mount::mount_to_body(move || view! { <App handover on_ready/> });
    if frame().is_none() {
        doing.go_on();
    }
}

/// What the person is doing while the program changes under their hands.
#[derive(Default)]
struct Doing {
    focused: Option<Control>,
    filter: String,
    scrolled: i32,
    pressed: Option<Control>,
}

impl Doing {
    fn look(pressed: &Pressed) -> Self {
        let Some(frame) = frame() else {
            return Self::default();
        };
        let focused = document().active_element();
        let focused = focused.filter(|it| frame.contains(Some(it)));
        Self {
            focused: focused.and_then(|it| Control::of(&it)),
            filter: find(&frame, FILTER)
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
                .map(|it| it.value())
                .unwrap_or_default(),
            scrolled: find(&frame, VIEWPORT).map_or(0, |it| it.scroll_top()),
            pressed: pressed.take(),
        }
    }

    fn go_on(self) {
        let Some(body) = document().body() else {
            return;
        };
        if let Some(viewport) = find(&body, VIEWPORT) {
            viewport.set_scroll_top(self.scrolled);
        }
        let filter = find(&body, FILTER).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let (Some(filter), false) = (filter, self.filter.is_empty()) {
            filter.set_value(&self.filter);
            if let Ok(event) = web_sys::Event::new("input") {
                let _ = filter.dispatch_event(&event);
            }
        }
        if let Some(element) = self.focused.and_then(|it| it.found()) {
            let _ = element.focus();
        }
        if let Some(element) = self.pressed.and_then(|it| it.found()) {
            element.click();
        }
    }
}

const FILTER: &str = ".table-filter input";
const VIEWPORT: &str = ".table-viewport";

impl Control {
    /// The same control can be found by this when other elements stand in the place of these.
    pub(super) fn of(element: &Element) -> Option<Self> {
        let kind = match element.tag_name().as_str() {
            "A" => "a",
            "BUTTON" => "button",
            "INPUT" => "input",
            _ => return None,
        };
        let name = name_of(element);
        let body: Element = document().body()?.into();
        let position = (find_all(&body, kind)
            .iter()
            .filter(|it| name_of(it) == name))
        .position(|it| **it == *element)?;
        Some(Self {
            kind,
            name,
            position,
        })
    }

    fn found(&self) -> Option<HtmlElement> {
        let body: Element = document().body()?.into();
        let mut same = find_all(&body, self.kind)
            .into_iter()
            .filter(|it| name_of(it) == self.name);
        same.nth(self.position)
    }
}

/// What a control is called, as far as it has to be told from others.
fn name_of(element: &Element) -> String {
    let label = |element: &Element| {
        let input: &HtmlInputElement = element.dyn_ref()?;
        let label = input.labels()?.get(0)?;
        label.text_content()
    };
    let name = element
        .get_attribute("aria-label")
        .or_else(|| label(element));
    name.or_else(|| element.text_content()).unwrap_or_default()
}

#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(
    late,
    wasm_split_path = leptos::wasm_split,
    fallible,
    preload(preload_late)
)]
fn show_app(handover: Handover, pressed: Pressed) -> Result<(), LateError> {
    mount(handover, &pressed);
    Ok(())
}

#[cfg(not(feature = "split"))]
async fn show_app(handover: Handover, pressed: Pressed) -> Result<(), LateError> {
    mount(handover, &pressed);
    Ok(())
}

/// Fetches the late part before it is needed. A failure is no matter here: whatever needs the part
/// asks again, and says so.
pub(super) fn preload() {
    crate::remote::run(load());
}

#[cfg(feature = "split")]
async fn load() {
    drop(preload_late().await);
}

#[cfg(not(feature = "split"))]
async fn load() {}
