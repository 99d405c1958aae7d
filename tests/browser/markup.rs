//! Views as data: what stays, what changes, and who hears, when a view is read again.

use leptos::prelude::*;
use swr_console::markup::{Element, Markup, reactive};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::{Page, focus, is_focused, wait};

fn words(words: &str) -> Markup {
    Markup::Text(words.to_owned().into())
}

#[wasm_bindgen_test]
async fn an_element_that_is_read_again_stays_with_its_focus_and_what_was_typed() {
    let step = RwSignal::new(0);
    let page = Page::new(move || {
        reactive(move || {
            let step = step.get();
            let input = Element::html("input").attribute("data-step", step).done();
            Element::html("p")
                .child(input)
                .child(words("a word"))
                .done()
        })
    });
    let input = page.get("input").await;
    focus(&input);
    input.unchecked_ref::<HtmlInputElement>().set_value("typed");
    step.set(1);
    wait("it is read again", || {
        input.get_attribute("data-step").as_deref() == Some("1")
    })
    .await;
    assert!(is_focused(&input));
    assert_eq!(input.unchecked_ref::<HtmlInputElement>().value(), "typed");
    assert_eq!(page.find_all("input").len(), 1);
}

#[wasm_bindgen_test]
async fn another_element_takes_the_place() {
    let is_link = RwSignal::new(false);
    let page = Page::new(move || {
        let middle = reactive(move || {
            let name = if is_link.get() { "a" } else { "b" };
            Element::html(name).child(words("middle")).done()
        });
        let (first, last) = (words("first "), words(" last"));
        Element::html("p")
            .child(first)
            .child(middle)
            .child(last)
            .done()
    });
    let paragraph = page.get("p").await;
    is_link.set(true);
    wait("the link is there", || page.find("a").is_some()).await;
    assert!(page.find("b").is_none());
    assert_eq!(
        paragraph.text_content().as_deref(),
        Some("first middle last")
    );
}

#[wasm_bindgen_test]
async fn values_come_change_and_go() {
    let value = RwSignal::new(Some("one"));
    let is_checked = RwSignal::new(true);
    let page = Page::new(move || {
        Element::html("input")
            .constant("type", "checkbox")
            .attribute("title", move || value.get())
            .attribute("disabled", move || is_checked.get())
            .property("checked", move || is_checked.get())
            .style("width", move || value.get().map(|_| "10px"))
            .done()
    });
    let input = page.get("input").await;
    let title = || input.get_attribute("title");
    let checkbox: &HtmlInputElement = input.unchecked_ref();
    assert_eq!(title().as_deref(), Some("one"));
    assert_eq!(
        input
            .style()
            .get_property_value("width")
            .expect("a property"),
        "10px"
    );
    assert!(checkbox.checked() && checkbox.disabled());
    value.set(None);
    is_checked.set(false);
    wait("the title is gone", || title().is_none()).await;
    wait("it is not checked", || !checkbox.checked()).await;
    assert!(!input.has_attribute("disabled"));
    assert_eq!(
        input
            .style()
            .get_property_value("width")
            .expect("a property"),
        ""
    );
}

#[wasm_bindgen_test]
async fn what_a_newer_view_does_not_set_is_taken_away() {
    let has_title = RwSignal::new(true);
    let page = Page::new(move || {
        reactive(move || {
            let element = Element::html("p").constant("lang", "en");
            match has_title.get() {
                true => element.constant("title", "words").done(),
                false => element.done(),
            }
        })
    });
    let paragraph = page.get("p").await;
    has_title.set(false);
    wait("the title is gone", || !paragraph.has_attribute("title")).await;
    assert_eq!(paragraph.get_attribute("lang").as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn the_newest_view_hears_and_no_one_once_it_is_gone() {
    let (heard, step) = (RwSignal::new(Vec::new()), RwSignal::new(0));
    let page = Page::new(move || {
        reactive(move || {
            let step = step.get();
            (step < 2).then(|| {
                Element::html("button")
                    .attribute("data-step", step)
                    .on("click", leptos::ev::click, move |_| {
                        heard.update(|it| it.push(step));
                    })
                    .done()
            })
        })
    });
    let button = page.get("button").await;
    button.click();
    step.set(1);
    wait("it is read again", || {
        button.get_attribute("data-step").as_deref() == Some("1")
    })
    .await;
    button.click();
    step.set(2);
    wait("it is gone", || page.find("button").is_none()).await;
    button.click();
    assert_eq!(heard.get_untracked(), [0, 1]);
}

#[wasm_bindgen_test]
async fn several_grow_and_shrink_at_their_place() {
    let count = RwSignal::new(1);
    let page = Page::new(move || {
        let numbers = reactive(move || {
            let numbers = 0..count.get();
            numbers.map(|it| words(&it.to_string())).collect::<Vec<_>>()
        });
        Element::html("p").child(numbers).child(words("|")).done()
    });
    let paragraph = page.get("p").await;
    for (size, expected) in [(3, "012|"), (0, "|"), (2, "01|")] {
        count.set(size);
        wait(expected, || {
            paragraph.text_content().as_deref() == Some(expected)
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn elements_of_svg_are_drawn() {
    let page = Page::new(|| {
        let path = Element::svg("path").constant("d", "M0 0h1").done();
        Element::svg("svg").child(path).done()
    });
    let path = page.get("path").await;
    assert_eq!(
        path.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
}
