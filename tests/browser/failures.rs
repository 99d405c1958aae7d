//! Failures of every kind, in each place that can have one: said once, with everything else kept, and gone
//! when the next try succeeds. The pages and dialogs of the program are made of these places, so that a
//! failure of one kind in each of them is enough elsewhere (`tests/e2e/faults*.spec.ts`).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{Ready, ready};
use std::rc::Rc;

use leptos::prelude::*;
use swr_api::{ApiError, Error, ErrorKind, List, TransportError};
use swr_console::i18n::Texts;
use swr_console::reactive::{Memo, RwSignal};
use swr_console::remote::{
    BulkOutcomes, Loaded, Mutation, ReadBack, bulk, mutation, problem, query,
};
use swr_console::ui::{
    Checkbox, Confirm, EmptyState, FormDialog, Icon, InputOptions, Table, TextInput, provide_toasts,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::{Page, type_into, wait};
use crate::shells::WORDS;
use crate::things::{Scene, Thing, definition, row};

/// One failure of each kind that a call can have whatever it asks for.
fn failures() -> Vec<Error> {
    let refused = |status: u16, code: &str| {
        Error::Api(ApiError {
            code: Some(code.to_owned()),
            request_id: Some(format!("request-{status}")),
            is_json: true,
            ..ApiError::new(status, "no".to_owned())
        })
    };
    let offline = |reason: &str| Error::Transport(TransportError::Offline(reason.to_owned()));
    vec![
        refused(401, "APIGW.0301"),
        refused(403, "SVCSTG.SWR.4039002"),
        refused(404, "SVCSTG.SWR.4040010"),
        refused(429, "APIGW.0308"),
        refused(500, "SVCSTG.SWR.5000007"),
        offline("Failed to fetch"),
        offline("no answer within 30 seconds"),
        Error::Decode {
            field: String::new(),
            detail: "expected value".to_owned(),
            request_id: None,
            status: 200,
        },
    ]
}

/// A service that fails in every way, one call after the other, and is well from then on.
#[derive(Clone)]
struct Service(Rc<RefCell<VecDeque<Error>>>);

impl Service {
    fn failing() -> Self {
        Self(Rc::new(RefCell::new(failures().into())))
    }

    fn answer<T>(&self, value: T) -> Ready<Result<T, Error>> {
        let failure = self.0.borrow_mut().pop_front();
        ready(failure.map_or(Ok(value), Err))
    }

    fn fail_again(&self) {
        self.0.borrow_mut().extend(failures());
    }

    /// A change that the service fails, and what tells that it was made.
    fn change(&self) -> (Mutation<()>, RwSignal<bool>) {
        let (service, is_made) = (self.clone(), RwSignal::new(false));
        let act = move |(): &()| service.answer(());
        let change = mutation(act, move |(), ()| is_made.set(true), |(), ()| ());
        (change, is_made)
    }
}

/// One alert, with the sentence and the facts of this failure.
async fn expect_said_once(page: &Page, failure: &Error) {
    let said = problem(Texts::english(), failure);
    let facts = said.technical.expect("every failure has facts");
    wait(&facts, || {
        let alerts = page.find_all("[role=alert]");
        let words = alerts.first().map(|it| it.inner_text()).unwrap_or_default();
        alerts.len() == 1 && words.contains(&said.sentence) && words.contains(&facts)
    })
    .await;
}

async fn expect_nothing_said(page: &Page) {
    wait("nothing is said", || page.find("[role=alert]").is_none()).await;
}

#[wasm_bindgen_test]
async fn a_form_says_every_failure_once_keeps_every_field_and_passes() {
    let made = RwSignal::new(None);
    let page = Page::new(move || {
        let (name, is_public) = (RwSignal::new(String::new()), RwSignal::new(false));
        let (change, is_made) = Service::failing().change();
        made.set(Some(is_made));
        view! {
            <FormDialog
                title="Create"
                submit_label="Create organization"
                on_submit=move || change.run(())
                on_close=|| ()
                submission=change.submission(Texts::english())
            >
                <TextInput label="Name" value=name input=InputOptions::default()/>
                <Checkbox label="Public" checked=is_public/>
            </FormDialog>
        }
    });
    type_into(&page.get("input:not([type=checkbox])").await, "platform");
    page.get("input[type=checkbox]").await.click();
    for failure in failures() {
        page.click("Create organization").await;
        expect_said_once(&page, &failure).await;
        let fields = page.find_all("input");
        let field = |position: usize| fields[position].unchecked_ref::<HtmlInputElement>();
        assert_eq!(field(0).value(), "platform", "{failure}");
        assert!(field(1).checked(), "{failure}");
    }
    page.click("Create organization").await;
    let is_made = made.get_untracked().expect("the form stands");
    wait("it is made", || is_made.get_untracked()).await;
    expect_nothing_said(&page).await;
}

#[wasm_bindgen_test]
async fn a_question_says_every_failure_once_keeps_the_typed_name_and_passes() {
    let made = RwSignal::new(None);
    let page = Page::new(move || {
        let (change, is_made) = Service::failing().change();
        made.set(Some(is_made));
        view! {
            <Confirm
                title="Delete api?"
                confirm_label="Delete"
                type_name=Some("api".to_owned())
                on_confirm=move || change.run(())
                on_close=|| ()
                submission=change.submission(Texts::english())
            >
                <p>"Gone for good."</p>
            </Confirm>
        }
    });
    type_into(&page.get("input").await, "api");
    for failure in failures() {
        page.click("Delete").await;
        expect_said_once(&page, &failure).await;
        let field = page.get("input").await;
        assert_eq!(field.unchecked_ref::<HtmlInputElement>().value(), "api");
        assert!(page.text().contains("Gone for good."), "{failure}");
    }
    page.click("Delete").await;
    let is_made = made.get_untracked().expect("the question stands");
    wait("it is made", || is_made.get_untracked()).await;
    expect_nothing_said(&page).await;
}

#[wasm_bindgen_test]
async fn several_changes_say_every_failure_once_and_the_rest_is_made() {
    let is_closed = RwSignal::new(false);
    let page = Page::new(move || {
        provide_toasts();
        let service = Service::failing();
        // It is waited for and not said.
        (service.0.borrow_mut()).retain(|failure| failure.kind() != ErrorKind::Throttled);
        let changes = bulk(move |_: &String| service.answer(()), || ());
        changes.run(vec!["one".to_owned()]);
        view! {
            <BulkOutcomes
                bulk=changes
                name=String::clone
                words=WORDS
                read_back=Memo::new(|_| ReadBack::Unchanged(Vec::new()))
                on_close=UnsyncCallback::new(move |()| is_closed.set(true))
            />
        }
    });
    for failure in failures() {
        let failed = match failure.kind() {
            ErrorKind::Throttled => continue,
            // What ends everything is no failure of one thing.
            ErrorKind::Unauthenticated | ErrorKind::Offline => 0,
            _ => 1,
        };
        expect_said_once(&page, &failure).await;
        let so_far = format!("0 of 1 deleted, {failed} failed.");
        assert!(page.text().contains(&so_far), "{failure}");
        page.click("Delete remaining").await;
    }
    wait("all are made", || is_closed.get_untracked()).await;
}

#[wasm_bindgen_test]
async fn what_is_loaded_says_every_failure_once_before_it_came_and_when_it_is_old() {
    let service = Service::failing();
    let loads = RwSignal::new(None);
    let answers = service.clone();
    let page = Page::new(move || {
        let thing = query(move || answers.answer("The thing"));
        loads.set(Some(thing));
        view! { <Loaded query=thing children=|it| view! { <p>{it}</p> }/> }
    });
    for failure in failures() {
        expect_said_once(&page, &failure).await;
        assert!(!page.text().contains("The thing"), "{failure}");
        page.click("Try again").await;
    }
    wait("it is there", || page.text().contains("The thing")).await;
    expect_nothing_said(&page).await;

    service.fail_again();
    loads.get_untracked().expect("it is there").reload();
    for failure in failures() {
        expect_said_once(&page, &failure).await;
        assert!(page.text().contains("The thing"), "{failure}");
        page.click("Try again").await;
    }
    expect_nothing_said(&page).await;
    assert!(page.text().contains("The thing"));
}

#[wasm_bindgen_test]
async fn a_list_says_every_failure_once_before_it_came_and_when_it_is_old() {
    let service = Service::failing();
    let answers = service.clone();
    let scene = Scene::with(0);
    let page = Page::new(move || {
        let things = query(move || {
            let (name, size) = ("v1.0".to_owned(), 7);
            answers.answer(List::from([Thing { name, size }]))
        });
        let listing = things.listing();
        let nothing = || view! { <EmptyState icon=Icon::Cube title="No things yet"/> }.into_any();
        view! {
            <Table
                definition=definition(scene)
                rows=things.rows()
                view=scene.view
                progress=listing.progress()
                empty=listing.instead("Things could not be loaded", nothing)
                controls=listing.controls()
            />
        }
    });
    for failure in failures() {
        expect_said_once(&page, &failure).await;
        assert!(!page.text().contains("No things yet"), "{failure}");
        page.click("Try again").await;
    }
    row(&page, "v1.0").await;
    expect_nothing_said(&page).await;

    service.fail_again();
    page.click("Refresh").await;
    for failure in failures() {
        expect_said_once(&page, &failure).await;
        assert!(page.named("v1.0").is_some(), "{failure}");
        page.click("Try again").await;
    }
    expect_nothing_said(&page).await;
    row(&page, "v1.0").await;
}
