//! The time column of lists: shown relative to now, sorted by the time itself, newest first.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::Timestamp;

use super::super::moment::Moment;
use super::super::texts;
use super::definition::Column;
use crate::i18n::Texts;

impl<R: 'static> Column<R> {
    /// A column of moments; a row that has none shows an en dash. The filter does not look at it.
    pub fn moment(
        texts: Texts,
        key: &'static str,
        title: impl Into<String>,
        value: fn(&R) -> Option<Timestamp>,
    ) -> Self {
        let text = move |it: &R| value(it).map_or_else(String::new, |it| it.to_string());
        Self::new(key, title, text)
            .sorted_by(move |one, other| value(one).cmp(&value(other)))
            .words(
                texts.get(texts::OLDEST_FIRST),
                texts.get(texts::NEWEST_FIRST),
            )
            .descending_first()
            .unsearched()
            .cell(move |it| view! { <Moment time=value(it)/> }.into_any())
            .width(154)
    }
}
