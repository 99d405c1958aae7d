//! Texts. English is compiled in, sentence by sentence, beside the feature that uses it; every other
//! language is one file of `locales/`, fetched when it is chosen.
//!
//! A view gets its [`Texts`] once and keeps them: changing the language rebuilds the page, so a sentence
//! is a plain `&'static str` and needs no subscription.

mod digest;
pub mod format;
mod locale;
pub mod names;
pub mod texts;

use std::cell::RefCell;

pub use digest::short_digest;
use leptos::prelude::*;
pub use locale::{Locale, LocaleError};

/// One sentence. `{name}` marks a place to fill.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// `SCOPE.NAME`; in a locale file the same in lower case, nested by scope.
    pub key: &'static str,
    /// The sentence in English, for one thing where it depends on a count.
    pub english: &'static str,
    /// The sentence in English for any other count.
    pub english_other: Option<&'static str>,
}

/// Declares the sentences of one scope: a constant for each, and `ALL` for the test that holds
/// the locale files to them.
///
/// ```ignore
/// texts! { TAGS {
///     TITLE = "Tags";
///     COUNT = "{count} tag" | "{count} tags";
/// } }
/// ```
#[macro_export]
macro_rules! texts {
    ($scope:ident { $($name:ident = $english:literal $(| $other:literal)?;)* }) => {
        $(
            pub(crate) const $name: &$crate::i18n::Text = &$crate::i18n::Text {
                key: concat!(stringify!($scope), ".", stringify!($name)),
                english: $english,
                english_other: $crate::texts!(@other $($other)?),
            };
        )*
        /// Every sentence of this scope.
        pub const ALL: &[&$crate::i18n::Text] = &[$($name),*];
    };
    (@other) => { None };
    (@other $other:literal) => { Some($other) };
}

/// The words of the language in use.
#[derive(Clone, Copy)]
pub struct Texts(&'static Locale);

thread_local! {
    static LOADED: RefCell<Vec<Texts>> = const { RefCell::new(Vec::new()) };
}

/// Two are the same when they were loaded once.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

/// The words of the language in use here.
pub fn use_texts() -> Texts {
    use_context::<Texts>().unwrap_or(Texts::english())
}

impl Texts {
    /// The English sentences, which are compiled in.
    pub const fn english() -> Self {
        Self(&locale::ENGLISH)
    }

    /// A language that was loaded. It stays loaded: there are few, and a page keeps its sentences.
    pub fn loaded(locale: Locale) -> Self {
        Self(Box::leak(Box::new(locale)))
    }

    /// The language of a name, when it was loaded before by a console on the same page.
    pub fn loaded_before(language: &str) -> Option<Self> {
        LOADED.with_borrow(|loaded| loaded.iter().find(|it| it.language() == language).copied())
    }

    /// Remembers a language that was loaded, so that each console that comes need not keep its own.
    pub fn remember(self) {
        LOADED.with_borrow_mut(|loaded| {
            if !loaded.contains(&self) {
                loaded.push(self);
            }
        });
    }

    /// The BCP 47 name that the browser's `Intl` understands.
    pub fn language(self) -> &'static str {
        self.0.language()
    }

    /// The sentence as it stands.
    pub fn get(self, text: &Text) -> &'static str {
        self.0.sentence(text.key).unwrap_or(text.english)
    }

    /// The sentence with its places filled.
    pub fn fill(self, text: &Text, values: &[(&str, &str)]) -> String {
        fill(self.get(text), values)
    }

    /// The sentence for a count; `{count}` is filled with the number as the language writes it.
    pub fn count(self, text: &Text, count: u64) -> String {
        self.count_with(text, count, &[])
    }

    /// The sentence for a count that has other places to fill too.
    pub fn count_with(self, text: &Text, count: u64, values: &[(&str, &str)]) -> String {
        let category = format::plural_category(self, count);
        let sentence = match self.0.plural(text.key, &category) {
            Some(sentence) => sentence,
            None if category == "one" => text.english,
            None => text.english_other.unwrap_or(text.english),
        };
        let number = format::number(self, count);
        fill(&fill(sentence, &[("count", &number)]), values)
    }
}

/// Fills `{name}` places. A place without a value stays visible: a wrong sentence must be seen.
fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(it, _)| *it == name)?;
            Some((value, tail))
        });
        match known {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    texts! { TRIAL {
        PLAIN = "Nothing to fill";
        TAGS = "{count} tag of {name}" | "{count} tags of {name}";
    } }

    #[test]
    fn every_sentence_of_a_scope_is_in_its_list() {
        assert_eq!(ALL, [PLAIN, TAGS]);
        assert_eq!(TAGS.key, "TRIAL.TAGS");
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        assert_eq!(
            fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]),
            "{b} and 2"
        );
    }

    #[test]
    fn a_place_without_a_value_stays_visible() {
        assert_eq!(fill("{a} of {b", &[("b", "2")]), "{a} of {b");
    }

    #[test]
    fn english_counts_one_and_many() {
        let texts = Texts::english();
        assert_eq!(texts.get(PLAIN), "Nothing to fill");
        let name = [("name", "api")];
        assert_eq!(texts.count_with(TAGS, 1, &name), "1 tag of api");
        assert_eq!(texts.count_with(TAGS, 0, &name), "0 tags of api");
    }

    #[test]
    fn a_loaded_language_wins_and_falls_back_sentence_by_sentence() {
        let json = r#"{"language":"fr","trial":{"tags":{"one":"{count} étiquette de {name}","other":"{count} étiquettes de {name}"}}}"#;
        let texts = Texts::loaded(Locale::parse(json).unwrap());
        assert_eq!(texts.get(PLAIN), "Nothing to fill");
        assert_eq!(
            texts.count_with(TAGS, 2, &[("name", "api")]),
            "2 étiquettes de api"
        );
    }
}
