//! Errors that are shown: trying again shows that it tries, and the focus is never lost over it.

use leptos::prelude::*;
use swr_console::ui::{ErrorBanner, ErrorPanel, Problem};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, is_focused, settle, wait};

#[derive(Clone, Copy)]
struct Scene {
    problem: RwSignal<Option<Problem>>,
    is_busy: RwSignal<bool>,
    tries: RwSignal<u32>,
}

fn problem(request: &str) -> Problem {
    Problem {
        sentence: "The service reported an internal error.".to_owned(),
        technical: Some(format!("500 · {request}")),
        diagnostic: Some(request.to_owned()),
        ..Problem::default()
    }
}

fn scene() -> (Page, Scene) {
    let scene = Scene {
        problem: RwSignal::new(Some(problem("one"))),
        is_busy: RwSignal::new(false),
        tries: RwSignal::new(0),
    };
    let has_failed = Memo::new(move |_| scene.problem.with(Option::is_some));
    let page = Page::new(move || {
        let words = Signal::derive(move || scene.problem.get().unwrap_or_default());
        let on_retry = move || {
            scene.tries.update(|tries| *tries += 1);
            scene.is_busy.set(true);
        };
        let panel = move || view! { <ErrorPanel problem=words busy=scene.is_busy on_retry/> };
        view! {
            <h1 tabindex="-1">"Heading"</h1>
            {move || has_failed.get().then(panel)}
        }
    });
    (page, scene)
}

#[wasm_bindgen_test]
async fn trying_again_shows_that_it_tries_and_is_not_done_twice() {
    let (page, scene) = scene();
    page.click("Try again").await;
    let button = page.get(".button[aria-busy=true]").await;
    button.click();
    settle().await;
    assert_eq!(scene.tries.get_untracked(), 1);

    scene.problem.set(Some(problem("two")));
    scene.is_busy.set(false);
    wait("the new request is named", || {
        page.text().contains("500 · two")
    })
    .await;
    assert!(is_focused(&button), "the panel stays");
}

#[wasm_bindgen_test]
async fn a_try_that_succeeds_hands_the_focus_to_what_is_there() {
    let (page, scene) = scene();
    page.click("Try again").await;
    scene.problem.set(None);
    let heading = page.get("h1").await;
    wait("the heading has it", || is_focused(&heading)).await;
}

#[wasm_bindgen_test]
async fn what_is_old_says_since_when_and_why_and_can_be_retried() {
    let is_retried = RwSignal::new(false);
    let page = Page::new(move || {
        let on_retry = move || is_retried.set(true);
        view! { <ErrorBanner title="Showing what was loaded" problem=problem("one") on_retry/> }
    });
    let banner = page.get("[role=alert]").await;
    for words in [
        "Showing what was loaded",
        "reported an internal error",
        "500 · one",
        "Copy diagnostic",
    ] {
        assert!(banner.inner_text().contains(words), "{words}");
    }
    page.click("Try again").await;
    wait("it is tried", || is_retried.get_untracked()).await;
}
