//! Values out of JSON, by way of any value: a text is decoded once, and every type is read from what it says.
//!
//! Reading each type straight from the text would put the text's grammar into a program once more for each
//! of them, and with its messages the tables by which floating numbers are written: 20 KB that pack badly.

mod reader;

use std::fmt::{self, Display};

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Expected, Unexpected};
use serde_json::Value;

use reader::{Reader, another};

/// Why a text could not be read as a type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The path of the field, such as `[3].created_at`; empty for the whole text.
    pub field: String,
    /// What was wrong there. It quotes nothing of the text, which may hold a secret.
    pub detail: String,
    /// The place of a missing field, until its name is known.
    missing: Option<usize>,
}

impl JsonError {
    fn at(detail: String) -> Self {
        Self {
            field: String::new(),
            detail,
            missing: None,
        }
    }

    #[cold]
    #[inline(never)]
    fn within_element(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }

    /// The same with the name of what is missing.
    #[cold]
    #[inline(never)]
    fn naming(mut self, names: &'static [&'static str]) -> Self {
        if let Some(place) = self.missing.take() {
            self.field = names.get(place).copied().unwrap_or_default().to_owned();
        }
        self
    }

    #[cold]
    #[inline(never)]
    fn within(mut self, step: &str) -> Self {
        let is_name = !matches!(self.field.as_bytes().first(), None | Some(b'['));
        self.field.insert_str(0, if is_name { "." } else { "" });
        self.field.insert_str(0, step);
        self
    }
}

impl Display for JsonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.detail)
    }
}

impl std::error::Error for JsonError {}

/// The defaults of these quote the value.
impl serde::de::Error for JsonError {
    fn custom<T: Display>(message: T) -> Self {
        Self::at(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        another(expected)
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        another(expected)
    }

    // The reader gives fields one after the other: what is too short lacks the field at this place.
    fn invalid_length(place: usize, _: &dyn Expected) -> Self {
        Self {
            missing: Some(place),
            ..Self::at("missing field".to_owned())
        }
    }
}

/// What the text says, whatever that is.
///
/// # Errors
/// When it is no JSON: the detail has the line and the column.
pub fn parse(json: &[u8]) -> Result<Value, JsonError> {
    serde_json::from_slice(json).map_err(|error| JsonError::at(error.to_string()))
}

/// The text as a value of this type.
///
/// # Errors
/// When it is no JSON, or another value.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, JsonError> {
    of(parse(json)?)
}

/// What was decoded already, as a value of this type.
///
/// # Errors
/// When it is another value.
pub fn of<T: DeserializeOwned>(value: Value) -> Result<T, JsonError> {
    T::deserialize(Reader(value))
}

/// A value that is there, unknown where it is no `T`. Only the reader of this module goes on
/// behind what could not be read.
pub(crate) struct Lenient<T>(pub(crate) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).ok()))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::read;

    /// A text that is refused when it is empty.
    #[derive(Debug, Deserialize)]
    #[serde(try_from = "String")]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Name(String);

    impl TryFrom<String> for Name {
        type Error = &'static str;

        fn try_from(text: String) -> Result<Self, Self::Error> {
            match text.is_empty() {
                true => Err("the name is empty"),
                false => Ok(Self(text)),
            }
        }
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Item {
        #[serde(default)]
        id: i64,
        name: Name,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Items {
        namespaces: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Details {
        name: Name,
        #[serde(default)]
        size: u64,
        #[serde(default)]
        path: Option<Name>,
    }

    fn check<T: serde::de::DeserializeOwned + std::fmt::Debug>(json: &str, field: &str) {
        let error = read::<T>(json.as_bytes()).unwrap_err();
        assert_eq!(error.field, field, "{error}");
        assert!(!error.detail.contains("secret"), "{error}");
    }

    #[test]
    fn a_wrong_value_is_found_however_deep() {
        check::<Items>(
            r#"{"namespaces": [{"name": "a", "id": 1}, {"name": "b", "id": true}]}"#,
            "namespaces[1].id",
        );
        check::<Items>(r#"{"namespaces": [{"name": ""}]}"#, "namespaces[0].name");
        check::<Vec<Item>>(r#"[{"name": "a"}, 7]"#, "[1]");
        check::<Vec<Name>>(r#"["a", ""]"#, "[1]");
        check::<Details>(r#"{"name": "a", "path": ""}"#, "path");
        check::<Details>(r#"{"name": "a", "size": "a secret"}"#, "size");
        check::<Details>(r#"{"name": "a", "size": -1}"#, "size");
        check::<Details>(r#"{"name": "a", "size": 1.5}"#, "size");
    }

    #[test]
    fn a_missing_field_is_named_at_its_place() {
        check::<Item>(r#"{"id": 1}"#, "name");
        check::<Items>(r#"{"namespaces": [{"id": 1}]}"#, "namespaces[0].name");
        check::<Vec<Item>>(r#"[{"name": "a"}, {}]"#, "[1].name");
    }

    #[derive(Debug, Deserialize)]
    struct Counted {
        #[serde(default)]
        namspace_num: u64,
        #[serde(default)]
        repo_num: u64,
    }

    #[test]
    fn a_field_with_another_name_leaves_the_others_their_places() {
        for name in ["namspace_num", "namespace_num"] {
            let json = format!(r#"{{"{name}": 8, "repo_num": 9}}"#);
            let read: Counted = read(json.as_bytes()).unwrap();
            assert_eq!((read.namspace_num, read.repo_num), (8, 9), "{name}");
        }
    }

    #[test]
    fn what_is_no_json_says_where() {
        for (json, place) in [
            ("{\"name\": \"a\",\n\"size\": ,}", "line 2 column 9"),
            ("", "line 1 column 0"),
            ("<html>", "line 1 column 1"),
        ] {
            let error = read::<Details>(json.as_bytes()).unwrap_err();
            assert!(error.detail.contains(place), "{error}");
        }
    }
}
