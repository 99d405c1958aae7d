//! The heading of a page that loads late.

use leptos::prelude::*;
use swr_console::ui::{AwaitedHeading, Button, PageHeader};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, focus, is_focused, settle, wait};

fn late_page() -> (Page, AwaitedHeading, RwSignal<bool>) {
    let has_come = RwSignal::new(false);
    let awaited = RwSignal::new(None);
    let page = Page::new(move || {
        awaited.set(Some(AwaitedHeading::provide()));
        view! {
            <main tabindex="-1">
                <Button>"Elsewhere"</Button>
                {move || has_come.get().then(|| view! { <PageHeader title="Late"/> })}
            </main>
        }
    });
    let awaited = awaited.get_untracked().expect("the page stands");
    (page, awaited, has_come)
}

#[wasm_bindgen_test]
async fn an_awaited_heading_takes_the_focus_when_it_comes() {
    let (page, awaited, has_come) = late_page();
    awaited.begin();
    focus(&page.get("main").await);
    has_come.set(true);
    let heading = page.get("h1").await;
    wait("it has the focus", || is_focused(&heading)).await;
}

#[wasm_bindgen_test]
async fn it_takes_the_focus_from_nothing_that_a_person_has_chosen() {
    let (page, awaited, has_come) = late_page();
    awaited.begin();
    let elsewhere = page.get_named("Elsewhere").await;
    focus(&elsewhere);
    has_come.set(true);
    page.get("h1").await;
    settle().await;
    assert!(is_focused(&elsewhere));
}

#[wasm_bindgen_test]
async fn a_heading_that_no_one_awaits_leaves_the_focus_where_it_is() {
    let (page, _, has_come) = late_page();
    let main = page.get("main").await;
    focus(&main);
    has_come.set(true);
    page.get("h1").await;
    settle().await;
    assert!(is_focused(&main));
}
