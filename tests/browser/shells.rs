//! The shells that features share: a form at an address, and the dialog of many changes.

use std::future::ready;

use leptos::prelude::*;
use swr_api::{Error, List, TransportError};
use swr_console::catalog::{BulkDialog, BulkQuestion, RoutedForm};
use swr_console::i18n::Text;
use swr_console::navigation::{MemoryHistory, Navigation, provide_navigation, use_navigation};
use swr_console::remote::{BulkWords, bulk, query};
use swr_console::route::{Dialog, Page as Place};
use swr_console::ui::{Submission, TextInput, provide_toasts};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, is_focused, settle, type_into, wait};

pub(crate) const WORDS: BulkWords = BulkWords::of_deletion(
    &Text {
        key: "TEST.RUNNING",
        english: "Deleting {count} thing",
        english_other: Some("Deleting {count} things"),
    },
    &Text {
        key: "TEST.ENDED",
        english: "Deletion of {count} thing",
        english_other: Some("Deletion of {count} things"),
    },
    &Text {
        key: "TEST.DONE",
        english: "{count} thing deleted",
        english_other: Some("{count} things deleted"),
    },
);

#[derive(Clone, Copy)]
struct Scene {
    /// The things for which the change was requested.
    asked: RwSignal<Vec<u32>>,
    is_closed: RwSignal<bool>,
}

/// Deletes three things, of which the second cannot be.
#[component]
fn Deletion(scene: Scene, question: Option<BulkQuestion>) -> impl IntoView {
    provide_toasts();
    let deletion = bulk(
        move |number: &u32| {
            scene.asked.update(|it| it.push(*number));
            ready(match number {
                2 => Err(Error::Transport(TransportError::Aborted)),
                _ => Ok(()),
            })
        },
        || (),
    );
    let list = query(|| ready(Ok::<_, Error>(List::from([2_u32]))));
    let unchanged = |_: Vec<u32>| Vec::new();
    view! {
        <BulkDialog
            bulk=deletion
            items=vec![1, 2, 3]
            name=u32::to_string
            words=WORDS
            question
            listing=list.listing()
            unchanged
            on_close=move || scene.is_closed.set(true)
        >
            <p>"They are gone for good."</p>
        </BulkDialog>
    }
}

fn deletion(question: Option<BulkQuestion>) -> (Page, Scene) {
    let scene = Scene {
        asked: RwSignal::new(Vec::new()),
        is_closed: RwSignal::new(false),
    };
    let page = Page::new(move || view! { <Deletion scene question/> });
    (page, scene)
}

fn question() -> BulkQuestion {
    BulkQuestion::plain("Delete 3 things?".to_owned(), "Delete 3 things".to_owned())
}

#[wasm_bindgen_test]
async fn many_changes_are_asked_about_and_each_that_failed_is_named() {
    let (page, scene) = deletion(Some(question()));
    let dialog = page.get("dialog[open]").await;
    assert!(dialog.inner_text().contains("They are gone for good."));
    let confirm = page.get_named("Delete 3 things").await;
    assert_eq!(scene.asked.get_untracked(), [0; 0]);
    confirm.click();
    let failures = page.get("[role=alert]").await;
    assert_eq!(scene.asked.get_untracked(), [1, 2, 3]);
    assert!(failures.inner_text().trim().starts_with('2'));
    let text = page.text();
    assert!(text.contains("Deletion of 3 things"), "{text}");
    assert!(!text.contains("They are gone for good."), "{text}");
    page.click("Close").await;
    wait("it is closed", || scene.is_closed.get_untracked()).await;
}

#[wasm_bindgen_test]
async fn many_changes_that_cannot_be_made_say_why() {
    let refused = BulkQuestion {
        refusal: Some("None can go.".to_owned()),
        ..question()
    };
    let (page, scene) = deletion(Some(refused));
    let confirm = page.get_named("Delete 3 things").await;
    let said = confirm.get_attribute("aria-description");
    assert_eq!(said.as_deref(), Some("None can go."));
    confirm.click();
    settle().await;
    assert_eq!(scene.asked.get_untracked(), [0; 0]);
}

#[wasm_bindgen_test]
async fn many_changes_without_a_question_begin_at_once() {
    let (page, scene) = deletion(None);
    page.get("[role=alert]").await;
    assert_eq!(scene.asked.get_untracked(), [1, 2, 3]);
}

#[component]
fn Form(name: RwSignal<String>) -> impl IntoView {
    let navigation = use_navigation();
    let dialog = navigation.dialog();
    let is_dirty = Signal::derive(move || !name.with(String::is_empty));
    let disabled_because = Signal::stored(None);
    let submission = Submission::immediate();
    move || {
        dialog.get().map(|_| {
            view! {
                <RoutedForm
                    title="Create"
                    submit_label="Create thing"
                    on_submit=|| ()
                    submission
                    is_dirty
                    disabled_because
                >
                    <TextInput label="Name" value=name/>
                </RoutedForm>
            }
        })
    }
}

#[wasm_bindgen_test]
async fn what_was_typed_at_an_address_is_not_left_without_asking() {
    let name = RwSignal::new(String::new());
    let found = StoredValue::new(None::<Navigation>);
    let page = Page::new(move || {
        let navigation = provide_navigation(MemoryHistory::starting_at("/repositories"));
        found.set_value(Some(navigation));
        navigation.open_dialog(Dialog::CreateRepository);
        view! { <Form name/> }
    });
    let field = page.get("dialog input").await;
    type_into(&field, "api");
    let navigation = found.get_value().expect("the page is there");
    navigation.go(Place::Settings);
    let keep = page.get_named("Keep editing").await;
    wait("the question has the focus", || is_focused(&keep)).await;
    keep.click();
    assert_ne!(navigation.route_untracked().page, Place::Settings);
    page.click("Cancel").await;
    page.click("Discard").await;
    wait("the dialog is closed", || page.find("dialog").is_none()).await;
    assert_eq!(navigation.route_untracked().dialog, None);
}
