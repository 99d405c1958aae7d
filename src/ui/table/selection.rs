//! The selected rows, by key, so that a selection survives sorting, filtering and rows that arrive later.
//! Pure.

use std::collections::HashSet;
use std::sync::Arc;

/// The keys of the rows in the order in which they are shown.
#[derive(Clone, Copy)]
pub(super) struct Sequence<'a> {
    pub(super) keys: &'a [Arc<str>],
    pub(super) order: &'a [u32],
}

impl Sequence<'_> {
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn key(&self, position: usize) -> Option<&Arc<str>> {
        self.keys.get(*self.order.get(position)? as usize)
    }

    pub(super) fn position(&self, key: &str) -> Option<usize> {
        (0..self.len()).find(|position| self.key(*position).is_some_and(|it| **it == *key))
    }

    fn range(&self, one: usize, other: usize) -> impl Iterator<Item = &Arc<str>> {
        (one.min(other)..=one.max(other)).filter_map(|position| self.key(position))
    }
}

/// The selected rows, and from where the next range goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    keys: HashSet<Arc<str>>,
    anchor: Option<Arc<str>>,
}

impl Selection {
    pub(super) fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Turns one row, which becomes the start of the next range.
    pub(super) fn toggle(&mut self, rows: Sequence<'_>, position: usize) {
        let Some(key) = rows.key(position) else {
            return;
        };
        if !self.keys.remove(key) {
            self.keys.insert(key.clone());
        }
        self.anchor = Some(key.clone());
    }

    /// Gives every row since the last turned one the state that this one gets.
    pub(super) fn toggle_range(&mut self, rows: Sequence<'_>, position: usize) {
        let anchor = self
            .anchor
            .as_deref()
            .and_then(|anchor| rows.position(anchor));
        let (Some(anchor), Some(key)) = (anchor, rows.key(position)) else {
            return self.toggle(rows, position);
        };
        if self.contains(key) {
            self.remove(rows.range(anchor, position));
        } else {
            self.keys.extend(rows.range(anchor, position).cloned());
        }
    }

    /// Moves the end of a range from one row to another: what it leaves is no longer selected.
    pub(super) fn extend(&mut self, rows: Sequence<'_>, from: usize, to: usize) {
        let anchor = self
            .anchor
            .as_deref()
            .and_then(|anchor| rows.position(anchor));
        let anchor = anchor.filter(|_| rows.key(from).is_some_and(|key| self.contains(key)));
        let anchor = anchor.unwrap_or(from);
        self.anchor = rows.key(anchor).cloned();
        self.remove(rows.range(anchor, from));
        self.keys.extend(rows.range(anchor, to).cloned());
    }

    fn remove<'a>(&mut self, keys: impl Iterator<Item = &'a Arc<str>>) {
        for key in keys {
            self.keys.remove(key);
        }
    }

    pub(super) fn select_all(&mut self, rows: Sequence<'_>) {
        self.keys.extend(
            (0..rows.len())
                .filter_map(|position| rows.key(position))
                .cloned(),
        );
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Rows(Vec<Arc<str>>, Vec<u32>);

    impl Rows {
        fn named(names: &[&str]) -> Self {
            let keys: Vec<Arc<str>> = names.iter().map(|it| Arc::from(*it)).collect();
            let order = (0..keys.len() as u32).collect();
            Self(keys, order)
        }

        fn get(&self) -> Sequence<'_> {
            Sequence {
                keys: &self.0,
                order: &self.1,
            }
        }

        #[track_caller]
        fn check(&self, selection: &Selection, expected: &[&str]) {
            let rows = self.get();
            let selected: Vec<&str> = (0..rows.len())
                .filter_map(|position| rows.key(position))
                .filter(|key| selection.contains(key))
                .map(|key| &**key)
                .collect();
            assert_eq!(selected, expected);
        }
    }

    #[test]
    fn a_range_goes_from_the_last_turned_row_and_takes_its_new_state() {
        let rows = Rows::named(&["a", "b", "c", "d", "e"]);
        let mut selection = Selection::default();
        selection.toggle(rows.get(), 3);
        selection.toggle_range(rows.get(), 1);
        rows.check(&selection, &["b", "c", "d"]);
        selection.toggle_range(rows.get(), 2);
        rows.check(&selection, &["b"]);
    }

    #[test]
    fn a_range_without_a_start_is_one_row() {
        let rows = Rows::named(&["a", "b", "c"]);
        let mut selection = Selection::default();
        selection.toggle_range(rows.get(), 2);
        rows.check(&selection, &["c"]);
    }

    #[test]
    fn shift_and_arrows_grow_and_shrink_around_where_they_began() {
        let rows = Rows::named(&["a", "b", "c", "d"]);
        let mut selection = Selection::default();
        selection.extend(rows.get(), 1, 2);
        selection.extend(rows.get(), 2, 3);
        rows.check(&selection, &["b", "c", "d"]);
        selection.extend(rows.get(), 3, 2);
        selection.extend(rows.get(), 2, 1);
        selection.extend(rows.get(), 1, 0);
        rows.check(&selection, &["a", "b"]);
    }

    #[test]
    fn a_selection_survives_another_order() {
        let mut rows = Rows::named(&["a", "b", "c"]);
        let mut selection = Selection::default();
        selection.toggle(rows.get(), 0);
        rows.1.reverse();
        rows.check(&selection, &["a"]);
        selection.toggle_range(rows.get(), 1);
        rows.check(&selection, &["b", "a"]);
    }

    #[test]
    fn all_means_all_that_are_shown() {
        let mut rows = Rows::named(&["a", "b", "c"]);
        rows.1 = vec![0, 2];
        let mut selection = Selection::default();
        selection.select_all(rows.get());
        assert!(!selection.contains("b"));
        rows.check(&selection, &["a", "c"]);
    }
}
