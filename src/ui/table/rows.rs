//! The rows in the document. They have no event listeners: the body of the table listens for all of them.

use std::sync::Arc;

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::super::focus::{find_all, origin};
use super::super::menu::{Menu, MenuItems};
use super::super::texts;
use super::definition::ColumnShape;
use super::motion::{Viewport, rove, row_position};
use super::source::RowParts;
use super::state::{TableState, WindowRow};
use crate::i18n::use_texts;

/// The body of the table: rows in sight, and room for the others.
#[component]
pub(super) fn Body(state: TableState, viewport: Viewport) -> impl IntoView {
    let window = state.window;
    let height = move |rows: usize| {
        let row_height = usize::from(state.density.get().row_height());
        format!("{}px", rows * row_height)
    };
    let above = memo(move || height(window.with(|it| it.above)));
    let below = memo(move || height(window.with(|it| it.below)));
    view! {
        <tbody
            on:click=move |event| on_click(state, &event)
            on:focusin=move |event| viewport.on_focus_in(&event)
            on:focusout=move |event| viewport.on_focus_out(&event)
        >
            <tr aria-hidden="true" style:height=above></tr>
            <For each=move || window.with(|it| it.rows.clone()) key=|row| row.key.clone() let:row>
                <Row state row/>
            </For>
            <tr aria-hidden="true" style:height=below></tr>
        </tbody>
    }
}

/// Anywhere in its cell the box can be hit; the other cells open the row, or select it with a key held.
/// Text in them can be marked: that is no click.
fn on_click(state: TableState, event: &web_sys::MouseEvent) {
    let Some(target) = origin(event) else { return };
    let Some(position) = row_position(&target) else {
        return;
    };
    state.activate(position);
    let is_in = |selector: &str| target.closest(selector).ok().flatten().is_some();
    let is_selectable = state.shape.with_value(|shape| !shape.bulk.is_empty());
    let on_box = is_in(".table-check");
    let with_key = event.shift_key() || event.ctrl_key() || event.meta_key();
    if !on_box && !with_key && !is_in("a, button, .table-tail") && !has_marked_text() {
        open_row(&target);
        return;
    }
    if !is_selectable || !(on_box || with_key && !is_in("a, button")) {
        return;
    }
    let is_range = event.shift_key();
    state.change_selection(|selection, rows| {
        if is_range {
            selection.toggle_range(rows, position);
        } else {
            selection.toggle(rows, position);
        }
    });
}

/// Follows the link of the row's name, where it has one.
fn open_row(target: &Element) {
    let row = target.closest(".table-row").ok().flatten();
    let links = row.map(|row| find_all(&row, r#"th[scope="row"] a"#));
    if let Some(link) = links.unwrap_or_default().into_iter().next() {
        // After this click, which is still being heard.
        request_animation_frame(move || link.click());
    }
}

fn has_marked_text() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|it| !it.is_collapsed())
}

#[component]
fn Row(state: TableState, row: WindowRow) -> impl IntoView {
    let key = row.key.clone();
    let place = place(state, row);
    let index = memo(move || place.get().0);
    let parts = state.source.get_value().row(key.clone(), index.into());
    let element = NodeRef::<html::Tr>::new();
    let is_selected = {
        let key = key.clone();
        memo(move || state.selection.with(|it| it.contains(&key)))
    };
    let is_active = memo(move || {
        state.active.with(|active| match &active.key {
            Some(active) => *active == key,
            None => place.get().1 == 0,
        })
    });
    effect(move || {
        if let Some(row) = element.get() {
            rove(&row, is_active.get());
        }
    });
    let (is_selectable, has_tail) = state
        .shape
        .with_value(|shape| (!shape.bulk.is_empty(), shape.has_items || shape.has_extra));
    let name = parts.name;
    let cell = parts.cell.clone();
    view! {
        <tr
            class="table-row"
            aria-rowindex=move || (place.get().1 + 2).to_string()
            tabindex=move || if is_active.get() { "0" } else { "-1" }
            data-selected=move || is_selected.get().then_some("")
            node_ref=element
        >
            {is_selectable.then(|| check_view(name, is_selected))}
            {move || cells_view(state, &cell)}
            {has_tail.then(|| tail_view(parts))}
        </tr>
    }
}

/// Index among all rows and position among those shown, while the row is in the document.
fn place(state: TableState, row: WindowRow) -> Memo<(u32, usize)> {
    let WindowRow {
        key,
        index,
        position,
    } = row;
    Memo::new(move |previous: Option<&(u32, usize)>| {
        state.window.with(|window| {
            let now = window.rows.iter().find(|it| it.key == key);
            now.map(|it| (it.index, it.position))
                .or(previous.copied())
                .unwrap_or((index, position))
        })
    })
}

fn check_view(name: Signal<String>, is_selected: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let label = move || name.with(|name| texts.fill(texts::SELECT_ROW, &[("name", name)]));
    view! {
        <td class="table-check">
            <input type="checkbox" aria-label=label prop:checked=move || is_selected.get()/>
        </td>
    }
}

fn cells_view(
    state: TableState,
    cell: &Arc<dyn Fn(usize) -> AnyView + Send + Sync>,
) -> Vec<AnyView> {
    let columns = state.columns.get();
    let header = header_column(state, &columns);
    state.shape.with_value(|shape| {
        let view = |column: usize| {
            let cell = cell.clone();
            let content = move || cell(column);
            let is_header = header == Some(column);
            cell_view(&shape.columns[column], is_header, content)
        };
        columns.into_iter().map(view).collect()
    })
}

/// The first essential column heads its row.
pub(super) fn header_column(state: TableState, columns: &[usize]) -> Option<usize> {
    state.shape.with_value(|shape| {
        columns
            .iter()
            .copied()
            .find(|column| shape.columns[*column].is_essential)
    })
}

fn cell_view(
    column: &ColumnShape,
    is_header: bool,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let numeric = column.is_numeric.then_some("");
    let monospace = column.is_monospace.then_some("");
    let extra = (!column.is_essential).then_some("");
    if is_header {
        view! {
            <th scope="row" data-numeric=numeric data-monospace=monospace data-extra=extra>
                {content}
            </th>
        }
        .into_any()
    } else {
        view! {
            <td data-numeric=numeric data-monospace=monospace data-extra=extra>{content}</td>
        }
        .into_any()
    }
}

fn tail_view(parts: RowParts) -> impl IntoView {
    let texts = use_texts();
    let name = parts.name;
    let menu = parts.items.map(|items| {
        let label = move || name.with(|name| texts.fill(texts::ACTIONS_FOR, &[("name", name)]));
        view! { <Menu label items=MenuItems::from(move || items())/> }
    });
    view! { <td class="table-tail">{parts.extra.map(|extra| move || extra())}{menu}</td> }
}

/// The rows to come.
pub(super) fn skeleton_view(state: TableState) -> impl IntoView {
    let columns = state.columns.get_untracked();
    let (is_selectable, has_tail) = state
        .shape
        .with_value(|shape| (!shape.bulk.is_empty(), shape.has_items || shape.has_extra));
    let cell = |column: usize| {
        let extra = state
            .shape
            .with_value(|shape| (!shape.columns[column].is_essential).then_some(""));
        // Written within the cell, the framework would make it of HTML text, which the page's policy
        // (Trusted Types) forbids.
        let line = view! { <span class="skeleton-line"></span> };
        view! { <td data-extra=extra>{line}</td> }
    };
    let row = |_| {
        view! {
            <tr class="table-skeleton">
                {is_selectable.then(|| view! { <td class="table-check"></td> })}
                {columns.iter().copied().map(cell).collect::<Vec<_>>()}
                {has_tail.then(|| view! { <td class="table-tail"></td> })}
            </tr>
        }
    };
    view! { <tbody aria-hidden="true">{(0..8).map(row).collect::<Vec<_>>()}</tbody> }
}
