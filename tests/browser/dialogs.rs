//! Dialogs: where the focus goes, and what is never lost.

use leptos::prelude::*;
use swr_console::ui::{
    Button, Confirm, Consequence, Dialog, FormDialog, InputOptions, Problem, Submission, TextInput,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, focus, is_focused, request_close, settle, type_into, wait};

#[derive(Clone, Copy)]
struct Scene {
    is_open: RwSignal<bool>,
    is_dirty: RwSignal<bool>,
}

impl Scene {
    fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            is_dirty: RwSignal::new(false),
        }
    }
}

#[component]
fn Opener(scene: Scene) -> impl IntoView {
    let Scene { is_open, is_dirty } = scene;
    view! {
        <Button on_click=move || is_open.set(true)>"Open"</Button>
        {move || {
            is_open
                .get()
                .then(|| {
                    view! {
                        <Dialog title="Title" is_dirty on_close=move || is_open.set(false)>
                            <button type="button">"Inside"</button>
                        </Dialog>
                    }
                })
        }}
    }
}

fn opener() -> (Page, Scene) {
    let scene = Scene::new();
    (Page::new(move || view! { <Opener scene/> }), scene)
}

#[wasm_bindgen_test]
async fn escape_closes_a_dialog_and_the_focus_returns_to_what_opened_it() {
    let (page, scene) = opener();
    page.click("Open").await;
    let inside = page.get_named("Inside").await;
    wait("the focus is inside", || is_focused(&inside)).await;
    request_close(&page.get("dialog").await);
    wait("the dialog is gone", || page.find("dialog").is_none()).await;
    assert!(!scene.is_open.get_untracked());
    assert!(is_focused(&page.get_named("Open").await));
}

#[wasm_bindgen_test]
async fn a_dialog_that_is_taken_away_gives_the_focus_back_all_the_same() {
    let (page, scene) = opener();
    page.click("Open").await;
    page.get("dialog[open]").await;
    scene.is_open.set(false);
    wait("the dialog is gone", || page.find("dialog").is_none()).await;
    let opener = page.get_named("Open").await;
    wait("the focus is back", || is_focused(&opener)).await;
}

#[wasm_bindgen_test]
async fn a_dialog_with_entered_text_asks_before_it_discards_it() {
    let (page, scene) = opener();
    page.click("Open").await;
    page.get("dialog[open]").await;
    scene.is_dirty.set(true);
    request_close(&page.get("dialog").await);
    let keep = page.get_named("Keep editing").await;
    wait("the question has the focus", || is_focused(&keep)).await;
    keep.click();
    wait("the question is gone", || page.named("Discard").is_none()).await;
    assert!(page.find("dialog[open]").is_some());

    request_close(&page.get("dialog").await);
    page.click("Discard").await;
    wait("the dialog is gone", || page.find("dialog").is_none()).await;
    assert!(is_focused(&page.get_named("Open").await));
}

#[wasm_bindgen_test]
async fn a_form_is_sent_once_while_it_is_pending_and_says_why_it_failed() {
    let sent = RwSignal::new(0);
    let pending = RwSignal::new(false);
    let error = RwSignal::new(None::<Problem>);
    let name = RwSignal::new(String::new());
    let page = Page::new(move || {
        let on_submit = move || {
            sent.update(|sent| *sent += 1);
            pending.set(true);
        };
        view! {
            <FormDialog
                title="Create"
                submit_label="Create organization"
                on_submit
                on_close=|| ()
                submission=Submission::new(pending, error)
            >
                <TextInput label="Name" value=name input=InputOptions::default().autofocus()/>
            </FormDialog>
        }
    });
    let field = page.get("input").await;
    wait("the field has the focus", || is_focused(&field)).await;
    type_into(&field, "platform");
    page.click("Create organization").await;
    page.click("Create organization").await;
    settle().await;
    assert_eq!(
        (sent.get_untracked(), name.get_untracked().as_str()),
        (1, "platform")
    );

    pending.set(false);
    let sentence = "The name is taken".to_owned();
    error.set(Some(Problem {
        sentence,
        technical: Some("409 · X".to_owned()),
        ..Problem::default()
    }));
    let alert = page.get("[role=alert]").await;
    assert!(alert.inner_text().contains("409 · X"));
    page.click("Create organization").await;
    wait("it is sent again", || sent.get_untracked() == 2).await;
}

#[wasm_bindgen_test]
async fn a_deletion_waits_for_the_name() {
    let confirmed = RwSignal::new(0);
    let page = Page::new(move || {
        view! {
            <Confirm
                title="Delete api?"
                confirm_label="Delete"
                type_name=Some("api".to_owned())
                on_confirm=move || confirmed.update(|it| *it += 1)
                on_close=|| ()
                submission=Submission::immediate()
            >
                <p>"Gone for good."</p>
            </Confirm>
        }
    });
    page.click("Delete").await;
    settle().await;
    assert_eq!(confirmed.get_untracked(), 0);
    let field = page.get("input").await;
    let label = page.get("label").await;
    assert_eq!(label.inner_text(), "Type api to confirm");
    type_into(&field, "apx");
    page.get("[aria-invalid]").await;
    type_into(&field, " api ");
    wait("the button works", || {
        page.find(".dialog [type=submit][aria-disabled]").is_none()
    })
    .await;
    page.click("Delete").await;
    wait("it is confirmed", || confirmed.get_untracked() == 1).await;
}

#[wasm_bindgen_test]
async fn a_question_is_answered_once_while_it_is_pending_and_says_why_it_failed() {
    let confirmed = RwSignal::new(0);
    let pending = RwSignal::new(false);
    let error = RwSignal::new(None::<Problem>);
    let page = Page::new(move || {
        let on_confirm = move || {
            confirmed.update(|it| *it += 1);
            pending.set(true);
        };
        view! {
            <Confirm
                title="Delete api?"
                confirm_label="Delete"
                on_confirm
                on_close=|| ()
                submission=Submission::new(pending, error)
            >
                <p>"Gone for good."</p>
            </Confirm>
        }
    });
    page.click("Delete").await;
    page.click("Delete").await;
    settle().await;
    assert_eq!(confirmed.get_untracked(), 1);

    pending.set(false);
    error.set(Some(Problem {
        sentence: "It holds tags".to_owned(),
        ..Problem::default()
    }));
    let alert = page.get("[role=alert]").await;
    assert!(alert.inner_text().contains("It holds tags"));
    page.click("Delete").await;
    wait("it is asked again", || confirmed.get_untracked() == 2).await;
}

/// As a dialog that was opened by its address: its fields come with a response.
#[wasm_bindgen_test]
async fn the_field_that_wants_the_focus_and_comes_late_gets_it_unless_it_was_moved() {
    for is_moved in [false, true] {
        let has_come = RwSignal::new(false);
        let page = Page::new(move || {
            let submission = Submission::new(Signal::stored(false), Signal::stored(None));
            view! {
                <FormDialog
                    title="Title"
                    submit_label="Save"
                    submission
                    on_submit=|()| ()
                    on_close=|()| ()
                >
                    {move || has_come.get().then(|| view! {
                        <TextInput label="Kind" value=RwSignal::default()/>
                        <TextInput
                            label="Name"
                            value=RwSignal::default()
                            input=InputOptions::default().autofocus()
                        />
                    })}
                </FormDialog>
            }
        });
        let cancel = page.get_named("Cancel").await;
        wait("the dialog is open", || is_focused(&cancel)).await;
        if is_moved {
            focus(&page.get_named("Save").await);
        }
        has_come.set(true);
        let field = page.get("[autofocus]").await;
        settle().await;
        assert_eq!(is_focused(&field), !is_moved);
    }
}

#[wasm_bindgen_test]
async fn a_dangerous_consequence_is_beside_the_button_and_makes_it_look_dangerous() {
    let consequence = RwSignal::new(None::<Consequence>);
    let page = Page::new(move || {
        let submission = Submission::new(Signal::stored(false), Signal::stored(None));
        view! {
            <FormDialog
                title="Title"
                submit_label="Save"
                submission
                consequence
                on_submit=|()| ()
                on_close=|()| ()
            >
                <TextInput label="Name" value=RwSignal::default()/>
            </FormDialog>
        }
    });
    let save = page.get_named("Save").await;
    let look = || save.get_attribute("data-variant");
    assert_eq!(look().as_deref(), Some("primary"));
    assert_eq!(save.get_attribute("aria-description"), None);
    consequence.set(Some(Consequence::danger("Deletes 2 tags now.")));
    wait("it looks dangerous", || look().as_deref() == Some("danger")).await;
    let footer = page.get("footer").await;
    assert!(footer.inner_text().contains("Deletes 2 tags now."));
    let said = save.get_attribute("aria-description");
    assert_eq!(said.as_deref(), Some("Deletes 2 tags now."));
}
