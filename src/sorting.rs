//! Sorting, compiled once. The library's own is compiled anew for every type and every order, five
//! kilobytes each; and so it is again wherever a sorted set is collected.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Puts places into this order; those that are equal stay as they are.
#[inline(never)]
pub fn sort_places(places: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    places.sort_by(|one, other| compare(*one, *other));
}

/// Puts items into this order; those that are equal stay as they are.
pub fn sort_by<T>(items: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..items.len() as u32).collect();
    sort_places(&mut places, &mut |one, other| {
        compare(&items[one as usize], &items[other as usize])
    });
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend((places.iter()).filter_map(|place| unsorted[*place as usize].take()));
}

/// The items as a set, each of them put in by itself.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::{set_of, sort_by};

    #[test]
    fn equal_items_keep_their_order() {
        let mut items = vec![(2, "a"), (1, "b"), (2, "c"), (1, "d")];
        sort_by(&mut items, |one, other| one.0.cmp(&other.0));
        assert_eq!(items, [(1, "b"), (1, "d"), (2, "a"), (2, "c")]);
    }

    #[test]
    fn a_set_has_each_item_once_and_in_order() {
        assert!(set_of(["b", "a", "b"]).into_iter().eq(["a", "b"]));
    }
}
