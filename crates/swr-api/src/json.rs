//! Values out of JSON, by way of any value: a text is decoded once, and every type is read from what it says.
//!
//! Reading each type straight from the text would put the text's grammar into a program once more for each
//! of them, and with its messages the tables by which floating numbers are written: 20 KB that pack badly.

use std::fmt::{self, Display};

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Value, map};

/// Why a text could not be read as a type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The path of the field, such as `[3].created_at`; empty for the whole text.
    pub field: String,
    /// What was wrong there. It quotes nothing of the text, which may hold a secret.
    pub detail: String,
}

impl JsonError {
    fn at(detail: String) -> Self {
        Self {
            field: String::new(),
            detail,
        }
    }

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
        Self::at(format!("expected {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::at(format!("expected {expected}"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            field: field.to_owned(),
            detail: "missing field".to_owned(),
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

/// Reads a type from a value.
struct Reader(Value);

impl<'de> Deserializer<'de> for Reader {
    type Error = JsonError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(flag),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (.., number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(values) => visitor.visit_seq(Elements {
                values: values.into_iter(),
                next: 0,
            }),
            Value::Object(fields) => visitor.visit_map(Fields {
                fields: fields.into_iter(),
                current: None,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        visitor.visit_newtype_struct(self)
    }

    /// A variant is a word here; this API has no other enumerations.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(word.into_deserializer()),
            _ => Err(JsonError::at("expected a word".to_owned())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Elements {
    values: std::vec::IntoIter<Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = JsonError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, JsonError> {
        let Some(value) = self.values.next() else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        let read = seed.deserialize(Reader(value)).map(Some);
        read.map_err(|error| error.within(&format!("[{index}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.values.len())
    }
}

struct Fields {
    fields: map::IntoIter,
    current: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = JsonError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, JsonError> {
        self.current = self.fields.next();
        let Some((name, _)) = &self.current else {
            return Ok(None);
        };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, JsonError> {
        let (name, value) = self.current.take().expect("a name was read before");
        let read = seed.deserialize(Reader(value));
        read.map_err(|error| error.within(&name))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::read;
    use crate::{OrganizationName, RepositoryName, Timestamp};

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Item {
        #[serde(default)]
        id: i64,
        name: OrganizationName,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Items {
        namespaces: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Details {
        name: RepositoryName,
        #[serde(default)]
        size: u64,
        #[serde(default)]
        created: Option<Timestamp>,
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
        check::<Items>(r#"{"namespaces": [{"name": "a/b"}]}"#, "namespaces[0].name");
        check::<Vec<Item>>(r#"[{"name": "a"}, 7]"#, "[1]");
        check::<Vec<OrganizationName>>(r#"["a", ""]"#, "[1]");
        check::<Details>(r#"{"name": "a", "created": "yesterday"}"#, "created");
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
