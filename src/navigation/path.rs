//! Addresses in the path, below the document's `<base href>`, for hosts that serve the page at every
//! address.

#![expect(
    clippy::disallowed_methods,
    reason = "this file is where the browser's address and history are asked"
)]

use std::any::Any;

use leptos::ev;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::History;

/// The browser's history, by path.
pub struct PathHistory {
    origin: String,
    // Without a slash at its end.
    base: String,
}

impl PathHistory {
    /// Reads the base from the document.
    pub fn new() -> Self {
        let origin = page_origin().unwrap_or_default();
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let base = base.strip_prefix(&origin).unwrap_or("/");
        let directory = base.rfind('/').map_or("", |slash| &base[..slash]);
        Self {
            origin,
            base: directory.to_owned(),
        }
    }

    /// Below a path that the document does not know, such as `/portal/images`.
    pub fn below(base: &str) -> Self {
        Self {
            origin: page_origin().unwrap_or_default(),
            base: base.trim_end_matches('/').to_owned(),
        }
    }

    fn below_base<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.base.as_str())
            .filter(|rest| rest.starts_with('/') && !rest.starts_with("//"))
    }
}

impl Default for PathHistory {
    fn default() -> Self {
        Self::new()
    }
}

/// The page's own origin, `https://host:port`.
pub fn page_origin() -> Option<String> {
    window().location().origin().ok()
}

/// Loads the page anew, as the browser's own button does.
pub fn reload_page() {
    // A browser that refuses leaves the page as it is, with its button.
    let _ = window().location().reload();
}

/// Has the browser ask before the page is closed or loaded anew while something would be lost. What
/// it asks is its own.
#[cfg(target_arch = "wasm32")]
pub(super) fn guard_page(is_dirty: Signal<bool>) {
    let listener = window_event_listener(ev::beforeunload, move |event| {
        if is_dirty.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Ends listening to the window.
pub(super) struct Listening(Option<WindowListenerHandle>);

impl Listening {
    pub(super) fn to(handle: WindowListenerHandle) -> Box<dyn Any> {
        Box::new(Self(Some(handle)))
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.remove();
        }
    }
}

/// How an address gets into the browser's history.
#[derive(Clone, Copy)]
pub(super) enum Write {
    Add,
    AddOver,
    Replace,
}

/// What is in an entry that was added over the one before it; all others hold nothing.
const OVER: JsValue = JsValue::TRUE;

pub(super) fn write(how: Write, url: &str) {
    let Ok(history) = window().history() else {
        return;
    };
    // A browser refuses after a flood of changes; the page is right then, the address is behind.
    let _ = match how {
        Write::Add => history.push_state_with_url(&JsValue::NULL, "", Some(url)),
        Write::AddOver => history.push_state_with_url(&OVER, "", Some(url)),
        Write::Replace => {
            let state = history.state().unwrap_or(JsValue::NULL);
            history.replace_state_with_url(&state, "", Some(url))
        }
    };
}

pub(super) fn stands_over() -> bool {
    let state = window().history().and_then(|history| history.state());
    state.is_ok_and(|state| state == OVER)
}

pub(super) fn step_back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

impl History for PathHistory {
    fn address(&self) -> String {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        format!("{}{search}", self.below_base(&path).unwrap_or("/"))
    }

    fn push(&self, address: &str) {
        write(Write::Add, &self.href(address));
    }

    fn push_over(&self, address: &str) {
        write(Write::AddOver, &self.href(address));
    }

    fn is_over(&self) -> bool {
        stands_over()
    }

    fn replace(&self, address: &str) {
        write(Write::Replace, &self.href(address));
    }

    fn back(&self) {
        step_back();
    }

    fn href(&self, address: &str) -> String {
        format!("{}{address}", self.base)
    }

    fn address_of(&self, href: &str) -> Option<String> {
        let path = href.strip_prefix(&self.origin).unwrap_or(href);
        self.below_base(path).map(str::to_owned)
    }

    fn listen(&self, on_moved: Box<dyn Fn()>) -> Box<dyn Any> {
        Listening::to(window_event_listener(ev::popstate, move |_| on_moved()))
    }
}
