//! Enumerations of strings that keep undocumented values.
//!
//! A value that is missing or null reads as `Other("")`, never as one of the known words.

/// Declares such an enumeration; each variant is beside its word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// An undocumented value.
            Other(String),
        }

        impl $name {
            /// The word on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Other(String::new())
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $($word => Self::$variant,)+
                    _ => Self::Other(word),
                }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                match value {
                    $name::Other(word) => word,
                    known => known.as_str().to_owned(),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    words! {
        /// For these tests.
        Fruit {
            /// One.
            Apple = "apple",
            /// Another.
            Pear = "pear",
        }
    }

    #[test]
    fn every_word_goes_both_ways_and_none_is_lost() {
        for word in ["apple", "pear", "plum", ""] {
            assert_eq!(String::from(Fruit::from(word.to_owned())), word);
        }
        assert_eq!(Fruit::from("pear".to_owned()), Fruit::Pear);
        assert_eq!(Fruit::from("Apple".to_owned()).to_string(), "Apple");
        assert_eq!(Fruit::default().as_str(), "");
    }
}
