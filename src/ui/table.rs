//! The table: columns as data, filter, sort order, selection, and thousands of rows of which only the
//! visible ones are in the document.
//!
//! It is a real `<table>`; `aria-rowcount` and `aria-rowindex` tell assistive technology what is left out.
//! One row is in the tab order, and the arrow keys move between rows.
//!
//! `Table` is generic and thin: it passes everything to functions that know rows only by index
//! (`source.rs`), because its code is compiled once for each row type.

mod controls;
mod definition;
mod filter;
mod footer;
mod heading;
mod keyboard;
mod moment_column;
mod motion;
mod number_columns;
mod rows;
mod selection;
mod source;
mod state;
mod toolbar;
mod view_state;
mod window;

use std::sync::Arc;

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;

pub use controls::{LoadState, TableControls, TableProgress};
pub use definition::{BulkAction, Column, TableDefinition};
pub use view_state::{Sort, TableView};

use self::footer::Footer;
use self::heading::Heading;
use self::motion::Viewport;
use self::rows::{Body, skeleton_view};
use self::source::{Shape, Source};
use self::state::TableState;
use self::toolbar::{Toolbar, refresh_view};
use super::button::Button;
use super::empty_state::EmptyState;
use super::focus::keep_focus;
use super::icon::Icon;
use super::identity::unique_id;
use super::texts;
use crate::i18n::use_texts;
use crate::storage::preferences::Preference;

/// A table of any number of rows.
#[component]
pub fn Table<R>(
    /// Columns, key and acts.
    definition: TableDefinition<R>,
    /// The rows. A signal or a memo, not a derived closure: it is read for every row in sight.
    #[prop(into)]
    rows: Signal<Vec<R>>,
    /// Filter, sort and columns; the caller keeps them in the address.
    view: RwSignal<TableView>,
    /// How far the rows have come.
    #[prop(into)]
    progress: Signal<TableProgress>,
    /// Shown when there is nothing yet: an [`EmptyState`] with the first step.
    #[prop(into)]
    empty: ViewFn,
    /// Stop, refresh, facets and the like.
    #[prop(optional)]
    controls: TableControls,
) -> impl IntoView
where
    R: Clone + PartialEq + Send + Sync + 'static,
{
    let (shape, source) = source::split(definition, rows);
    table_view(shape, source, view, progress, empty, controls)
}

/// The stage of what there is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Refused,
    Waiting,
    Nothing,
    NoMatch,
    Rows,
}

fn table_view(
    shape: Shape,
    source: Arc<dyn Source>,
    view: RwSignal<TableView>,
    progress: Signal<TableProgress>,
    empty: ViewFn,
    controls: TableControls,
) -> AnyView {
    let state = TableState::new(shape, source, view);
    let viewport = Viewport::new(state);
    let refused = controls.refused;
    let stage = memo(move || stage(state, progress.get(), refused));
    let has_table = memo(move || !matches!(stage.get(), Stage::Refused | Stage::Nothing));
    let (notice, on_refresh) = (controls.notice.clone(), controls.on_refresh);
    let table = move || {
        let controls = controls.clone();
        view! {
            <Toolbar state viewport controls=controls.clone()/>
            <Frame state viewport stage progress/>
            <Footer state progress controls/>
        }
    };
    let instead = move || match stage.get() {
        Stage::Refused => refused_view(refused.get().unwrap_or_default()).into_any(),
        _ => view! {
            {on_refresh.map(|on_refresh| empty_toolbar_view(progress, on_refresh))}
            {empty.run()}
        }
        .into_any(),
    };
    view! {
        <section class="table" data-density=move || state.density.get().word()>
            {notice.map(|notice| notice.run())}
            {move || if has_table.get() { table().into_any() } else { instead().into_any() }}
        </section>
    }
    .into_any()
}

fn stage(state: TableState, progress: TableProgress, refused: Signal<Option<String>>) -> Stage {
    let is_loading = progress.state == LoadState::Loading;
    if refused.with(Option::is_some) {
        Stage::Refused
    } else if state.keys.with(|keys| keys.is_empty()) {
        // A list that was empty stays so until it is known to have something.
        if is_loading && progress.total != Some(0) {
            Stage::Waiting
        } else {
            Stage::Nothing
        }
    } else if state.order.with(|order| order.is_empty()) {
        Stage::NoMatch
    } else {
        Stage::Rows
    }
}

/// The scrolling box with the table in it.
#[component]
fn Frame(
    state: TableState,
    viewport: Viewport,
    stage: Memo<Stage>,
    progress: Signal<TableProgress>,
) -> impl IntoView {
    let texts = use_texts();
    let hint_id = unique_id("table-keys");
    let (label, width) = state
        .shape
        .with_value(|shape| (shape.label.clone(), least_width(shape)));
    let row_count = move || (state.order.with(|order| order.len()) + 1).to_string();
    let is_busy = move || (progress.get().state == LoadState::Loading).then_some("true");
    let body = move || match stage.get() {
        Stage::Rows => view! { <Body state viewport/> }.into_any(),
        Stage::Waiting => skeleton_view(state).into_any(),
        Stage::Refused | Stage::Nothing | Stage::NoMatch => ().into_any(),
    };
    view! {
        <p class="visually-hidden" id=hint_id.clone()>{texts.get(texts::KEYS)}</p>
        <div
            class="table-viewport"
            tabindex="-1"
            style:--table-rows=move || state.order.with(|order| order.len()).to_string()
            node_ref=viewport.element
            on:scroll=move |_| viewport.measure()
            on:keydown=move |event| viewport.on_key(&event)
        >
            <table
                aria-label=label
                aria-describedby=hint_id
                aria-rowcount=row_count
                aria-busy=is_busy
                style:--table-width=width
            >
                <Heading state/>
                {body}
            </table>
            {move || (stage.get() == Stage::NoMatch).then(|| no_match_view(state, viewport))}
        </div>
    }
}

/// Columns without a width get at least this much before the table scrolls sideways.
const LEAST_SHARED: u32 = 160;
/// The room for the boxes before the columns and the actions after them.
const BESIDE_COLUMNS: u32 = 120;

/// The least width of a table in CSS pixels, by the widths of its columns.
pub fn least_table_width(widths: impl IntoIterator<Item = Option<u16>>) -> u32 {
    let columns = widths
        .into_iter()
        .map(|width| width.map_or(LEAST_SHARED, u32::from));
    columns.sum::<u32>() + BESIDE_COLUMNS
}

fn least_width(shape: &Shape) -> String {
    let shown = shape.columns.iter().filter(|it| it.is_shown);
    format!("{}px", least_table_width(shown.map(|it| it.width)))
}

/// What came meanwhile is one press away, also where there is no table to have tools. A list that
/// failed offers to try again by itself.
fn empty_toolbar_view(
    progress: Signal<TableProgress>,
    on_refresh: UnsyncCallback<()>,
) -> impl IntoView {
    keep_focus();
    let is_empty = memo(move || progress.get().state != LoadState::Failed);
    let busy = memo(move || progress.get().state == LoadState::Loading);
    let tools = move || {
        view! {
            <div class="table-toolbar">
                <div class="table-toolbar-end">{refresh_view(on_refresh, busy.into())}</div>
            </div>
        }
    };
    reactive(move || is_empty.get().then(tools))
}

/// Nothing matches the filter, or nothing is left to be filtered.
fn no_match_view(state: TableState, viewport: Viewport) -> impl IntoView {
    keep_focus();
    let none_left = state.shape.with_value(|shape| shape.none_left.clone());
    let is_filtered = memo(move || state.view.with(|view| !view.filter.trim().is_empty()));
    reactive(move || match &none_left {
        Some(none_left) if !is_filtered.get() => none_left.run(),
        _ => nothing_matches_view(state, viewport).into_any(),
    })
}

fn nothing_matches_view(state: TableState, viewport: Viewport) -> impl IntoView {
    let texts = use_texts();
    let title = move || {
        state
            .view
            .with(|view| texts.fill(texts::NOTHING_MATCHES, &[("filter", view.filter.trim())]))
    };
    let sentence = move || texts.count(texts::NONE_OF, state.keys.with(|it| it.len()) as u64);
    let clear = move || {
        state.view.update(|view| view.filter.clear());
        viewport.focus_filter();
    };
    view! {
        <EmptyState icon=Icon::Search title sentence>
            <Button on_click=clear>{texts.get(texts::CLEAR_FILTER)}</Button>
        </EmptyState>
    }
}

fn refused_view(sentence: String) -> impl IntoView {
    let texts = use_texts();
    view! { <EmptyState icon=Icon::Lock title=texts.get(texts::NO_RIGHT) sentence/> }
}
