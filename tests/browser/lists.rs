//! A table before, between and instead of its rows, and as a person prefers it.

use swr_console::reactive::RwSignal;
use swr_console::storage::preferences::{Density, SingleKeys};
use swr_console::ui::{LoadState, TableProgress};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{focus, is_focused, press, wait};
use crate::things::{Scene, focused_row, row};

#[wasm_bindgen_test]
async fn rows_are_shown_as_they_arrive_and_loading_can_be_stopped() {
    let scene = Scene::with(0);
    let arriving = |loaded| TableProgress {
        loaded,
        total: Some(2_046),
        state: LoadState::Loading,
    };
    scene.progress.set(arriving(0));
    let page = scene.mount();
    page.get("tbody[aria-hidden] .skeleton-line").await;
    scene.rows.set(Scene::with(600).rows.get_untracked());
    scene.progress.set(arriving(600));
    row(&page, "v1.0").await;
    let status = page.get(".table-footer [role=status]").await;
    wait("it says how many", || {
        status.inner_text() == "Loaded 600 of 2,046"
    })
    .await;
    page.click("Stop").await;
    wait("it stops", || scene.stopped.get_untracked()).await;
    let goes_on = page.get_named("Continue loading").await;
    assert!(is_focused(&goes_on), "the same button goes on");
    goes_on.click();
    let stop = page.get_named("Stop").await;
    assert!(is_focused(&stop));
    scene
        .progress
        .update(|progress| progress.state = LoadState::Complete);
    wait("there is nothing to stop", || page.named("Stop").is_none()).await;
    wait("a row has the focus", || focused_row() == "2").await;
    assert!(
        page.text().contains("Loaded 600 of 600"),
        "what is there counts"
    );
}

#[wasm_bindgen_test]
async fn nothing_yet_shows_the_first_step_and_never_while_loading() {
    let scene = Scene::with(0);
    scene.progress.set(TableProgress::default());
    let page = scene.mount();
    page.get(".skeleton-line").await;
    assert!(!page.text().contains("No things yet"));
    scene
        .progress
        .update(|progress| progress.state = LoadState::Complete);
    wait("the first step", || page.text().contains("No things yet")).await;
}

#[wasm_bindgen_test]
async fn an_empty_list_is_loaded_again_where_it_stands_and_hands_the_focus_to_what_comes() {
    let scene = Scene::with(0);
    let page = scene.mount();
    let refresh = page.get_named("Refresh").await;
    page.click("Refresh").await;
    wait("it is asked for", || scene.refreshed.get_untracked()).await;
    let state = |state| scene.progress.update(|progress| progress.state = state);
    state(LoadState::Loading);
    wait("it says so", || {
        refresh.get_attribute("aria-busy").is_some()
    })
    .await;
    assert!(page.text().contains("No things yet") && is_focused(&refresh));
    scene.rows.set(Scene::with(3).rows.get_untracked());
    state(LoadState::Complete);
    row(&page, "v1.0").await;
    wait("the first row has the focus", || focused_row() == "2").await;
}

#[wasm_bindgen_test]
async fn a_list_that_failed_offers_no_second_way_to_try_again() {
    let scene = Scene::with(0);
    scene
        .progress
        .update(|progress| progress.state = LoadState::Failed);
    let page = scene.mount();
    page.get(".empty-state").await;
    assert!(page.named("Refresh").is_none());
}

#[wasm_bindgen_test]
async fn the_tools_stay_when_they_leave_no_row() {
    let scene = Scene::with(10);
    let page = scene.mount();
    page.click("Facet").await;
    let tool = page.get_named("Facet").await;
    scene.least_size.set(1_000);
    wait("it is said", || page.text().contains("None is that large")).await;
    assert!(is_focused(&tool));
    assert!(page.text().contains("Showing 0 of 10"));
    scene.view.update(|view| view.filter = "v1".to_owned());
    wait("the filter is named", || {
        page.text().contains("No match for")
    })
    .await;
    scene.view.update(|view| view.filter.clear());
    page.click("Show all").await;
    wait("all are back", || page.find_all(".table-row").len() == 10).await;
    wait("a row has the focus", || focused_row() == "2").await;
}

#[wasm_bindgen_test]
async fn rows_are_as_tall_as_a_person_prefers_and_the_button_is_the_preference() {
    let density = RwSignal::new(None);
    let page = Scene::with(3).mount_with(move |it| density.set(Some(it.density)));
    let density = density.get_untracked().expect("the page stands");
    density.set(Density::Compact);
    page.get(".table[data-density=compact]").await;
    page.click("Comfortable rows").await;
    wait("it is preferred", || {
        density.get_untracked() == Density::Comfortable
    })
    .await;
    page.get(".table[data-density=comfortable]").await;
}

#[wasm_bindgen_test]
async fn a_letter_does_nothing_when_single_keys_are_off() {
    let page = Scene::with(3).mount_with(|it| it.single_keys.set(SingleKeys::Off));
    let first = row(&page, "v1.0").await;
    focus(&first);
    press("/");
    assert!(is_focused(&first));
    let field = page.get_named("Filter").await;
    assert!(!field.has_attribute("aria-keyshortcuts"));
}
