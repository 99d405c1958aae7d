//! The table: few elements for many rows, and a focus that is never lost.

use leptos::prelude::*;
use swr_console::ui::{Sort, TableView};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{focus, is_focused, press, press_with, settle, type_into, wait};
use crate::things::{Scene, checked_count, focused_row, names, row, row_at};

#[wasm_bindgen_test]
async fn ten_thousand_rows_are_in_a_small_document_and_the_last_is_one_key_away() {
    let page = Scene::with(10_000).mount();
    focus(&row(&page, "v1.0").await);
    assert_eq!(
        page.get("table")
            .await
            .get_attribute("aria-rowcount")
            .as_deref(),
        Some("10001")
    );
    assert!(page.find_all(".table-row").len() <= 60);

    press("End");
    let last = row(&page, "v1.9999").await;
    wait("the last row has the focus", || is_focused(&last)).await;
    assert_eq!(focused_row(), "10001");
    assert!(page.find_all(".table-row").len() <= 60);
    assert!(page.node_count() < 2_500, "{} elements", page.node_count());

    press("PageUp");
    wait("a page up", || {
        !["10001", ""].contains(&focused_row().as_str())
    })
    .await;
    press("Home");
    wait("back at the start", || focused_row() == "2").await;
    assert_eq!(page.get(".table-viewport").await.scroll_top(), 0);
}

#[wasm_bindgen_test]
async fn scrolling_brings_other_rows_and_keeps_the_keyboard_in_the_table() {
    let page = Scene::with(10_000).mount();
    focus(&row(&page, "v1.1").await);
    page.get(".table-viewport").await.set_scroll_top(200_000);
    row(&page, "v1.5000").await;
    let viewport = page.get(".table-viewport").await;
    wait("the box holds the focus", || is_focused(&viewport)).await;
    press("ArrowDown");
    wait("on from where it was", || focused_row() == "4").await;
}

#[wasm_bindgen_test]
async fn an_edited_row_changes_in_place_and_keeps_the_focus() {
    let scene = Scene::with(50);
    let page = scene.mount();
    let menu = page.get_named("Actions for v1.3").await;
    focus(&menu);
    let before = row(&page, "v1.3").await;
    scene.rows.update(|rows| rows[3].size = 123_456);
    wait("the new size is shown", || {
        before.inner_text().contains("123456")
    })
    .await;
    assert!(before.is_connected() && is_focused(&menu));
}

#[wasm_bindgen_test]
async fn when_the_row_with_the_focus_is_deleted_its_neighbour_gets_it() {
    let scene = Scene::with(5);
    let page = scene.mount();
    focus(&page.get_named("Actions for v1.2").await);
    scene.rows.update(|rows| drop(rows.remove(2)));
    let neighbour = row(&page, "v1.3").await;
    wait("the next one has it", || is_focused(&neighbour)).await;

    focus(&row(&page, "v1.4").await);
    scene.rows.update(|rows| drop(rows.pop()));
    wait("at the end, the one before", || is_focused(&neighbour)).await;
}

#[wasm_bindgen_test]
async fn rows_are_selected_by_keyboard_and_acted_on_together() {
    let scene = Scene::with(10_000);
    let page = scene.mount();
    focus(&row(&page, "v1.1").await);
    press_with("ArrowDown", true, false);
    press_with("ArrowDown", true, false);
    wait("three are selected", || checked_count(&page) == 3).await;
    press_with("ArrowUp", true, false);
    wait("one less", || checked_count(&page) == 2).await;
    press(" ");
    wait("the row is turned off", || checked_count(&page) == 1).await;
    assert!(page.text().contains("1 of 10,000 selected"));

    page.click("Delete 1 things").await;
    wait("it is acted on", || {
        scene.deleted.get_untracked() == ["v1.1"]
    })
    .await;

    focus(&row(&page, "v1.1").await);
    press_with("a", false, true);
    page.click("Delete 10000 things").await;
    wait("all are acted on", || {
        scene.deleted.with_untracked(Vec::len) == 10_000
    })
    .await;
    page.click("Clear selection").await;
    wait("nothing is selected", || checked_count(&page) == 0).await;
}

#[wasm_bindgen_test]
async fn a_click_with_shift_selects_a_range_and_the_boxes_agree() {
    let page = Scene::with(20).mount();
    page.click("Select v1.2").await;
    let last = page.get_named("Select v1.6").await;
    let init = web_sys::MouseEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_shift_key(true);
    let event = web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init)
        .expect("a click can be made");
    last.dispatch_event(&event).expect("the event is sent");
    wait("five are selected", || checked_count(&page) == 5).await;
    settle().await;
    assert_eq!(page.find_all("tbody input:checked").len(), 5);
}

#[wasm_bindgen_test]
async fn only_what_matches_is_selected_and_acted_on() {
    let scene = Scene::with(1_000);
    let page = scene.mount();
    page.click("Select v1.0").await;
    scene.view.update(|view| view.filter = "v1.99*".to_owned());
    wait("the filter works", || {
        page.find_all(".table-row").len() == 11
    })
    .await;
    assert!(
        page.find(".table-selection").is_none(),
        "what is out of sight is not selected"
    );
    page.click("Select v1.99").await;
    page.click("Select all 11 matching").await;
    let bar = page.get(".table-selection").await;
    wait("its acts come next", || is_focused(&bar)).await;
    page.click("Delete 11 things").await;
    wait("all matching", || {
        scene.deleted.with_untracked(Vec::len) == 11
    })
    .await;
}

#[wasm_bindgen_test]
async fn headings_sort_and_say_so() {
    let scene = Scene::with(1_000);
    let page = scene.mount();
    page.click("Name").await;
    page.get("th[aria-sort=ascending]").await;
    assert_eq!(names(&page)[..3], ["v1.0", "v1.1", "v1.2"]);
    page.click("Name").await;
    page.get("th[aria-sort=descending]").await;
    wait("the greatest first", || names(&page)[0] == "v1.999").await;
    page.click("Size").await;
    let sort = Sort {
        column: "size".to_owned(),
        descending: true,
    };
    wait("the view says it", || {
        scene.view.get_untracked().sort == Some(sort.clone())
    })
    .await;
    wait("the largest first", || names(&page)[0] == "v1.857").await;
    assert!(page.text().contains("sorted by Size, descending"));
}

#[wasm_bindgen_test]
async fn the_filter_is_one_key_away_and_finding_nothing_is_no_dead_end() {
    let scene = Scene::with(100);
    let page = scene.mount();
    focus(&row(&page, "v1.0").await);
    press("/");
    let field = page.get_named("Filter").await;
    assert!(is_focused(&field));
    type_into(&field, "V1.9");
    wait("eleven match", || page.find_all(".table-row").len() == 11).await;
    type_into(&field, "nothing");
    page.click("Clear filter").await;
    assert!(is_focused(&field));
    wait("all are back", || page.find_all(".table-row").len() > 11).await;
    assert_eq!(scene.view.get_untracked().to_query(), "");
}

#[wasm_bindgen_test]
async fn columns_are_chosen_in_a_menu_that_stays_open() {
    let scene = Scene::with(10);
    let page = scene.mount();
    page.click("Columns").await;
    page.click("Kind").await;
    wait("the column is gone", || !page.text().contains("image")).await;
    assert!(page.find("[role=menu]").is_some());
    assert_eq!(scene.view.get_untracked().to_query(), "columns=name,size");
    page.click("Kind").await;
    wait("the column is back", || page.text().contains("image")).await;
    assert_eq!(scene.view.get_untracked().to_query(), "");
}

#[wasm_bindgen_test]
async fn what_is_sought_anew_is_read_from_its_first_row() {
    let scene = Scene::with(1_000);
    let page = scene.mount();
    let viewport = page.get(".table-viewport").await;
    let changes: [fn(Scene); 3] = [
        |scene| scene.view.update(|view| view.filter = "v1.".to_owned()),
        |scene| {
            scene
                .view
                .update(|view| view.sort = TableView::sorted_by("name", true).sort);
        },
        |scene| scene.least_size.set(1),
    ];
    for change in changes {
        settle().await;
        viewport.set_scroll_top(4_000);
        row_at(&page, 100).await;
        change(scene);
        wait("back at the start", || viewport.scroll_top() == 0).await;
        row_at(&page, 0).await;
    }
}

#[wasm_bindgen_test]
async fn one_row_is_in_the_tab_order() {
    let page = Scene::with(10).mount();
    let second = row(&page, "v1.1").await;
    focus(&second);
    let others = ".table-row[tabindex='-1'] :is(a, button, input):not([tabindex='-1'])";
    wait("the others are reached by arrows", || {
        page.find_all(others).is_empty()
    })
    .await;
    let own = ".table-row[tabindex='0'] :is(a, button, input):not([tabindex])";
    wait("this one by Tab", || page.find_all(own).len() == 3).await;
}

#[wasm_bindgen_test]
async fn a_row_that_gets_the_focus_is_in_sight_also_where_the_window_is_low() {
    let page = Scene::with(1_000).mount();
    let section = page.get(".table").await;
    let style = section.style();
    // The box begins near the end of the window.
    let start = style.set_property("margin-block-start", "calc(100vh - 120px)");
    start.expect("a margin can be set");
    focus(&row(&page, "v1.0").await);
    press("End");
    let last = row(&page, "v1.999").await;
    wait("the last row has the focus", || is_focused(&last)).await;
    let bounds = last.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|it| it.as_f64());
    assert!(bounds.bottom() <= height.unwrap_or_default() + 1.0);
}
