//! A moment, and what is where there is none.

use leptos::prelude::*;
use swr_api::Timestamp;
use swr_console::ui::{Age, Moment, provide_moment_clock};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, wait};

#[wasm_bindgen_test]
async fn where_no_time_is_known_a_dash_stands() {
    let time: Option<Timestamp> = None;
    let page = Page::new(move || view! { <p><Moment time/></p> });
    assert_eq!(page.get("p").await.inner_text(), "–");
}

#[wasm_bindgen_test]
async fn a_relative_time_goes_on_with_the_clock() {
    // Noon of the second of January 2026.
    let noon = Timestamp::from_unix_millis(1_767_355_200_000);
    let later = |minutes: i64| Timestamp::from_unix_millis(noon.unix_millis() + minutes * 60_000);
    let now = RwSignal::new(later(4));
    let page = Page::new(move || {
        provide_moment_clock(now.into());
        view! { <p><Moment time=noon/></p><p><Age time=noon/></p> }
    });
    let said = || page.text();
    assert!(said().contains("4 minutes ago"), "{}", said());
    now.set(later(33 * 24 * 60));
    wait("both have changed", || {
        said().contains("last month") && said().contains("33 days ago")
    })
    .await;
}
