//! The entry points of the program in a browser. It starts nothing by itself: the page's start script calls
//! `start`, and the module for other pages (`npm/swr-console.js`) calls `embed`.

use swr_console::embed;
use swr_console::first;
use swr_console::shell::report_panics;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

fn main() {
    report_panics();
}

/// Starts the console that has the document for itself: the first page takes the place of the frame
/// that `index.html` paints first, and the whole program the place of the first page.
#[wasm_bindgen(js_name = start)]
pub fn start() {
    first::start();
}

/// Builds a console in an element of another page.
///
/// # Errors
///
/// As `swr_console::embed::embed` has them.
#[wasm_bindgen(js_name = embed)]
pub async fn embed_in(
    root: HtmlElement,
    options: String,
    page: JsValue,
) -> Result<JsValue, JsValue> {
    embed::embed(root, options, page).await
}
