//! Lists in pages by marker: each page starts where the previous one ended.
//!
//! The marker is spelled `nextMarker` by some calls and `next_marker` by others, and a service may
//! write both at once. It is a number for repositories and a text for tags.

use crate::List;

/// The part of a list to ask for, by marker.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkerRequest<M> {
    /// [`MarkerPage::next`] of the page before; nothing for the first one.
    pub marker: Option<M>,
    /// How many items to get; what the call does not take is moved to the nearest bound.
    pub limit: u32,
}

impl<M: ToString> MarkerRequest<M> {
    pub(crate) fn parameters(&self, maximum_limit: u32) -> Vec<(&'static str, String)> {
        let limit = self.limit.clamp(1, maximum_limit);
        let mut parameters = vec![("limit", limit.to_string())];
        if let Some(marker) = &self.marker {
            parameters.push(("marker", marker.to_string()));
        }
        parameters
    }
}

/// The first hundred, which is the service's own default for most lists.
impl<M> Default for MarkerRequest<M> {
    fn default() -> Self {
        Self {
            marker: None,
            limit: 100,
        }
    }
}

/// One part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkerPage<T, M> {
    /// The items, in the order of the service.
    pub items: Vec<T>,
    /// The marker of the next page; `None` at the end of the list.
    pub next: Option<M>,
    /// How many items of this part could not be read, as in [`List::unreadable`].
    pub unreadable: u64,
}

impl<T, M: Default + PartialEq> MarkerPage<T, M> {
    /// A marker of zero or of no letters would lead back to the start, forever: it is the end.
    pub(crate) fn new(list: List<T>, markers: [Option<M>; 2], has_more: Option<bool>) -> Self {
        let mut given = markers.into_iter().flatten();
        let next = given.find(|marker| *marker != M::default());
        let List { items, unreadable } = list;
        Self {
            items,
            next: next.filter(|_| has_more != Some(false)),
            unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{List, MarkerPage, MarkerRequest};

    fn next(markers: [Option<i64>; 2], has_more: Option<bool>) -> Option<i64> {
        MarkerPage::new(vec!["a"].into(), markers, has_more).next
    }

    #[test]
    fn either_spelling_of_the_marker_leads_on_and_both_agree() {
        assert_eq!(next([Some(7), None], None), Some(7));
        assert_eq!(next([None, Some(7)], Some(true)), Some(7));
        assert_eq!(next([Some(7), Some(7)], None), Some(7));
        assert_eq!(next([Some(0), Some(7)], None), Some(7));
    }

    #[test]
    fn a_list_ends_where_nothing_leads_on() {
        assert_eq!(next([None, None], None), None);
        assert_eq!(next([None, None], Some(true)), None);
        assert_eq!(next([Some(0), None], Some(true)), None);
        assert_eq!(next([Some(7), None], Some(false)), None);
        let empty = Some(String::new());
        let page: MarkerPage<u8, String> = MarkerPage::new(List::default(), [empty, None], None);
        assert_eq!(page.next, None);
    }

    #[test]
    fn the_limit_stays_within_what_the_call_takes() {
        let sent = |limit, maximum| {
            let request: MarkerRequest<i64> = MarkerRequest {
                marker: Some(9),
                limit,
            };
            request.parameters(maximum)
        };
        let pairs = |limit: &str| vec![("limit", limit.to_owned()), ("marker", "9".to_owned())];
        assert_eq!(sent(0, 1000), pairs("1"));
        assert_eq!(sent(5000, 1000), pairs("1000"));
        assert_eq!(sent(100, 10), pairs("10"));
    }
}
