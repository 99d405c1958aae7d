//! The state of a table: which rows match, in which order, which are in the document, which are selected,
//! which has the focus. All derived values are memos; nothing here touches the document.

use std::collections::HashSet;
use std::sync::Arc;

use crate::reactive::memo;
use leptos::prelude::*;

use super::filter::Filter;
use super::keyboard::Step;
use super::selection::{Selection, Sequence};
use super::source::{Shape, Source};
use super::view_state::{Sort, TableView};
use super::window::Scroll;
use crate::storage::preferences::{Density, use_preferences};

/// The height of the heading row in CSS pixels, as the style sheet has it.
pub(super) const HEADER_HEIGHT: f64 = 34.0;

/// The row that the keyboard is at. Its place is kept too: when it is deleted, the row that comes
/// to be there takes over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Active {
    pub(super) key: Option<Arc<str>>,
    pub(super) position: usize,
}

/// A row that is in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WindowRow {
    pub(super) key: Arc<str>,
    pub(super) index: u32,
    pub(super) position: usize,
}

/// The rows that are in the document, and how many are left out above and below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) rows: Vec<WindowRow>,
    pub(super) above: usize,
    pub(super) below: usize,
}

#[derive(Clone, Copy)]
pub(super) struct TableState {
    pub(super) shape: StoredValue<Shape>,
    pub(super) source: StoredValue<Arc<dyn Source>>,
    pub(super) view: RwSignal<TableView>,
    pub(super) density: RwSignal<Density>,
    pub(super) keys: Memo<Arc<Vec<Arc<str>>>>,
    pub(super) order: Memo<Arc<Vec<u32>>>,
    pub(super) columns: Memo<Vec<usize>>,
    pub(super) window: Memo<Window>,
    pub(super) scroll: RwSignal<Scroll>,
    pub(super) selection: RwSignal<Selection>,
    pub(super) active: RwSignal<Active>,
}

impl TableState {
    pub(super) fn new(shape: Shape, source: Arc<dyn Source>, view: RwSignal<TableView>) -> Self {
        let shape = StoredValue::new(shape);
        let source = StoredValue::new(source);
        let density = use_preferences().density;
        let scroll = RwSignal::new(Scroll::default());
        let keys = memo(move || Arc::new(source.get_value().keys()));
        let order = order(shape, source, view, keys);
        let columns = memo(move || view.with(|view| shown_columns(shape, view)));
        let window = window(keys, order, scroll, density);
        Self {
            shape,
            source,
            view,
            density,
            keys,
            order,
            columns,
            window,
            scroll,
            selection: RwSignal::new(Selection::default()),
            active: RwSignal::new(Active::default()),
        }
    }

    /// Changes something with the rows as they are shown now.
    pub(super) fn with_sequence<T>(self, act: impl FnOnce(Sequence<'_>) -> T) -> T {
        let (keys, order) = (self.keys.get_untracked(), self.order.get_untracked());
        act(Sequence {
            keys: &keys,
            order: &order,
        })
    }

    /// The selected rows among those that match: what is out of sight is not acted on.
    pub(super) fn selected(self) -> Vec<u32> {
        let (keys, order) = (self.keys.get(), self.order.get());
        self.selection.with(|selection| {
            if selection.is_empty() {
                return Vec::new();
            }
            let is_selected = |index: &&u32| selection.contains(&keys[**index as usize]);
            order.iter().filter(is_selected).copied().collect()
        })
    }

    pub(super) fn change_selection(self, change: impl FnOnce(&mut Selection, Sequence<'_>)) {
        self.with_sequence(|rows| self.selection.update(|selection| change(selection, rows)));
    }

    pub(super) fn activate(self, position: usize) {
        let key = self.with_sequence(|rows| rows.key(position).cloned());
        let active = Active { key, position };
        if self.active.with_untracked(|it| *it != active) {
            self.active.set(active);
        }
    }

    /// Where a step from the active row leads.
    pub(super) fn step(self, step: Step) -> Option<usize> {
        let row_height = f64::from(self.density.get_untracked().row_height());
        let height = self.scroll.get_untracked().height - HEADER_HEIGHT;
        let page = ((height / row_height) as usize).saturating_sub(1).max(1);
        let total = self.order.with_untracked(|it| it.len());
        step.from(self.active.with_untracked(|it| it.position), total, page)
    }

    /// Sorts by a column; a second time the other way round.
    pub(super) fn sort_by(self, column: usize) {
        let (key, descending_first) = self.shape.with_value(|shape| {
            let column = &shape.columns[column];
            (column.key, column.descending_first)
        });
        self.view.update(|view| {
            let descending = match &view.sort {
                Some(sort) if sort.column == key => !sort.descending,
                _ => descending_first,
            };
            view.sort = Some(Sort {
                column: key.to_owned(),
                descending,
            });
        });
    }

    /// Shows or hides a column. The set that the table shows by itself needs no saying.
    pub(super) fn toggle_column(self, column: usize) {
        let mut shown = self.columns.get_untracked();
        match shown.iter().position(|it| *it == column) {
            Some(at) => drop(shown.remove(at)),
            None => shown.push(column),
        }
        shown.sort_unstable();
        let columns = self.shape.with_value(|shape| {
            let by_itself = (0..shape.columns.len()).filter(|it| shape.columns[*it].is_shown);
            let keys = shown.iter().map(|it| shape.columns[*it].key.to_owned());
            (!by_itself.eq(shown.iter().copied())).then(|| keys.collect())
        });
        self.view.update(|view| view.columns = columns);
    }
}

/// The order follows the rows, what narrows them, the filter and the sort, and nothing else of the
/// view.
fn order(
    shape: StoredValue<Shape>,
    source: StoredValue<Arc<dyn Source>>,
    view: RwSignal<TableView>,
    keys: Memo<Arc<Vec<Arc<str>>>>,
) -> Memo<Arc<Vec<u32>>> {
    let filter = memo(move || view.with(|view| Filter::new(&view.filter)));
    let sort = memo(move || view.with(|view| view.sort.clone()));
    // Not read, and so not made, before something is typed.
    let haystacks = memo(move || Arc::new(source.get_value().haystacks()));
    memo(move || {
        let mut order = keys.with(|keys| distinct(keys));
        source.get_value().narrow(&mut order);
        filter.with(|filter| {
            if !filter.is_empty() {
                haystacks
                    .with(|texts| order.retain(|index| filter.matches(&texts[*index as usize])));
            }
        });
        if let Some(Sort { column, descending }) = sort.get() {
            let column =
                shape.with_value(|shape| shape.columns.iter().position(|it| it.key == column));
            if let Some(column) = column {
                source.get_value().sort(column, descending, &mut order);
            }
        }
        Arc::new(order)
    })
}

/// The same row may come twice when something is created while pages arrive; it stands once.
fn distinct(keys: &[Arc<str>]) -> Vec<u32> {
    let mut seen = HashSet::with_capacity(keys.len());
    (0..keys.len() as u32)
        .filter(|index| seen.insert(&*keys[*index as usize]))
        .collect()
}

/// Essential columns are shown whatever an address says.
fn shown_columns(shape: StoredValue<Shape>, view: &TableView) -> Vec<usize> {
    shape.with_value(|shape| {
        let is_shown = |index: &usize| {
            let column = &shape.columns[*index];
            let is_chosen = match &view.columns {
                Some(columns) => columns.iter().any(|it| it == column.key),
                None => column.is_shown,
            };
            is_chosen || column.is_essential
        };
        (0..shape.columns.len()).filter(is_shown).collect()
    })
}

fn window(
    keys: Memo<Arc<Vec<Arc<str>>>>,
    order: Memo<Arc<Vec<u32>>>,
    scroll: RwSignal<Scroll>,
    density: RwSignal<Density>,
) -> Memo<Window> {
    // A memo of its own: most scroll events end here.
    let range = memo(move || {
        let total = order.with(|order| order.len());
        let row_height = f64::from(density.get().row_height());
        scroll.get().window(row_height, total)
    });
    memo(move || {
        let (keys, order, range) = (keys.get(), order.get(), range.get());
        let row = |position: usize| {
            let index = order[position];
            WindowRow {
                key: keys[index as usize].clone(),
                index,
                position,
            }
        };
        Window {
            above: range.start,
            below: order.len() - range.end,
            rows: range.map(row).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows in sight are computed from heights that the style sheet gives them.
    #[test]
    fn the_style_sheet_has_the_heights_that_the_window_is_computed_from() {
        let sheet = include_str!("../../../style/components/table.css");
        let heights: Vec<String> = [Density::Comfortable, Density::Compact]
            .map(|density| format!("{}px", density.row_height()))
            .into();
        let given: Vec<&str> = sheet
            .lines()
            .filter_map(|line| {
                line.trim()
                    .strip_prefix("--row-height: ")?
                    .strip_suffix(';')
            })
            .collect();
        assert_eq!(given, heights);
        let heading = format!("height: {HEADER_HEIGHT}px;");
        let (_, rule) = sheet.split_once(".table-viewport thead th {").unwrap();
        let (rule, _) = rule.split_once('}').unwrap();
        assert!(rule.contains(&heading), "{rule}");
        let padding = format!("scroll-padding-block-start: {HEADER_HEIGHT}px;");
        assert!(sheet.contains(&padding));
    }
}
