//! Patterns for tags, and their errors.
//!
//! A pattern must match the whole tag. The dialect is that of `regex-lite`, as in the service, not that of
//! the browser (docs/decisions/0012). It is here and not in a feature because both retention and triggers
//! use patterns, and features never import each other.

use regex_lite::{Regex, RegexBuilder};

use crate::i18n::{Texts, format};

crate::texts! { PATTERN {
    EMPTY = "Enter a pattern.";
    TOO_LONG = "{length} of {maximum} characters. Shorten the pattern.";
    UNSUPPORTED = "Not supported by the service: {reason}.";
    LOOKAROUND = "Not supported by the service: lookahead and lookbehind.";
    REFERENCE = "Not supported by the service: back-references.";
    UNICODE_CLASS = "Not supported by the service: Unicode classes.";
    WILDCARD = "“*” repeats what precedes it. Use “.*” to match anything.";
    TOO_LARGE = "The pattern repeats too much. Simplify it.";
} }

/// Characters of a pattern.
const MAXIMUM_LENGTH: usize = 256;
/// Bytes of the compiled pattern, as the service has it.
const MAXIMUM_SIZE: usize = 64 * 1024;

/// A pattern that the service takes.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// Nothing was given.
    Empty,
    /// It has so many characters, which are too many.
    TooLong(usize),
    /// It takes too much memory when it is compiled.
    TooLarge,
    /// It is something else than a pattern of this dialect.
    Unsupported(String),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When the service would refuse it.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let length = text.chars().count();
        if length == 0 {
            return Err(PatternError::Empty);
        }
        if length > MAXIMUM_LENGTH {
            return Err(PatternError::TooLong(length));
        }
        // Alone first: `a)|(?:b` is right only inside of the parentheses that it would close.
        compile(text)?;
        compile(&format!("^(?:{text})$")).map(Self)
    }

    /// Whether a tag is one of those that are meant.
    pub fn matches(&self, tag: &str) -> bool {
        self.0.is_match(tag)
    }
}

fn compile(text: &str) -> Result<Regex, PatternError> {
    let compiled = RegexBuilder::new(text).size_limit(MAXIMUM_SIZE).build();
    compiled.map_err(|error| {
        let reason = error.to_string();
        // The library's errors have no kinds, only words.
        match reason.contains("size limit") || reason.contains("too big") {
            true => PatternError::TooLarge,
            false => PatternError::Unsupported(reason),
        }
    })
}

/// What is wrong with a pattern that someone types.
pub fn pattern_problem(texts: Texts, typed: &str) -> Option<String> {
    Some(match Pattern::new(typed).err()? {
        PatternError::Empty => texts.get(EMPTY).to_owned(),
        PatternError::TooLarge => texts.get(TOO_LARGE).to_owned(),
        PatternError::TooLong(length) => {
            let number = |count: usize| format::number(texts, count as u64);
            let (length, maximum) = (number(length), number(MAXIMUM_LENGTH));
            texts.fill(TOO_LONG, &[("length", &length), ("maximum", &maximum)])
        }
        PatternError::Unsupported(reason) => unsupported(texts, typed, &reason),
    })
}

/// What people bring along from other dialects is named; for the rest the library speaks.
fn unsupported(texts: Texts, typed: &str, reason: &str) -> String {
    let has = |parts: &[&str]| parts.iter().any(|it| typed.contains(it));
    let known = if has(&["(?=", "(?!", "(?<=", "(?<!"]) {
        LOOKAROUND
    } else if has(&["\\p", "\\P"]) {
        UNICODE_CLASS
    } else if refers_back(typed) {
        REFERENCE
    } else if typed.starts_with(['*', '+', '?']) {
        WILDCARD
    } else {
        return texts.fill(UNSUPPORTED, &[("reason", reason)]);
    };
    texts.get(known).to_owned()
}

fn refers_back(typed: &str) -> bool {
    let after_backslashes = typed.split('\\').skip(1);
    after_backslashes
        .filter_map(|it| it.chars().next())
        .any(|it| matches!(it, '1'..='9' | 'k'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(typed: &str) -> String {
        pattern_problem(Texts::english(), typed).unwrap_or_default()
    }

    #[test]
    fn the_whole_tag_must_match() {
        let matches = |pattern: &str, tag: &str| Pattern::new(pattern).unwrap().matches(tag);
        assert!(matches("1\\.2", "1.2") && !matches("1\\.2", "1.2.3"));
        assert!(matches("a|ab", "ab") && !matches("a|ab", "xab"));
        assert!(matches("^v\\d+$", "v12"));
    }

    #[test]
    fn what_comes_from_another_dialect_is_named() {
        assert!(problem("(?!latest).*").contains("lookahead"));
        assert!(problem("(a)\\1").contains("back-references"));
        assert!(problem("\\p{L}+").contains("Unicode"));
        assert!(problem("*").contains("Use “.*” to match anything."));
        assert!(problem("(?:.{0,200}){200}").contains("repeats too much"));
        assert!(problem("v(1").contains("Not supported by the service"));
        assert_eq!(problem("v[0-9]+(-rc\\.[0-9]+)?"), "");
    }

    #[test]
    fn a_length_is_counted_in_characters() {
        assert_eq!(problem(&"é".repeat(256)), "");
        assert!(problem(&"é".repeat(257)).contains("257 of 256 characters"));
        assert_eq!(problem(""), "Enter a pattern.");
    }
}
