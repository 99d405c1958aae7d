//! Data stored in the browser; the only module that uses its storage.
//!
//! A browser may deny storage (private windows, embedding, policy). Nothing fails then: the data is lost at
//! the end of the visit.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this folder is the one that keeps things in the browser"
)]

pub mod preferences;
pub mod this_tab;

/// One of the browser's two stores.
#[derive(Clone, Copy)]
enum Store {
    Local,
    Session,
}

impl Store {
    fn open(self) -> Option<web_sys::Storage> {
        let window = window()?;
        match self {
            Self::Local => window.local_storage().ok().flatten(),
            Self::Session => window.session_storage().ok().flatten(),
        }
    }

    fn read(self, key: &str) -> Option<String> {
        self.open()?.get_item(key).ok().flatten()
    }

    fn write(self, key: &str, value: &str) {
        if let Some(store) = self.open() {
            // A full or forbidden store: the value lives on in memory for this visit.
            let _ = store.set_item(key, value);
        }
    }

    fn remove(self, key: &str) {
        if let Some(store) = self.open() {
            let _ = store.remove_item(key);
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn window() -> Option<web_sys::Window> {
    use wasm_bindgen::{JsCast, JsValue};
    let global: JsValue = js_sys::global().into();
    global.dyn_into().ok()
}

/// Outside a browser (tests) there is nothing to keep things in.
#[cfg(not(target_arch = "wasm32"))]
fn window() -> Option<web_sys::Window> {
    None
}
