//! The number columns of lists: aligned right, sorted by value, highest first, and ignored by the filter. A
//! row with an unknown number shows a dash.

use crate::markup::view;
use leptos::prelude::*;

use super::super::texts;
use super::super::unknown::Unknown;
use super::definition::Column;
use crate::i18n::{Text, Texts, format};

impl<R: 'static> Column<R> {
    /// A column of counts.
    pub fn count(
        texts: Texts,
        key: &'static str,
        title: impl Into<String>,
        value: impl Fn(&R) -> Option<u64> + Copy + Send + Sync + 'static,
    ) -> Self {
        let words = (texts::FEWEST_FIRST, texts::MOST_FIRST);
        Self::number(texts, key, title, value, format::number, words)
    }

    /// A column of sizes in bytes.
    pub fn bytes(
        texts: Texts,
        key: &'static str,
        title: impl Into<String>,
        value: impl Fn(&R) -> Option<u64> + Copy + Send + Sync + 'static,
    ) -> Self {
        let words = (texts::SMALLEST_FIRST, texts::LARGEST_FIRST);
        Self::number(texts, key, title, value, format::bytes, words).width(96)
    }

    fn number(
        texts: Texts,
        key: &'static str,
        title: impl Into<String>,
        value: impl Fn(&R) -> Option<u64> + Copy + Send + Sync + 'static,
        written: fn(Texts, u64) -> String,
        (ascending, descending): (&Text, &Text),
    ) -> Self {
        let text = move |it: &R| value(it).map_or_else(String::new, |it| written(texts, it));
        Self::new(key, title, text)
            .sorted_by(move |one, other| value(one).cmp(&value(other)))
            .words(texts.get(ascending), texts.get(descending))
            .descending_first()
            .unsearched()
            .numeric()
            .cell(move |it| match value(it) {
                Some(value) => written(texts, value).into_any(),
                None => view! { <Unknown/> }.into_any(),
            })
    }
}
