//! The header row: sort buttons, and the checkbox that selects everything.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;

use super::super::icon::{Glyph, Icon};
use super::super::texts;
use super::definition::ColumnShape;
use super::state::TableState;
use crate::i18n::use_texts;

/// Widths are here alone: a table of fixed layout takes them from its first row.
#[component]
pub(super) fn Heading(state: TableState) -> impl IntoView {
    let texts = use_texts();
    let (is_selectable, has_items, has_extra) = state
        .shape
        .with_value(|shape| (!shape.bulk.is_empty(), shape.has_items, shape.has_extra));
    let titles = move || {
        let columns = state.columns.get();
        state.shape.with_value(|shape| {
            let view = |column: usize| title_view(state, column, &shape.columns[column]);
            columns.into_iter().map(view).collect::<Vec<_>>()
        })
    };
    view! {
        <thead>
            <tr aria-rowindex="1">
                {is_selectable.then(|| check_all_view(state))}
                {titles}
                {(has_items || has_extra)
                    .then(|| {
                        view! {
                            <th class="table-tail" scope="col" data-wide=has_extra.then_some("")>
                                <span class="visually-hidden">{texts.get(texts::ACTIONS)}</span>
                            </th>
                        }
                    })}
            </tr>
        </thead>
    }
}

fn check_all_view(state: TableState) -> impl IntoView {
    let texts = use_texts();
    let counts = memo(move || (state.selected().len(), state.order.with(|it| it.len())));
    let is_all =
        move || matches!(counts.get(), (selected, total) if selected == total && total > 0);
    let is_some =
        move || matches!(counts.get(), (selected, total) if selected > 0 && selected < total);
    let on_change = move |_| {
        let is_all = untrack(is_all);
        state.change_selection(|selection, rows| {
            if is_all {
                selection.clear();
            } else {
                selection.select_all(rows);
            }
        });
    };
    view! {
        <th class="table-check" scope="col">
            <input
                type="checkbox"
                aria-label=texts.get(texts::SELECT_ALL)
                prop:checked=is_all
                prop:indeterminate=is_some
                on:change=on_change
            />
        </th>
    }
}

fn title_view(state: TableState, column: usize, shape: &ColumnShape) -> AnyView {
    let ColumnShape {
        key,
        title,
        width,
        is_numeric,
        is_essential,
        is_sortable,
        ..
    } = shape.clone();
    let width = width.map(|width| format!("{width}px"));
    // `Some(true)` is descending.
    let sorted = memo(move || {
        state.view.with(|view| {
            view.sort
                .as_ref()
                .filter(|it| it.column == key)
                .map(|it| it.descending)
        })
    });
    let aria_sort = move || {
        sorted
            .get()
            .map(|it| if it { "descending" } else { "ascending" })
    };
    let arrow = move || {
        sorted.get().map(|is_descending| {
            let icon = if is_descending {
                Icon::ArrowDown
            } else {
                Icon::ArrowUp
            };
            view! { <Glyph icon/> }
        })
    };
    let content = if is_sortable {
        view! {
            <button type="button" class="table-sort" on:click=move |_| state.sort_by(column)>
                {title}
                {arrow}
            </button>
        }
        .into_any()
    } else {
        title.into_any()
    };
    view! {
        <th
            scope="col"
            aria-sort=aria_sort
            data-numeric=is_numeric.then_some("")
            data-extra=(!is_essential).then_some("")
            style:width=width
        >
            {content}
        </th>
    }
    .into_any()
}
