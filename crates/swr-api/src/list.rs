//! A list that comes in one answer, read row by row: a row that cannot be read costs that row.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::Lenient;

/// The rows of a list, and the number of rows that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List<T> {
    /// The rows, in the order of the service.
    pub items: Vec<T>,
    /// How many rows could not be read: null, or without what such a thing is called by.
    pub unreadable: u64,
}

impl<T> List<T> {
    /// Whether every row could be read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.unreadable == 0
    }
}

/// An array, or null for none.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not by way of an optional one, which would read a missing field as none.
        deserializer.deserialize_any(Rows(PhantomData))
    }
}

struct Rows<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
    type Value = List<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array or null")
    }

    fn visit_unit<E>(self) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<List<T>, A::Error> {
        let mut list = List::default();
        while let Some(Lenient(row)) = rows.next_element()? {
            match row {
                Some(item) => list.items.push(item),
                None => list.unreadable += 1,
            }
        }
        Ok(list)
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self {
            items,
            unreadable: 0,
        }
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        Self::from(Vec::from(items))
    }
}

/// A list of which a row could not be read is no other list.
impl<T: PartialEq, const N: usize> PartialEq<[T; N]> for List<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        self.is_whole() && self.items == *other
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::List;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Row {
        name: String,
    }

    fn read(json: &str) -> (Vec<String>, u64) {
        let list: List<Row> = serde_json::from_str(json).unwrap();
        let names = list.iter().map(|it| it.name.clone()).collect();
        (names, list.unreadable)
    }

    #[test]
    fn a_row_that_cannot_be_read_costs_that_row() {
        let json = r#"[{"name": "a"}, null, {"id": 7}, {"name": 7}, [], {"name": "d"}]"#;
        assert_eq!(read(json), (vec!["a".to_owned(), "d".to_owned()], 4));
        assert_eq!(read("null"), (Vec::new(), 0));
        assert!(serde_json::from_str::<List<Row>>("{}").is_err());
    }
}
