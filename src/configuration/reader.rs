//! Reads a JSON object field by field and tracks the path, so that errors can name the field.
//! serde's own messages have a line and a column, which does not help people who edit a field.

use std::fmt;

use serde_json::{Map, Value};

use super::texts as words;
use crate::i18n::{Text, Texts};

/// A field that is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// `connections[0].endpoint`; empty for the file itself.
    pub field: String,
    reason: &'static Text,
    value: String,
}

impl Wrong {
    pub(crate) fn new(field: impl Into<String>, reason: &'static Text) -> Self {
        Self {
            field: field.into(),
            reason,
            value: String::new(),
        }
    }

    fn with(self, value: String) -> Self {
        Self { value, ..self }
    }

    /// The reason: what the field must be.
    pub fn reason(&self, texts: Texts) -> String {
        texts.fill(self.reason, &[("value", &self.value)])
    }

    /// `connections[0].endpoint: required`
    pub fn sentence(&self, texts: Texts) -> String {
        let field = match self.field.as_str() {
            "" => texts.get(words::THE_FILE),
            field => field,
        };
        let values = [("field", field), ("reason", &self.reason(texts))];
        texts.fill(words::FIELD, &values)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence(Texts::english()))
    }
}

impl std::error::Error for Wrong {}

/// An object and its path in the file.
pub(crate) struct Reader {
    path: String,
    fields: Map<String, Value>,
}

impl Reader {
    pub(crate) fn root(json: &str) -> Result<Self, Wrong> {
        let value = swr_api::json::parse(json.as_bytes())
            .map_err(|error| Wrong::new("", words::NOT_JSON).with(error.to_string()))?;
        Self::of(String::new(), value)
    }

    /// Refuses fields that no one reads: most are misspelled ones.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Wrong> {
        match self
            .fields
            .keys()
            .find(|name| !known.contains(&name.as_str()))
        {
            Some(name) => Err(Wrong::new(self.at(name), words::NOT_KNOWN)),
            None => Ok(()),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Wrong> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Wrong::new(self.at(name), words::NOT_TEXT)),
        }
    }

    pub(crate) fn required(&self, name: &str) -> Result<String, Wrong> {
        let text = self
            .text(name)?
            .ok_or_else(|| Wrong::new(self.at(name), words::MISSING))?;
        if text.is_empty() {
            return Err(Wrong::new(self.at(name), words::EMPTY));
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
            return Err(Wrong::new(self.at(name), words::NOT_ADDRESS));
        }
        Ok(address)
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Wrong> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Wrong::new(self.at(name), words::NOT_FLAG)),
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
            .map(|value| Self::of(self.at(name), value.clone()))
            .transpose()
    }

    /// A list of whole addresses; it may be empty.
    pub(crate) fn origins(&self, name: &str) -> Result<(), Wrong> {
        let values = match self.fields.get(name) {
            None | Some(Value::Null) => return Ok(()),
            Some(Value::Array(values)) => values,
            Some(_) => return Err(Wrong::new(self.at(name), words::NOT_LIST)),
        };
        let is_fine = |value: &Value| {
            let text = value.as_str().unwrap_or_default();
            text.starts_with("https://") || text.starts_with("http://")
        };
        match values.iter().position(|value| !is_fine(value)) {
            Some(position) => {
                let path = format!("{}[{position}]", self.at(name));
                Err(Wrong::new(path, words::NOT_ORIGIN))
            }
            None => Ok(()),
        }
    }

    /// A list of objects that is not empty.
    pub(crate) fn list(&self, name: &str) -> Result<Option<Vec<Self>>, Wrong> {
        let Some(values) = self.values(name)? else {
            return Ok(None);
        };
        let read = |(position, value): (usize, &Value)| {
            Self::of(format!("{}[{position}]", self.at(name)), value.clone())
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
                Err(Wrong::new(self.at(name), words::NO_ENTRY))
            }
            Some(Value::Array(values)) => Ok(Some(values)),
            Some(_) => Err(Wrong::new(self.at(name), words::NOT_LIST)),
        }
    }

    fn of(path: String, value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(fields) => Ok(Self { path, fields }),
            _ => Err(Wrong::new(path, words::NOT_OBJECT)),
        }
    }

    fn at(&self, name: &str) -> String {
        match self.path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        }
    }
}

fn one_of<T: Copy>(
    text: &str,
    words: &[(&str, T)],
    path: impl FnOnce() -> String,
) -> Result<T, Wrong> {
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Wrong::new(path(), words::NOT_ONE_OF).with(known.join(", "))
    })
}
