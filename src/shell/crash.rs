//! Crashes: a defect in the program ends it. The page's start script detects the trap and tells the user;
//! the reason is written to the browser's console.

use wasm_bindgen::JsValue;

/// Writes the reason of a panic to the browser's console.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|reason| {
        web_sys::console::error_1(&JsValue::from_str(&reason.to_string()));
    }));
}
