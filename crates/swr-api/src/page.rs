//! Lists that come in pages: by offset here, by marker in `marker.rs`.
//!
//! `limit` without `offset` has no effect on the service, and no total comes back, so both are
//! always sent together.

mod marker;

use std::fmt;

use crate::List;

pub use marker::{MarkerPage, MarkerRequest};

/// The part of a list to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageRequest {
    /// How many items to pass over.
    pub offset: u64,
    /// How many items to get: 1 to 1000; what lies outside is moved to the nearest bound.
    pub limit: u32,
}

impl PageRequest {
    /// The maximum number of items in one response.
    pub const MAXIMUM_LIMIT: u32 = 1000;

    /// The part after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self {
            offset: self.offset + u64::from(self.sent_limit()),
            ..self
        }
    }

    fn sent_limit(self) -> u32 {
        self.limit.clamp(1, Self::MAXIMUM_LIMIT)
    }

    pub(crate) fn parameters(self) -> [(&'static str, String); 2] {
        [
            ("limit", self.sent_limit().to_string()),
            ("offset", self.offset.to_string()),
        ]
    }
}

/// The first hundred, which is the service's own default.
impl Default for PageRequest {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: 100,
        }
    }
}

/// One part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in the order of the service.
    pub items: Vec<T>,
    /// The total number of matching items, if the service reports it.
    pub total: Option<u64>,
    /// How many items of this part could not be read, as in [`List::unreadable`](crate::List).
    pub unreadable: u64,
}

impl<T> Page<T> {
    /// How many items the service sent, those that could not be read among them: by so many the
    /// next part is further on.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.items.len() as u64 + self.unreadable
    }

    pub(crate) fn new(list: List<T>, total: Option<u64>) -> Self {
        let List { items, unreadable } = list;
        Self {
            items,
            total,
            unreadable,
        }
    }
}

/// The header `Content-Range` as this API writes it: `{offset}-{count}/{total}`, where the second
/// number is how many items the page holds, not the index of the last, and no unit is in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentRange {
    /// How many items were passed over.
    pub offset: u64,
    /// How many items the page holds.
    pub count: u64,
    /// How many items match in all.
    pub total: u64,
}

impl ContentRange {
    /// Reads the header; anything but three numbers is no range.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (part, total) = text.trim().split_once('/')?;
        let (offset, count) = part.split_once('-')?;
        Some(Self {
            offset: offset.parse().ok()?,
            count: count.parse().ok()?,
            total: total.parse().ok()?,
        })
    }
}

impl fmt::Display for ContentRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}/{}", self.offset, self.count, self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentRange, PageRequest};

    #[test]
    fn content_range_holds_offset_count_and_total() {
        let range = ContentRange {
            offset: 100,
            count: 7,
            total: 107,
        };
        assert_eq!(ContentRange::parse("100-7/107"), Some(range));
        assert_eq!(ContentRange::parse(&range.to_string()), Some(range));
        for bad in [
            "",
            "100",
            "100-7",
            "100-7/*",
            "items 0-7/7",
            "-1-7/7",
            "a-b/c",
        ] {
            assert_eq!(ContentRange::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_limit_stays_within_what_the_service_takes() {
        let limit_sent = |limit| PageRequest { offset: 0, limit }.parameters()[0].1.clone();
        assert_eq!(limit_sent(0), "1");
        assert_eq!(limit_sent(100), "100");
        assert_eq!(limit_sent(5000), "1000");
    }

    #[test]
    fn pages_follow_each_other_without_gap() {
        let second = PageRequest::default().next();
        assert_eq!((second.offset, second.limit), (100, 100));
        assert_eq!(second.next().offset, 200);
        let offset_after = |limit| PageRequest { offset: 0, limit }.next().offset;
        assert_eq!((offset_after(0), offset_after(5000)), (1, 1000));
    }
}
