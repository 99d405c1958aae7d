//! A mistake of the program itself ends it. The page's start script sees the trap and says so to
//! the person; the reason goes to the browser's console, for whoever looks for it.

use wasm_bindgen::JsValue;

/// Writes the reason of a panic to the browser's console.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|reason| {
        web_sys::console::error_1(&JsValue::from_str(&reason.to_string()));
    }));
}
