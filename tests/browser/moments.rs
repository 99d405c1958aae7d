//! A moment, and what stands where there is none.

use leptos::prelude::*;
use swr_api::Timestamp;
use swr_console::ui::Moment;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

#[wasm_bindgen_test]
async fn where_no_time_is_known_a_dash_stands() {
    let time: Option<Timestamp> = None;
    let page = Page::new(move || view! { <p><Moment time/></p> });
    assert_eq!(page.get("p").await.inner_text(), "–");
}
