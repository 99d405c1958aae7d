//! The only place where the table uses the caller's row type. All other code accesses a `dyn Source` by
//! index, so a second row type costs these few functions and not a second table.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::menu::MenuItem;
use super::super::ordering;
use super::definition::{
    BulkAction, Cell, Column, ColumnShape, Compare, Items, Narrowing, TableDefinition, Text,
};

/// The rows, by index.
pub(super) trait Source: Send + Sync {
    /// The key of every row. Tracks the rows, as all of these do.
    fn keys(&self) -> Vec<Arc<str>>;
    /// What the filter looks at, for every row: lower case, one cell a line.
    fn haystacks(&self) -> Vec<String>;
    /// Leaves out rows for another reason than the filter.
    fn narrow(&self, order: &mut Vec<u32>);
    /// Tracks what that reason depends on.
    fn track_narrowing(&self);
    /// Sorts indices by a column.
    fn sort(&self, column: usize, is_descending: bool, order: &mut [u32]);
    /// One row, which may move to another index.
    fn row(&self, key: Arc<str>, index: Signal<u32>) -> RowParts;
    /// Why a bulk action may be done with none of some rows. Tracks what decides it.
    fn refusal(&self, action: usize, indices: &[u32]) -> Option<String>;
    /// Runs a bulk action on some rows.
    fn run(&self, action: usize, indices: &[u32]);
}

/// What a row is made of; each part follows the row's value.
#[derive(Clone)]
pub(super) struct RowParts {
    pub(super) name: Signal<String>,
    pub(super) cell: Arc<dyn Fn(usize) -> AnyView + Send + Sync>,
    pub(super) extra: Option<Arc<dyn Fn() -> AnyView + Send + Sync>>,
    pub(super) items: Option<Arc<dyn Fn() -> Vec<MenuItem> + Send + Sync>>,
}

/// What the bar of selected rows shows of a bulk action.
#[derive(Clone)]
pub(super) struct BulkShape {
    pub(super) label: Arc<dyn Fn(u64) -> String + Send + Sync>,
    pub(super) is_danger: bool,
    pub(super) disabled_because: Signal<Option<String>>,
    /// Whether it depends on the rows.
    pub(super) is_judged: bool,
}

/// What a table is, whatever its rows are.
#[derive(Clone)]
pub(super) struct Shape {
    pub(super) label: String,
    pub(super) columns: Vec<ColumnShape>,
    pub(super) bulk: Vec<BulkShape>,
    pub(super) has_items: bool,
    pub(super) has_extra: bool,
    /// Shown when rows are left out for another reason than the filter, and none is left.
    pub(super) none_left: Option<ViewFn>,
}

struct Rows<R: Send + Sync + 'static> {
    rows: Signal<Vec<R>>,
    columns: Arc<[Column<R>]>,
    key: Text<R>,
    name: Text<R>,
    items: Option<Items<R>>,
    extra: Option<Cell<R>>,
    bulk: Vec<BulkAction<R>>,
    narrowing: Option<Narrowing<R>>,
}

/// Parts a definition into what does not depend on the row type and what does.
pub(super) fn split<R>(
    definition: TableDefinition<R>,
    rows: Signal<Vec<R>>,
) -> (Shape, Arc<dyn Source>)
where
    R: Clone + PartialEq + Send + Sync + 'static,
{
    let TableDefinition {
        label,
        columns,
        key,
        name,
        items,
        extra,
        bulk,
        narrowing,
    } = definition;
    let bulk_shape = |it: &BulkAction<R>| BulkShape {
        label: it.label.clone(),
        is_danger: it.is_danger,
        disabled_because: it.disabled_because,
        is_judged: it.refusal.is_some(),
    };
    let shape = Shape {
        label,
        columns: columns.iter().map(|it| it.shape.clone()).collect(),
        bulk: bulk.iter().map(bulk_shape).collect(),
        has_items: items.is_some(),
        has_extra: extra.is_some(),
        none_left: narrowing.as_ref().map(|it| it.none.clone()),
    };
    let name = name.unwrap_or_else(|| key.clone());
    let source = Rows {
        rows,
        columns: columns.into(),
        key,
        name,
        items,
        extra,
        bulk,
        narrowing,
    };
    (shape, Arc::new(source))
}

impl<R: Clone + PartialEq + Send + Sync + 'static> Rows<R> {
    /// The row's value. While the row is on its way out its index may be another's: it keeps what
    /// it showed.
    fn value(&self, key: Arc<str>, index: Signal<u32>) -> Memo<Option<R>> {
        let (rows, key_of) = (self.rows, self.key.clone());
        Memo::new(move |previous: Option<&Option<R>>| {
            let index = index.get() as usize;
            rows.with(|rows| rows.get(index).filter(|row| *key_of(row) == *key).cloned())
                .or_else(|| previous.cloned().flatten())
        })
    }
}

impl<R: Clone + PartialEq + Send + Sync + 'static> Source for Rows<R> {
    fn keys(&self) -> Vec<Arc<str>> {
        self.rows
            .with(|rows| rows.iter().map(|row| (self.key)(row).into()).collect())
    }

    fn haystacks(&self) -> Vec<String> {
        let columns: Vec<_> = self
            .columns
            .iter()
            .filter(|it| it.shape.is_searched)
            .collect();
        let haystack = |row: &R| {
            let mut haystack = String::new();
            for column in &columns {
                let text = (column.text)(row).to_lowercase();
                haystack.push_str(&text);
                haystack.push('\n');
                let with_plus = ordering::with_plus(&text).filter(|_| column.shape.is_version);
                if let Some(text) = with_plus {
                    haystack.push_str(&text);
                    haystack.push('\n');
                }
            }
            haystack
        };
        self.rows.with(|rows| rows.iter().map(haystack).collect())
    }

    fn narrow(&self, order: &mut Vec<u32>) {
        if let Some(narrowing) = &self.narrowing {
            self.rows.with(|rows| (narrowing.retain)(rows, order));
        }
    }

    fn track_narrowing(&self) {
        if let Some(narrowing) = &self.narrowing {
            (narrowing.track)();
        }
    }

    fn sort(&self, column: usize, is_descending: bool, order: &mut [u32]) {
        let Some(column) = self.columns.get(column) else {
            return;
        };
        self.rows.with(|rows| match &column.compare {
            Some(Compare::Text(compare)) => {
                let texts: Vec<String> = rows.iter().map(|row| (column.text)(row)).collect();
                sort_indices(order, is_descending, &mut |one, other| {
                    compare(&texts[one as usize], &texts[other as usize])
                });
            }
            Some(Compare::Rows(compare)) => {
                sort_indices(order, is_descending, &mut |one, other| {
                    compare(&rows[one as usize], &rows[other as usize])
                });
            }
            None => {}
        });
    }

    fn row(&self, key: Arc<str>, index: Signal<u32>) -> RowParts {
        let value = self.value(key, index);
        let (columns, name) = (self.columns.clone(), self.name.clone());
        let cell = move |column: usize| {
            value
                .with(|row| row.as_ref().map(|row| columns[column].view(row)))
                .into_any()
        };
        RowParts {
            name: Signal::derive(move || {
                value.with(|row| row.as_ref().map(|row| name(row)).unwrap_or_default())
            }),
            cell: Arc::new(cell),
            extra: self.extra.clone().map(|extra| {
                let extra: Arc<dyn Fn() -> AnyView + Send + Sync> = Arc::new(move || {
                    value
                        .with(|row| row.as_ref().map(|row| extra(row)))
                        .into_any()
                });
                extra
            }),
            items: self.items.clone().map(|items| {
                let items: Arc<dyn Fn() -> Vec<MenuItem> + Send + Sync> = Arc::new(move || {
                    value.with(|row| row.as_ref().map(|row| items(row)).unwrap_or_default())
                });
                items
            }),
        }
    }

    fn refusal(&self, action: usize, indices: &[u32]) -> Option<String> {
        let refusal = self.bulk.get(action)?.refusal.as_ref()?;
        self.rows.with(|rows| {
            let rows = indices.iter().filter_map(|it| rows.get(*it as usize));
            refusal(&rows.collect::<Vec<_>>())
        })
    }

    fn run(&self, action: usize, indices: &[u32]) {
        let rows = self.rows.with_untracked(|rows| {
            indices
                .iter()
                .filter_map(|index| rows.get(*index as usize).cloned())
                .collect()
        });
        if let Some(action) = self.bulk.get(action) {
            action.on_run.try_run(rows);
        }
    }
}

impl<R: 'static> Column<R> {
    fn view(&self, row: &R) -> AnyView {
        match &self.cell {
            Some(cell) => cell(row),
            None => (self.text)(row).into_any(),
        }
    }
}

/// Behind a `dyn`, so that the sorting itself is compiled once. Equal rows keep their order both
/// ways.
fn sort_indices(
    order: &mut [u32],
    is_descending: bool,
    compare: &mut dyn FnMut(u32, u32) -> std::cmp::Ordering,
) {
    order.sort_by(|one, other| {
        let ordering = compare(*one, *other);
        if is_descending {
            ordering.reverse()
        } else {
            ordering
        }
    });
}
