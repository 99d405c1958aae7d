//! The kit in a real browser: what only a document can tell, such as where the focus is and how
//! many elements are in a page. Nothing sleeps; every step waits for what it expects.
#![cfg(target_arch = "wasm32")]

mod dialogs;
mod errors;
mod failures;
mod headings;
mod lists;
mod markup;
mod menus;
mod moments;
mod page;
mod shells;
mod tables;
mod things;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
