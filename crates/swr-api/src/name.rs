//! Names that are valid by construction, in two strengths.
//!
//! `new` has the strict rule for names about to be created; `existing` takes whatever a service
//! says exists, because services hold names that no present rule would allow.

mod rule;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameError {
    /// Nothing was given.
    Empty,
    /// More characters than the rule allows.
    TooLong {
        /// The most characters the rule allows.
        maximum: usize,
    },
    /// The first character is not allowed there.
    BadStart,
    /// The last character is not allowed there.
    BadEnd,
    /// This character is not allowed anywhere.
    BadCharacter(char),
    /// Two separators follow each other without a letter or digit between them.
    AdjacentSeparators,
    /// The service keeps this name for itself.
    Reserved,
}

impl fmt::Display for NameError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the name is empty"),
            Self::TooLong { maximum } => {
                write!(formatter, "the name has more than {maximum} characters")
            }
            Self::BadStart => formatter.write_str("the name must not start like this"),
            Self::BadEnd => formatter.write_str("the name must not end like this"),
            Self::BadCharacter(character) => {
                write!(formatter, "the name must not contain {character:?}")
            }
            Self::AdjacentSeparators => formatter.write_str("the name has separators side by side"),
            Self::Reserved => formatter.write_str("the name is reserved"),
        }
    }
}

impl std::error::Error for NameError {}

/// An organization's name (wire: `namespace`), unique within a region across all accounts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganizationName(String);

impl OrganizationName {
    /// The longest name that can be created, in characters.
    pub const MAXIMUM_LENGTH: usize = 64;

    /// A name to create: 1 to 64 lower-case letters, digits and single `.`, `_`, `-` (or `__`)
    /// between them, starting with a letter, and not `library`.
    ///
    /// # Errors
    /// The first rule the text breaks.
    pub fn new(text: &str) -> Result<Self, NameError> {
        rule::separated(text, Self::MAXIMUM_LENGTH, "._-")?;
        if !text.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Err(NameError::BadStart);
        }
        if text == "library" {
            return Err(NameError::Reserved);
        }
        Ok(Self(text.to_owned()))
    }

    /// An existing name, from a service or an address.
    ///
    /// # Errors
    /// When the text could not be one segment of a path: empty, over 255 bytes, `.`, `..`, or
    /// holding a slash or a control character.
    pub fn existing(text: impl Into<String>) -> Result<Self, NameError> {
        rule::segment(text.into()).map(Self)
    }
}

/// A repository's name within its organization (wire: `repository`), which may contain slashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RepositoryName(String);

impl RepositoryName {
    /// The longest name that can be created, in characters.
    pub const MAXIMUM_LENGTH: usize = 128;

    /// A name to create: 1 to 128 lower-case letters, digits and single `.`, `_`, `-`, `/`
    /// (or `__`) between them.
    ///
    /// # Errors
    /// The first rule the text breaks.
    pub fn new(text: &str) -> Result<Self, NameError> {
        rule::separated(text, Self::MAXIMUM_LENGTH, "._-/")?;
        Ok(Self(text.to_owned()))
    }

    /// An existing name, from a service or an address.
    ///
    /// # Errors
    /// When a part between slashes is empty, `.` or `..`, when the whole is over 255 bytes, or
    /// when it contains a control character or a `$`, which stands for the slash in paths.
    pub fn existing(text: impl Into<String>) -> Result<Self, NameError> {
        rule::segments(text.into()).map(Self)
    }

    /// Reads the name back from one segment of a path, after percent-decoding.
    ///
    /// # Errors
    /// As [`existing`](Self::existing), of the name with its slashes back.
    pub fn from_segment(segment: &str) -> Result<Self, NameError> {
        Self::existing(segment.replace('$', "/"))
    }

    /// The name as one segment of a path, before percent-encoding.
    ///
    /// A raw or percent-encoded slash would end in the gateway's 404, so `$` is sent in its place:
    /// <https://github.com/huaweicloud/huaweicloud-sdk-go-v3/issues/21>.
    #[must_use]
    pub fn segment(&self) -> String {
        self.0.replace('/', "$")
    }
}

/// The name of one tag of a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TagName(String);

impl TagName {
    /// The longest name that can be created, in characters.
    pub const MAXIMUM_LENGTH: usize = 128;

    /// A name to create, by the registry's rule: `[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}`.
    ///
    /// # Errors
    /// The first rule the text breaks.
    pub fn new(text: &str) -> Result<Self, NameError> {
        rule::tag(text, Self::MAXIMUM_LENGTH)?;
        Ok(Self(text.to_owned()))
    }

    /// An existing name, from a service or an address.
    ///
    /// # Errors
    /// As [`OrganizationName::existing`].
    pub fn existing(text: impl Into<String>) -> Result<Self, NameError> {
        rule::segment(text.into()).map(Self)
    }
}

/// The name of a trigger, within its repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TriggerName(String);

impl TriggerName {
    /// The longest name that can be created, in characters.
    pub const MAXIMUM_LENGTH: usize = 64;

    /// A name to create: 1 to 64 letters, digits and single `_`, `-` between them, starting with a
    /// letter.
    ///
    /// # Errors
    /// The first rule the text breaks.
    pub fn new(text: &str) -> Result<Self, NameError> {
        rule::trigger(text, Self::MAXIMUM_LENGTH)?;
        Ok(Self(text.to_owned()))
    }

    /// An existing name, from a service or an address.
    ///
    /// # Errors
    /// As [`OrganizationName::existing`].
    pub fn existing(text: impl Into<String>) -> Result<Self, NameError> {
        rule::segment(text.into()).map(Self)
    }
}

macro_rules! reads_as_text {
    ($($name:ty),+) => {$(
        impl $name {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        /// The strict rule, for names to create.
        impl FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, NameError> {
                Self::new(text)
            }
        }

        /// The lenient rule, for existing names.
        impl TryFrom<String> for $name {
            type Error = NameError;

            fn try_from(text: String) -> Result<Self, NameError> {
                Self::existing(text)
            }
        }
    )+};
}

reads_as_text!(OrganizationName, RepositoryName, TagName, TriggerName);

#[cfg(test)]
mod tests {
    use super::{NameError, OrganizationName, RepositoryName, TagName, TriggerName};

    #[test]
    fn an_organization_starts_with_a_letter_and_is_not_library() {
        let check = |text: &str| OrganizationName::new(text).err();
        for good in ["a", "group", "team-1", "a.b_c-d", "a__b", &"a".repeat(64)] {
            assert_eq!(check(good), None, "{good}");
        }
        assert_eq!(check(""), Some(NameError::Empty));
        assert_eq!(check("1group"), Some(NameError::BadStart));
        assert_eq!(check("-group"), Some(NameError::BadStart));
        assert_eq!(check("group-"), Some(NameError::BadEnd));
        assert_eq!(check("Group"), Some(NameError::BadCharacter('G')));
        assert_eq!(check("grüp"), Some(NameError::BadCharacter('ü')));
        assert_eq!(check("a/b"), Some(NameError::BadCharacter('/')));
        assert_eq!(check("library"), Some(NameError::Reserved));
        assert_eq!(
            check(&"a".repeat(65)),
            Some(NameError::TooLong { maximum: 64 })
        );
    }

    #[test]
    fn separators_stand_alone_except_the_double_underscore() {
        let check = |text: &str| RepositoryName::new(text).err();
        for good in ["1", "a/b", "a.b", "a__b", "a-b_c.d/e", &"a".repeat(128)] {
            assert_eq!(check(good), None, "{good}");
        }
        for bad in [
            "a..b", "a--b", "a___b", "a._b", "a//b", "a/_b", "a__-b", "a-__b",
        ] {
            assert_eq!(check(bad), Some(NameError::AdjacentSeparators), "{bad}");
        }
        assert_eq!(check("/a"), Some(NameError::BadStart));
        assert_eq!(check("a/"), Some(NameError::BadEnd));
        assert_eq!(check("a$b"), Some(NameError::BadCharacter('$')));
        assert_eq!(
            check(&"a".repeat(129)),
            Some(NameError::TooLong { maximum: 128 })
        );
    }

    #[test]
    fn a_tag_follows_the_registry() {
        let check = |text: &str| TagName::new(text).err();
        for good in ["latest", "V1.0", "_x", "1.0-rc.1__", &"t".repeat(128)] {
            assert_eq!(check(good), None, "{good}");
        }
        assert_eq!(check(""), Some(NameError::Empty));
        assert_eq!(check(".x"), Some(NameError::BadStart));
        assert_eq!(check("-x"), Some(NameError::BadStart));
        assert_eq!(check("a b"), Some(NameError::BadCharacter(' ')));
        assert_eq!(
            check(&"t".repeat(129)),
            Some(NameError::TooLong { maximum: 128 })
        );
    }

    #[test]
    fn a_trigger_starts_with_a_letter_and_has_single_separators() {
        let check = |text: &str| TriggerName::new(text).err();
        for good in ["a", "T", "Deploy-web_2", "a-b-c", &"a".repeat(64)] {
            assert_eq!(check(good), None, "{good}");
        }
        assert_eq!(check(""), Some(NameError::Empty));
        for bad in ["1a", "_a", "-a"] {
            assert_eq!(check(bad), Some(NameError::BadStart), "{bad}");
        }
        assert_eq!(check("a-"), Some(NameError::BadEnd));
        for bad in ["a__b", "a--b", "a_-b"] {
            assert_eq!(check(bad), Some(NameError::AdjacentSeparators), "{bad}");
        }
        assert_eq!(check("a.b"), Some(NameError::BadCharacter('.')));
        assert_eq!(
            check(&"a".repeat(65)),
            Some(NameError::TooLong { maximum: 64 })
        );
        assert!(TriggerName::existing("1__a").is_ok());
        assert!(TriggerName::existing("..").is_err());
    }

    #[test]
    fn an_existing_name_may_break_the_rule_but_not_the_path() {
        for odd in ["a--b", "Team", "1", "a|b"] {
            assert!(OrganizationName::existing(odd).is_ok(), "{odd}");
        }
        for unsafe_name in ["", ".", "..", "a/b", "a\nb", &"a".repeat(256)] {
            assert!(
                OrganizationName::existing(unsafe_name).is_err(),
                "{unsafe_name}"
            );
            assert!(TagName::existing(unsafe_name).is_err(), "{unsafe_name}");
        }
        for unsafe_name in ["/a", "a/", "a//b", "a/../b", "./a", "a$b", ""] {
            assert!(
                RepositoryName::existing(unsafe_name).is_err(),
                "{unsafe_name}"
            );
        }
    }

    #[test]
    fn a_slash_travels_as_a_dollar_sign() {
        let nested = RepositoryName::new("web/nginx").unwrap();
        assert_eq!(nested.segment(), "web$nginx");
        assert_eq!(RepositoryName::from_segment("web$nginx"), Ok(nested));
    }

    #[test]
    fn json_is_read_leniently_and_typed_text_strictly() {
        let odd: OrganizationName = serde_json::from_str("\"a--b\"").unwrap();
        assert_eq!(serde_json::to_string(&odd).unwrap(), "\"a--b\"");
        assert_eq!(
            "a--b".parse::<OrganizationName>(),
            Err(NameError::AdjacentSeparators)
        );
        assert!(serde_json::from_str::<OrganizationName>("\"a/b\"").is_err());
    }
}
