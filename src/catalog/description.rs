//! The length limit of descriptions, and its error message. Pure.

use swr_api::Error;

use super::texts;
use crate::i18n::{Texts, format};

/// The status of a description that is too long; nothing else in a form with one can be.
const TOO_LARGE: u16 = 413;

/// The most characters that a description may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DescriptionLimit(pub usize);

impl DescriptionLimit {
    /// Whether a description has more.
    pub fn is_exceeded(self, description: &str) -> bool {
        description.chars().count() > self.0
    }

    /// What is wrong with a description.
    pub fn problem(self, texts: Texts, description: &str) -> Option<String> {
        self.is_exceeded(description).then(|| {
            let number = |count: usize| format::number(texts, count as u64);
            let (length, maximum) = (number(description.chars().count()), number(self.0));
            let values = [("length", length.as_str()), ("maximum", maximum.as_str())];
            texts.fill(texts::DESCRIPTION_TOO_LONG, &values)
        })
    }
}

/// Whether the service refused the description.
pub fn is_about_description(error: &Error) -> bool {
    error.status() == Some(TOO_LARGE)
}
