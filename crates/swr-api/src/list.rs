//! A list that comes in one answer, read row by row: a row that cannot be read costs that row.

use std::ops::Deref;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::json;

/// The rows of a list, and how many more there are that nobody could read.
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

impl<T: DeserializeOwned> List<T> {
    fn read(rows: Vec<Value>) -> Self {
        let mut list = Self::default();
        for row in rows {
            // A derived reader would take an array for an object whose fields have no names.
            let read = (!row.is_array()).then(|| json::of(row).ok());
            match read.flatten() {
                Some(item) => list.items.push(item),
                None => list.unreadable += 1,
            }
        }
        list
    }
}

/// An array, or null for none.
impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // By way of any value, because an optional one would read a missing field as none.
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self::default()),
            Value::Array(rows) => Ok(Self::read(rows)),
            _ => Err(D::Error::custom("neither an array nor null")),
        }
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
