//! The toolbar of the table: filter, columns, density; or bulk actions while rows are selected.

use crate::markup::view;
use crate::reactive::memo;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::super::button::{Button, ButtonVariant, IconButton};
use super::super::focus::{focus, origin, takes_text};
use super::super::icon::{Glyph, Icon};
use super::super::live_region::LiveRegion;
use super::super::menu::{Menu, MenuItem};
use super::super::texts;
use super::controls::TableControls;
use super::motion::Viewport;
use super::state::TableState;
use crate::i18n::use_texts;
use crate::storage::preferences::{Density, SingleKeys, use_preferences};

/// The tools, or the bar of selected rows.
#[component]
pub(super) fn Toolbar(
    state: TableState,
    viewport: Viewport,
    controls: TableControls,
) -> impl IntoView {
    let texts = use_texts();
    let selected = memo(move || state.selected().len());
    let has_selection = memo(move || selected.get() > 0);
    let count = move || {
        let total = state.order.with(|it| it.len()) as u64;
        let total = crate::i18n::format::number(texts, total);
        texts.count_with(texts::SELECTED, selected.get() as u64, &[("total", &total)])
    };
    let said = move || {
        if has_selection.get() {
            count()
        } else {
            String::new()
        }
    };
    let TableControls {
        on_refresh,
        tools,
        freshness,
        ..
    } = controls;
    view! {
        // Hidden, not taken away: what is typed and the focus in it stay.
        <div class="table-toolbar" hidden=move || has_selection.get()>
            <FilterField state/>
            {tools.map(|tools| tools.run())}
            <div class="table-toolbar-end">
                {freshness.map(|it| view! { <span class="table-freshness">{it.run()}</span> })}
                {on_refresh.map(|on_refresh| refresh_view(on_refresh, Signal::stored(false)))}
                <ColumnChooser state/>
                <DensityButton state/>
            </div>
        </div>
        {move || {
            has_selection.get().then(|| view! { <SelectionBar state viewport selected count/> })
        }}
        <LiveRegion text=said/>
    }
}

/// The button that loads everything again.
pub(super) fn refresh_view(on_refresh: UnsyncCallback<()>, busy: Signal<bool>) -> impl IntoView {
    let label = use_texts().get(texts::REFRESH);
    view! { <IconButton icon=Icon::Refresh label busy on_click=on_refresh/> }
}

/// `/` comes here from anywhere on the page where it is not text.
#[component]
fn FilterField(state: TableState) -> impl IntoView {
    let texts = use_texts();
    let field = NodeRef::<html::Input>::new();
    let single_keys = use_preferences().single_keys;
    let has_key = move || single_keys.get() == SingleKeys::On;
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let is_ours = event.key() == "/" && single_keys.try_get_untracked() == Some(SingleKeys::On);
        if !is_ours || !is_plain || event.default_prevented() {
            return;
        }
        let Some(Some(field)) = field.try_get_untracked() else {
            return;
        };
        // A key that was pressed in the page around, or in another console, is not for us.
        let is_free = origin(&event).is_some_and(|it| {
            it.get_root_node() == field.get_root_node()
                && !takes_text(&it)
                && it.closest("dialog, [popover]").is_ok_and(|it| it.is_none())
        });
        if is_free {
            event.prevent_default();
            focus(&field);
            field.select();
        }
    });
    on_cleanup(move || listener.remove());
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && state.view.with_untracked(|view| !view.filter.is_empty()) {
            event.prevent_default();
            state.view.update(|view| view.filter.clear());
        }
    };
    view! {
        <div class="table-filter">
            <Glyph icon=Icon::Search/>
            <input
                type="search"
                aria-label=texts.get(texts::FILTER)
                placeholder=texts.get(texts::FILTER)
                autocomplete="off"
                spellcheck="false"
                aria-keyshortcuts=move || has_key().then_some("/")
                node_ref=field
                prop:value=move || state.view.with(|view| view.filter.clone())
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    state.view.update(|view| view.filter = typed);
                }
                on:keydown=on_key
            />
            {move || has_key().then(|| view! { <kbd aria-hidden="true">"/"</kbd> })}
        </div>
    }
}

#[component]
fn ColumnChooser(state: TableState) -> impl IntoView {
    let texts = use_texts();
    let items = move || {
        let shown = state.columns.get();
        let item = |column: usize| {
            let (title, is_essential) = state.shape.with_value(|shape| {
                let column = &shape.columns[column];
                (column.title.clone(), column.is_essential)
            });
            (!is_essential).then(|| {
                MenuItem::button(title, move || state.toggle_column(column))
                    .checked(shown.contains(&column))
            })
        };
        let count = state.shape.with_value(|shape| shape.columns.len());
        (0..count).filter_map(item).collect::<Vec<_>>()
    };
    let is_needed = state
        .shape
        .with_value(|shape| shape.columns.iter().any(|it| !it.is_essential));
    is_needed.then(|| view! { <Menu label=texts.get(texts::COLUMNS) icon=Icon::Columns items/> })
}

#[component]
fn DensityButton(state: TableState) -> impl IntoView {
    let texts = use_texts();
    // What it would be, and what that is called.
    let other = move || match state.density.get() {
        Density::Comfortable => (Density::Compact, texts.get(texts::COMPACT_ROWS)),
        Density::Compact => (Density::Comfortable, texts.get(texts::COMFORTABLE_ROWS)),
    };
    let turn = move || state.density.set(untrack(other).0);
    view! { <IconButton icon=Icon::Rows label=move || other().1 on_click=turn/> }
}

#[component]
fn SelectionBar(
    state: TableState,
    viewport: Viewport,
    selected: Memo<usize>,
    count: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let texts = use_texts();
    let matching = memo(move || state.order.with(|it| it.len()));
    let all_label = move || texts.count(texts::SELECT_MATCHING, matching.get() as u64);
    let bar = NodeRef::<html::Div>::new();
    let select_all = move || {
        state.change_selection(|selection, rows| selection.select_all(rows));
        // The button goes: what can be done with all of them comes next.
        if let Some(bar) = bar.get_untracked() {
            focus(&bar);
        }
    };
    let clear = move || {
        state.selection.update(|selection| selection.clear());
        viewport.focus_active();
    };
    let actions = state.shape.with_value(|shape| {
        let action = |(index, it): (usize, &super::source::BulkShape)| {
            let (label, is_danger) = (it.label.clone(), it.is_danger);
            let on_click = move || {
                state
                    .source
                    .get_value()
                    .run(index, &untrack(|| state.selected()));
            };
            let (reason, is_judged) = (it.disabled_because, it.is_judged);
            let refusal = move || {
                let source = state.source.get_value();
                is_judged
                    .then(|| source.refusal(index, &state.selected()))
                    .flatten()
            };
            let disabled_because = memo(move || reason.get().or_else(refusal));
            view! {
                <Button disabled_because on_click>
                    {is_danger.then(|| view! { <Glyph icon=Icon::Trash/> })}
                    {move || label(selected.get() as u64)}
                </Button>
            }
        };
        shape
            .bulk
            .iter()
            .enumerate()
            .map(action)
            .collect::<Vec<_>>()
    });
    view! {
        <div
            class="table-selection"
            role="group"
            aria-label=texts.get(texts::BULK_ACTIONS)
            tabindex="-1"
            node_ref=bar
        >
            <span>{count}</span>
            {move || {
                (selected.get() < matching.get())
                    .then(|| {
                        view! {
                            <Button variant=ButtonVariant::Quiet on_click=select_all>
                                {all_label}
                            </Button>
                        }
                    })
            }}
            <div class="table-toolbar-end">
                {actions}
                <IconButton
                    icon=Icon::Close
                    label=texts.get(texts::CLEAR_SELECTION)
                    on_click=clear
                />
            </div>
        </div>
    }
}
