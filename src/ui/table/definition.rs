//! The definition of a table, as data: columns, key, actions. The caller's row type ends here: the rest of
//! the table works with [`Shape`] and [`super::source::Source`], and is compiled once.

use std::cmp::Ordering;
use std::sync::Arc;

use leptos::prelude::*;

use super::super::menu::MenuItem;
use super::super::ordering;

pub(super) type Text<R> = Arc<dyn Fn(&R) -> String + Send + Sync>;
pub(super) type Cell<R> = Arc<dyn Fn(&R) -> AnyView + Send + Sync>;
pub(super) type Retain<R> = Arc<dyn Fn(&[R], &mut Vec<u32>) + Send + Sync>;
pub(super) type Items<R> = Arc<dyn Fn(&R) -> Vec<MenuItem> + Send + Sync>;
pub(super) type Refusal<R> = Arc<dyn Fn(&[&R]) -> Option<String> + Send + Sync>;

type CompareRows<R> = Arc<dyn Fn(&R, &R) -> Ordering + Send + Sync>;

/// The order of a column.
pub(super) enum Compare<R> {
    /// The text, made once for each row and not once for each comparison.
    Text(fn(&str, &str) -> Ordering),
    Rows(CompareRows<R>),
}

/// What a column is, whatever its rows are.
#[derive(Clone, Debug)]
pub(super) struct ColumnShape {
    pub(super) key: &'static str,
    pub(super) title: String,
    pub(super) width: Option<u16>,
    pub(super) is_numeric: bool,
    pub(super) is_monospace: bool,
    pub(super) is_essential: bool,
    pub(super) is_shown: bool,
    pub(super) is_searched: bool,
    pub(super) is_version: bool,
    pub(super) is_sortable: bool,
    pub(super) descending_first: bool,
    pub(super) words: Option<(String, String)>,
}

/// One column.
pub struct Column<R> {
    pub(super) shape: ColumnShape,
    pub(super) text: Text<R>,
    pub(super) cell: Option<Cell<R>>,
    pub(super) compare: Option<Compare<R>>,
}

impl<R: 'static> Column<R> {
    /// A column and its text, which the filter looks at and the cell shows unless it is given.
    pub fn new(
        key: &'static str,
        title: impl Into<String>,
        text: impl Fn(&R) -> String + Send + Sync + 'static,
    ) -> Self {
        let shape = ColumnShape {
            key,
            title: title.into(),
            width: None,
            is_numeric: false,
            is_monospace: false,
            is_essential: false,
            is_shown: true,
            is_searched: true,
            is_version: false,
            is_sortable: false,
            descending_first: false,
            words: None,
        };
        Self {
            shape,
            text: Arc::new(text),
            cell: None,
            compare: None,
        }
    }

    /// The view in the cell.
    pub fn cell(self, cell: impl Fn(&R) -> AnyView + Send + Sync + 'static) -> Self {
        Self {
            cell: Some(Arc::new(cell)),
            ..self
        }
    }

    /// Sorts by the text, with numbers by value.
    pub fn natural(self) -> Self {
        self.compared(Compare::Text(ordering::natural))
    }

    /// Sorts by the text as semantic versions, and finds those of Helm by their plus sign.
    pub fn versions(mut self) -> Self {
        self.shape.is_version = true;
        self.compared(Compare::Text(ordering::versions))
    }

    /// Sorts by anything.
    pub fn sorted_by(self, compare: impl Fn(&R, &R) -> Ordering + Send + Sync + 'static) -> Self {
        self.compared(Compare::Rows(Arc::new(compare)))
    }

    fn compared(mut self, compare: Compare<R>) -> Self {
        self.compare = Some(compare);
        self.shape.is_sortable = true;
        self
    }

    /// The first press on the heading puts the greatest first: dates, sizes.
    pub fn descending_first(mut self) -> Self {
        self.shape.descending_first = true;
        self
    }

    /// What the two orders are called: `("oldest first", "newest first")`.
    pub fn words(mut self, ascending: impl Into<String>, descending: impl Into<String>) -> Self {
        self.shape.words = Some((ascending.into(), descending.into()));
        self
    }

    /// Numbers: at the right, in figures of one width.
    pub fn numeric(mut self) -> Self {
        self.shape.is_numeric = true;
        self
    }

    /// Compared letter by letter: digests, tags.
    pub fn monospace(mut self) -> Self {
        self.shape.is_monospace = true;
        self
    }

    /// Always shown, also where there is little room. The first one is the heading of its row.
    pub fn essential(mut self) -> Self {
        self.shape.is_essential = true;
        self
    }

    /// Not shown until it is chosen.
    pub fn hidden(mut self) -> Self {
        self.shape.is_shown = false;
        self
    }

    /// The filter does not look at it.
    pub fn unsearched(mut self) -> Self {
        self.shape.is_searched = false;
        self
    }

    /// Its width in CSS pixels; without one it shares what the others leave.
    pub fn width(mut self, width: u16) -> Self {
        self.shape.width = Some(width);
        self
    }
}

/// Something that can be done with all selected rows.
pub struct BulkAction<R: 'static> {
    pub(super) label: Arc<dyn Fn(u64) -> String + Send + Sync>,
    pub(super) on_run: UnsyncCallback<Vec<R>>,
    pub(super) is_danger: bool,
    pub(super) disabled_because: Signal<Option<String>>,
    pub(super) refusal: Option<Refusal<R>>,
}

impl<R: 'static> BulkAction<R> {
    /// The label says how many: `Delete 3 tags`.
    pub fn new(
        label: impl Fn(u64) -> String + Send + Sync + 'static,
        on_run: impl Fn(Vec<R>) + 'static,
    ) -> Self {
        Self {
            label: Arc::new(label),
            on_run: UnsyncCallback::new(on_run),
            is_danger: false,
            disabled_because: Signal::default(),
            refusal: None,
        }
    }

    /// Destroys something.
    pub fn danger(self) -> Self {
        Self {
            is_danger: true,
            ..self
        }
    }

    /// Why it may not be done now.
    pub fn disabled_because(self, reason: impl Into<Signal<Option<String>>>) -> Self {
        Self {
            disabled_because: reason.into(),
            ..self
        }
    }

    /// Why it may be done with none of the rows that are selected.
    pub fn refused_for(
        self,
        refusal: impl Fn(&[&R]) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            refusal: Some(Arc::new(refusal)),
            ..self
        }
    }
}

/// Rows that are left out for another reason than the filter.
pub(super) struct Narrowing<R> {
    /// Leaves them out. Tracks what decides it.
    pub(super) retain: Retain<R>,
    /// Tracks what decides it, and no more.
    pub(super) track: Arc<dyn Fn() + Send + Sync>,
    /// Shown when that leaves none.
    pub(super) none: ViewFn,
}

/// The definition of a table: what it shows.
pub struct TableDefinition<R: 'static> {
    pub(super) label: String,
    pub(super) columns: Vec<Column<R>>,
    pub(super) key: Text<R>,
    pub(super) name: Option<Text<R>>,
    pub(super) items: Option<Items<R>>,
    pub(super) extra: Option<Cell<R>>,
    pub(super) bulk: Vec<BulkAction<R>>,
    pub(super) narrowing: Option<Narrowing<R>>,
}

impl<R: 'static> TableDefinition<R> {
    /// A table with its name, its columns and what tells its rows apart.
    pub fn new(
        label: impl Into<String>,
        columns: Vec<Column<R>>,
        key: impl Fn(&R) -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            columns,
            key: Arc::new(key),
            name: None,
            items: None,
            extra: None,
            bulk: Vec::new(),
            narrowing: None,
        }
    }

    /// What a row is called, in `Actions for {name}`; otherwise its key.
    pub fn named(self, name: impl Fn(&R) -> String + Send + Sync + 'static) -> Self {
        Self {
            name: Some(Arc::new(name)),
            ..self
        }
    }

    /// The menu at the end of each row; asked for when it opens.
    pub fn row_actions(self, items: impl Fn(&R) -> Vec<MenuItem> + Send + Sync + 'static) -> Self {
        Self {
            items: Some(Arc::new(items)),
            ..self
        }
    }

    /// Something before the menu, such as a copy button.
    pub fn row_extra(self, extra: impl Fn(&R) -> AnyView + Send + Sync + 'static) -> Self {
        Self {
            extra: Some(Arc::new(extra)),
            ..self
        }
    }

    /// Shows only rows that match a value, as facets do. The tools stay when that leaves none, and
    /// `none` says so.
    pub fn narrowed<N: Send + Sync + 'static>(
        self,
        by: impl Into<Signal<N>>,
        matches: impl Fn(&N, &R) -> bool + Send + Sync + 'static,
        none: impl Into<ViewFn>,
    ) -> Self {
        let by: Signal<N> = by.into();
        let retain = move |rows: &[R], order: &mut Vec<u32>| {
            by.with(|by| order.retain(|index| matches(by, &rows[*index as usize])));
        };
        let narrowing = Narrowing {
            retain: Arc::new(retain) as Retain<R>,
            track: Arc::new(move || by.with(|_| ())),
            none: none.into(),
        };
        Self {
            narrowing: Some(narrowing),
            ..self
        }
    }

    /// Makes rows selectable and offers this for the selected.
    pub fn bulk_action(mut self, action: BulkAction<R>) -> Self {
        self.bulk.push(action);
        self
    }
}
