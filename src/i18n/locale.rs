//! One language file: sentences by scope and name, counted ones by plural category.
//!
//! `{"language": "fr", "tags": {"title": "Étiquettes", "count": {"one": "…", "other": "…"}}}`

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// The sentences of one language.
#[derive(Debug)]
pub struct Locale {
    language: Option<String>,
    sentences: BTreeMap<String, String>,
}

/// Nothing is loaded for English: what is missing here is what is compiled in.
pub(super) static ENGLISH: Locale = Locale {
    language: None,
    sentences: BTreeMap::new(),
};

/// Why a language file was not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum LocaleError {
    /// Not JSON; the parser's own words.
    Syntax(String),
    /// Well-formed, but a value at this place is neither a sentence nor a group of them.
    Shape(String),
}

impl fmt::Display for LocaleError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(detail) => write!(formatter, "the language file is not JSON: {detail}"),
            Self::Shape(place) => write!(formatter, "the language file is wrong at {place}"),
        }
    }
}

impl std::error::Error for LocaleError {}

impl Locale {
    /// Reads a language file.
    pub fn parse(json: &str) -> Result<Self, LocaleError> {
        let file = swr_api::json::parse(json.as_bytes())
            .map_err(|error| LocaleError::Syntax(error.to_string()))?;
        let Some(language) = file.get("language").and_then(Value::as_str) else {
            return Err(LocaleError::Shape("language".to_owned()));
        };
        let mut sentences = BTreeMap::new();
        flatten("", &file, &mut sentences)?;
        Ok(Self {
            language: Some(language.to_owned()),
            sentences,
        })
    }

    /// Every key of the file, `SCOPE.NAME` or `SCOPE.NAME.CATEGORY`.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.sentences.keys().map(String::as_str)
    }

    pub(super) fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en")
    }

    pub(super) fn sentence(&self, key: &str) -> Option<&str> {
        self.sentences.get(key).map(String::as_str)
    }

    /// The sentence of a plural category; `other` is the one that every language has.
    pub(super) fn plural(&self, key: &str, category: &str) -> Option<&str> {
        let form =
            |category: &str| self.sentence(&format!("{key}.{}", category.to_ascii_uppercase()));
        form(category).or_else(|| form("other"))
    }
}

fn flatten(
    prefix: &str,
    value: &Value,
    sentences: &mut BTreeMap<String, String>,
) -> Result<(), LocaleError> {
    match value {
        Value::String(sentence) => {
            sentences.insert(prefix.to_owned(), sentence.clone());
            Ok(())
        }
        Value::Object(group) => group.iter().try_for_each(|(name, value)| {
            let name = name.to_ascii_uppercase();
            let key = if prefix.is_empty() {
                name
            } else {
                format!("{prefix}.{name}")
            };
            flatten(&key, value, sentences)
        }),
        _ => Err(LocaleError::Shape(prefix.to_ascii_lowercase())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_names_the_place() {
        let shape = |json| Locale::parse(json).unwrap_err().to_string();
        assert_eq!(shape("{}"), "the language file is wrong at language");
        assert_eq!(
            shape(r#"{"language":"fr","tags":{"title":3}}"#),
            "the language file is wrong at tags.title"
        );
        assert!(shape("[").starts_with("the language file is not JSON"));
    }

    #[test]
    fn a_missing_category_falls_back_to_other() {
        let json = r#"{"language":"fr","a":{"b":{"other":"beaucoup"}}}"#;
        assert_eq!(
            Locale::parse(json).unwrap().plural("A.B", "many"),
            Some("beaucoup")
        );
    }
}
