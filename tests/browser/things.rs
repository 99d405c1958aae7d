//! A table of things, and everything of it that a test looks at or turns.

use leptos::prelude::*;
use swr_console::storage::preferences::Preferences;
use swr_console::ui::{
    BulkAction, Button, Column, EmptyState, Icon, LoadState, MenuItem, Table, TableControls,
    TableDefinition, TableProgress, TableView,
};
use web_sys::HtmlElement;

use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, focused};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Thing {
    pub(crate) name: String,
    pub(crate) size: u64,
}

/// Everything a test looks at or turns.
#[derive(Clone, Copy)]
pub(crate) struct Scene {
    pub(crate) rows: RwSignal<Vec<Thing>>,
    pub(crate) view: RwSignal<TableView>,
    pub(crate) progress: RwSignal<TableProgress>,
    pub(crate) deleted: RwSignal<Vec<String>>,
    pub(crate) stopped: RwSignal<bool>,
    pub(crate) refreshed: RwSignal<bool>,
    /// Only rows that are at least this large are shown.
    pub(crate) least_size: RwSignal<u64>,
}

impl Scene {
    pub(crate) fn with(count: u64) -> Self {
        let thing = |number: u64| Thing {
            name: format!("v1.{number}"),
            size: number * 7 % 1000,
        };
        Self {
            rows: RwSignal::new((0..count).map(thing).collect()),
            view: RwSignal::new(TableView::default()),
            progress: RwSignal::new(TableProgress {
                loaded: count,
                total: Some(count),
                state: LoadState::Complete,
            }),
            deleted: RwSignal::new(Vec::new()),
            stopped: RwSignal::new(false),
            refreshed: RwSignal::new(false),
            least_size: RwSignal::new(0),
        }
    }

    pub(crate) fn mount(self) -> Page {
        Page::new(move || view! { <Things scene=self/> })
    }

    /// Where someone has these preferences.
    pub(crate) fn mount_with(self, prefer: impl FnOnce(Preferences) + 'static) -> Page {
        Page::new(move || {
            let preferences = Preferences::load();
            prefer(preferences);
            provide_context(preferences);
            view! { <Things scene=self/> }
        })
    }
}

pub(crate) fn definition(scene: Scene) -> TableDefinition<Thing> {
    let name = |thing: &Thing| {
        let (href, name) = (format!("#{}", thing.name), thing.name.clone());
        view! { <a href=href>{name}</a> }.into_any()
    };
    let columns = vec![
        Column::new("name", "Name", |thing: &Thing| thing.name.clone())
            .natural()
            .essential()
            .cell(name),
        Column::new("size", "Size", |thing: &Thing| thing.size.to_string())
            .sorted_by(|one, other| one.size.cmp(&other.size))
            .numeric()
            .descending_first()
            .unsearched()
            .width(96),
        Column::new("kind", "Kind", |_: &Thing| "image".to_owned()).width(96),
    ];
    let none_left = move || {
        view! {
            <EmptyState icon=Icon::Search title="None is that large">
                <Button on_click=move || scene.least_size.set(0)>"Show all"</Button>
            </EmptyState>
        }
    };
    TableDefinition::new("Things", columns, |thing: &Thing| thing.name.clone())
        .narrowed(
            scene.least_size,
            |least, thing| thing.size >= *least,
            none_left,
        )
        .row_actions(|_| vec![MenuItem::button("Edit", || ())])
        .bulk_action(BulkAction::new(
            |count| format!("Delete {count} things"),
            move |things: Vec<Thing>| {
                scene
                    .deleted
                    .set(things.into_iter().map(|thing| thing.name).collect());
            },
        ))
}

#[component]
fn Things(scene: Scene) -> impl IntoView {
    let empty = || view! { <EmptyState icon=Icon::Cube title="No things yet"/> };
    let state = move |state| scene.progress.update(|progress| progress.state = state);
    let controls = TableControls::default()
        .on_stop(move || {
            scene.stopped.set(true);
            state(LoadState::Stopped);
        })
        .on_resume(move || state(LoadState::Loading))
        .on_refresh(move || scene.refreshed.set(true))
        .tools(|| view! { <Button>"Facet"</Button> });
    view! {
        <Table
            definition=definition(scene)
            rows=scene.rows
            view=scene.view
            progress=scene.progress
            empty
            controls
        />
    }
}

pub(crate) fn names(page: &Page) -> Vec<String> {
    page.find_all("tbody th")
        .iter()
        .map(|it| it.inner_text())
        .collect()
}

pub(crate) async fn row(page: &Page, name: &str) -> HtmlElement {
    let link = page.get_named(name).await;
    let row = link
        .closest("tr")
        .expect("the selector is right")
        .expect("a link stands in a row");
    wasm_bindgen::JsCast::unchecked_into(row)
}

pub(crate) fn focused_row() -> String {
    focused()
        .and_then(|it| it.get_attribute("aria-rowindex"))
        .unwrap_or_default()
}

pub(crate) fn checked_count(page: &Page) -> usize {
    page.find_all("tbody tr[data-selected]").len()
}

pub(crate) async fn row_at(page: &Page, position: usize) -> HtmlElement {
    page.get(&format!(".table-row[aria-rowindex='{}']", position + 2))
        .await
}

#[wasm_bindgen_test]
async fn a_button_that_is_the_only_way_on_says_why_it_is_rejected() {
    let reason = Signal::stored(Some("Create an organization first.".to_owned()));
    let page = Page::new(move || {
        view! {
            <EmptyState icon=Icon::Cube title="No things yet">
                <Button disabled_because=reason>"Create"</Button>
            </EmptyState>
        }
    });
    page.get_named("Create").await;
    assert!(page.text().contains("Create an organization first."));
}
