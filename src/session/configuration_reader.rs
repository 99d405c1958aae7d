//! Reads a JSON object field by field and remembers where it is, so that a mistake can be named.
//! serde's own messages give a line and a column, which is no help to who edits a field.

use std::fmt;

use serde_json::{Map, Value};

/// A field that is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// `connections[0].endpoint`
    pub field: String,
    /// What it has to be.
    pub reason: String,
}

impl Wrong {
    pub(crate) fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.field, self.reason)
    }
}

impl std::error::Error for Wrong {}

/// An object and its place in the file.
pub(crate) struct Reader {
    place: String,
    fields: Map<String, Value>,
}

impl Reader {
    pub(crate) fn root(json: &str) -> Result<Self, Wrong> {
        let value: Value = serde_json::from_str(json)
            .map_err(|error| Wrong::new("the file", format!("is not JSON: {error}")))?;
        Self::of("the file".to_owned(), String::new(), value)
    }

    /// Refuses fields that nobody reads: most are misspelled ones.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Wrong> {
        match self
            .fields
            .keys()
            .find(|name| !known.contains(&name.as_str()))
        {
            Some(name) => Err(Wrong::new(self.at(name), "is not known here")),
            None => Ok(()),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Wrong> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Wrong::new(self.at(name), "has to be a text")),
        }
    }

    pub(crate) fn required(&self, name: &str) -> Result<String, Wrong> {
        let text = self
            .text(name)?
            .ok_or_else(|| Wrong::new(self.at(name), "is missing"))?;
        if text.is_empty() {
            return Err(Wrong::new(self.at(name), "is empty"));
        }
        Ok(text)
    }

    /// An address of a service: absolute, below the page's origin, or empty for the origin itself.
    pub(crate) fn address(&self, name: &str) -> Result<Option<String>, Wrong> {
        let address = self.text(name)?;
        let is_fine = address.as_deref().is_none_or(|address| {
            address.is_empty()
                || ["https://", "http://", "/"]
                    .iter()
                    .any(|start| address.starts_with(start))
        });
        if !is_fine {
            let reason = "has to start with https://, http:// or /, or be empty";
            return Err(Wrong::new(self.at(name), reason));
        }
        Ok(address)
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Wrong> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Wrong::new(self.at(name), "has to be true or false")),
        }
    }

    /// An object of flags, each under one of these words. What says nothing is left out.
    pub(crate) fn flags<T: Copy>(
        &self,
        name: &str,
        words: &[(&str, T)],
    ) -> Result<Vec<(T, bool)>, Wrong> {
        let Some(object) = self.object(name)? else {
            return Ok(Vec::new());
        };
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        object.only(&known)?;
        let read = |(word, value): &(&str, T)| {
            let flag = object.flag(word).transpose()?;
            Some(flag.map(|flag| (*value, flag)))
        };
        words.iter().filter_map(read).collect()
    }

    pub(crate) fn word<T: Copy>(
        &self,
        name: &str,
        words: &[(&str, T)],
    ) -> Result<Option<T>, Wrong> {
        let text = self.text(name)?;
        text.map(|text| one_of(&text, words, || self.at(name)))
            .transpose()
    }

    pub(crate) fn words<T: Copy>(
        &self,
        name: &str,
        words: &[(&str, T)],
    ) -> Result<Option<Vec<T>>, Wrong> {
        let Some(values) = self.values(name)? else {
            return Ok(None);
        };
        let read = |(position, value): (usize, &Value)| {
            one_of(value.as_str().unwrap_or_default(), words, || {
                format!("{}[{position}]", self.at(name))
            })
        };
        values
            .iter()
            .enumerate()
            .map(read)
            .collect::<Result<Vec<T>, Wrong>>()
            .map(Some)
    }

    pub(crate) fn object(&self, name: &str) -> Result<Option<Self>, Wrong> {
        let value = self.fields.get(name).filter(|value| !value.is_null());
        value
            .map(|value| Self::of(self.at(name), self.at(name), value.clone()))
            .transpose()
    }

    /// A list of objects that is not empty.
    pub(crate) fn list(&self, name: &str) -> Result<Option<Vec<Self>>, Wrong> {
        let Some(values) = self.values(name)? else {
            return Ok(None);
        };
        let read = |(position, value): (usize, &Value)| {
            let place = format!("{}[{position}]", self.at(name));
            Self::of(place.clone(), place, value.clone())
        };
        values
            .iter()
            .enumerate()
            .map(read)
            .collect::<Result<Vec<Self>, Wrong>>()
            .map(Some)
    }

    fn values(&self, name: &str) -> Result<Option<&Vec<Value>>, Wrong> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(values)) if values.is_empty() => {
                Err(Wrong::new(self.at(name), "has to have at least one entry"))
            }
            Some(Value::Array(values)) => Ok(Some(values)),
            Some(_) => Err(Wrong::new(self.at(name), "has to be a list")),
        }
    }

    fn of(named: String, place: String, value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(fields) => Ok(Self { place, fields }),
            _ => Err(Wrong::new(named, "has to be an object")),
        }
    }

    fn at(&self, name: &str) -> String {
        match self.place.as_str() {
            "" => name.to_owned(),
            place => format!("{place}.{name}"),
        }
    }
}

fn one_of<T: Copy>(
    text: &str,
    words: &[(&str, T)],
    place: impl FnOnce() -> String,
) -> Result<T, Wrong> {
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Wrong::new(place(), format!("has to be one of {}", known.join(", ")))
    })
}
