//! Menus and messages.

use leptos::prelude::*;
use swr_console::reactive::RwSignal;
use swr_console::ui::{Menu, MenuItem, Overlays, provide_toasts};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, focused, is_focused, press, wait};

fn focused_text() -> String {
    focused()
        .and_then(|it| it.text_content())
        .unwrap_or_default()
}

fn menu(chosen: RwSignal<&'static str>) -> Page {
    Page::new(move || {
        let items = move || {
            vec![
                MenuItem::button("Edit", move || chosen.set("edit")),
                MenuItem::link("Open", "#elsewhere"),
                MenuItem::button("Delete", move || chosen.set("delete"))
                    .disabled_because(Some("You may only read".to_owned())),
            ]
        };
        view! { <Menu label="Actions for api" items/> }
    })
}

#[wasm_bindgen_test]
async fn arrow_keys_move_in_a_menu_and_go_round() {
    let page = menu(RwSignal::new(""));
    page.click("Actions for api").await;
    wait("the first line has the focus", || focused_text() == "Edit").await;
    press("ArrowDown");
    assert_eq!(focused_text(), "Open");
    press("ArrowUp");
    press("ArrowUp");
    assert_eq!(focused_text(), "Delete");
    press("o");
    assert_eq!(focused_text(), "Open");
}

#[wasm_bindgen_test]
async fn choosing_closes_the_menu_and_gives_the_focus_back() {
    let chosen = RwSignal::new("");
    let page = menu(chosen);
    page.click("Actions for api").await;
    page.click("Edit").await;
    wait("it is done", || chosen.get_untracked() == "edit").await;
    wait("the menu is gone", || page.find("[role=menu]").is_none()).await;
    let button = page.get_named("Actions for api").await;
    assert!(is_focused(&button));
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
}

#[wasm_bindgen_test]
async fn what_may_not_be_done_says_why_and_does_nothing() {
    let chosen = RwSignal::new("");
    let page = menu(chosen);
    page.click("Actions for api").await;
    let line = page.get("[role=menuitem][aria-disabled=true]").await;
    assert_eq!(
        line.get_attribute("aria-description").as_deref(),
        Some("You may only read")
    );
    line.click();
    page.click("Edit").await;
    wait("only the other is done", || {
        chosen.get_untracked() == "edit"
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_message_is_put_where_it_is_announced_and_can_be_dismissed() {
    let page = Page::new(|| {
        let toasts = provide_toasts();
        view! {
            <Overlays/>
            <button type="button" on:click=move |_| toasts.failure("Not copied")>"Fail"</button>
        }
    });
    // The live region is there before there is anything to say.
    let region = page
        .get("[role=status][aria-live=polite]:popover-open")
        .await;
    page.click("Fail").await;
    wait("it is said", || region.inner_text().contains("Not copied")).await;
    page.click("Dismiss").await;
    wait("it is gone", || !region.inner_text().contains("Not copied")).await;
}
