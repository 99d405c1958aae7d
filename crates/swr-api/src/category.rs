//! The category of a repository; a label without any effect.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::json::Lenient;

/// A repository's category.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub enum Category {
    /// `app_server`
    AppServer,
    /// `linux`
    Linux,
    /// `framework_app`
    FrameworkApp,
    /// `database`
    Database,
    /// `lang`
    Lang,
    /// `other`, which the service also shows if none was given.
    #[default]
    Other,
    /// `windows`
    Windows,
    /// `arm`; one edition of the API writes `arms`, which is read as well.
    Arm,
    /// A category this crate does not know; empty if the service garbled it.
    Unknown(String),
}

impl Category {
    /// Every category the API documents, in its order.
    pub const ALL: [Self; 8] = [
        Self::AppServer,
        Self::Linux,
        Self::FrameworkApp,
        Self::Database,
        Self::Lang,
        Self::Other,
        Self::Windows,
        Self::Arm,
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::AppServer => "app_server",
            Self::Linux => "linux",
            Self::FrameworkApp => "framework_app",
            Self::Database => "database",
            Self::Lang => "lang",
            Self::Other => "other",
            Self::Windows => "windows",
            Self::Arm => "arm",
            Self::Unknown(word) => word,
        }
    }
}

impl From<String> for Category {
    fn from(word: String) -> Self {
        match word.as_str() {
            "" => return Self::Other,
            "arms" => return Self::Arm,
            _ => {}
        }
        let known = Self::ALL.into_iter().find(|known| known.as_str() == word);
        known.unwrap_or(Self::Unknown(word))
    }
}

/// Null is what the service shows when none was given, and what is no text is unknown.
impl<'de> Deserialize<'de> for Category {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(
            match Option::<Lenient<String>>::deserialize(deserializer)? {
                Some(Lenient(Some(word))) => Self::from(word),
                Some(Lenient(None)) => Self::Unknown(String::new()),
                None => Self::default(),
            },
        )
    }
}

impl From<Category> for String {
    fn from(category: Category) -> Self {
        match category {
            Category::Unknown(word) => word,
            known => known.as_str().to_owned(),
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Category;

    #[test]
    fn every_category_goes_both_ways_and_none_is_lost() {
        for category in Category::ALL {
            assert_eq!(Category::from(category.as_str().to_owned()), category);
        }
        assert_eq!(Category::from("arms".to_owned()), Category::Arm);
        assert_eq!(Category::from(String::new()), Category::Other);
        let unknown = Category::from("mainframe".to_owned());
        assert_eq!(unknown.to_string(), "mainframe");
    }
}
