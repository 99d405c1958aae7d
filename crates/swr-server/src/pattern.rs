//! Patterns for tags, in retention rules and in triggers.
//!
//! Easy to get wrong: a pattern must match the whole tag, not a part of it. The dialect is that of
//! `regex-lite`, which reads a tag once regardless of the pattern (docs/decisions/0012).

use regex_lite::{Regex, RegexBuilder};

const MAXIMUM_CHARACTERS: usize = 256;

/// Of the compiled pattern. Enough for a digest, too small for repetitions of repetitions, with
/// which a single match would take seconds.
const MAXIMUM_BYTES: usize = 1 << 16;

/// Of one state of a compiled pattern, about.
const BYTES_OF_STATE: usize = 32;

#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    whole: Regex,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error("it is empty")]
    Empty,
    #[error("it has more than {MAXIMUM_CHARACTERS} characters")]
    TooLong,
    #[error("{0}")]
    Unsupported(String),
}

impl Pattern {
    pub fn new(text: &str) -> Result<Self, PatternError> {
        check_length(text)?;
        let unsupported = |error: regex_lite::Error| PatternError::Unsupported(error.to_string());
        // By itself first: `a)|(b` is a pattern only between the parentheses that it closes.
        compile(text).map_err(unsupported)?;
        let whole = compile(&format!("^(?:{text})$")).map_err(unsupported)?;
        let text = text.to_owned();
        Ok(Self { text, whole })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Steps that matching takes at most for each character of a tag, in about the unit of one state
    /// of the compiled pattern. Found by compiling it within ever larger limits.
    pub fn steps(&self) -> usize {
        let sizes = std::iter::successors(Some(BYTES_OF_STATE * 8), |bytes| Some(bytes * 2));
        let mut sizes = sizes.take_while(|&bytes| bytes < MAXIMUM_BYTES);
        let fits = |bytes: &usize| compile_within(self.whole.as_str(), *bytes).is_ok();
        sizes.find(fits).unwrap_or(MAXIMUM_BYTES) / BYTES_OF_STATE
    }

    pub fn matches(&self, tag: &str) -> bool {
        self.whole.is_match(tag)
    }
}

/// What patterns and plain names have in common: there is one, and it has an end.
pub fn check_length(text: &str) -> Result<(), PatternError> {
    match text.chars().count() {
        0 => Err(PatternError::Empty),
        1..=MAXIMUM_CHARACTERS => Ok(()),
        _ => Err(PatternError::TooLong),
    }
}

fn compile(text: &str) -> Result<Regex, regex_lite::Error> {
    compile_within(text, MAXIMUM_BYTES)
}

fn compile_within(text: &str, bytes: usize) -> Result<Regex, regex_lite::Error> {
    RegexBuilder::new(text).size_limit(bytes).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, tag: &str) -> bool {
        Pattern::new(pattern).unwrap().matches(tag)
    }

    #[test]
    fn only_the_whole_tag_is_a_match() {
        assert!(matches("v1", "v1") && !matches("v1", "v1.0"));
        assert!(
            matches("a|ab", "ab"),
            "the first branch is not the last word"
        );
        assert!(matches("^v1$", "v1"));
        assert!(matches(r"(?i)RC-\d+", "rc-12"));
    }

    #[test]
    fn a_pattern_cannot_leave_its_parentheses() {
        for pattern in ["a)|(b", "a)|(?:b", "(?x)a # to the end"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn what_would_take_long_is_rejected() {
        assert!(Pattern::new("[0-9a-f]{64}").is_ok());
        assert!(Pattern::new(".*(?:.*)*.*").is_ok());
        for pattern in ["(?:.{0,200}){200}", "(?=a)b", r"(a)\1", r"\p{L}"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn a_larger_pattern_takes_more_steps() {
        let steps = |text: &str| Pattern::new(text).unwrap().steps();
        assert!(steps("v1") <= 32, "{}", steps("v1"));
        assert!(steps("[0-9a-f]{64}") > 4 * steps("[0-9a-f]{4}"));
        let largest = steps("(?:[a-z0-9]?){200}");
        assert!((512..=2048).contains(&largest), "{largest}");
    }

    #[test]
    fn a_length_is_counted_in_characters() {
        assert_eq!(Pattern::new("").err(), Some(PatternError::Empty));
        assert!(Pattern::new(&"ä".repeat(256)).is_ok());
        let long = Pattern::new(&"a".repeat(257));
        assert_eq!(long.err(), Some(PatternError::TooLong));
    }
}
