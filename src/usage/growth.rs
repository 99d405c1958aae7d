//! The growth of a repository as bars of equal time spans. Pure.

use std::sync::Arc;

use swr_api::Timestamp;

use super::texts;
use crate::i18n::{Texts, format};
use crate::markup::view;
use crate::ui::{Chart, ChartPoint, Panel};
use leptos::prelude::*;

/// How many bars there are at most.
const BARS: i64 = 60;
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// How much was stored at the end of each day, or of each span of days where there are too many.
fn spans(growth: &[(Timestamp, u64)]) -> Vec<(Timestamp, u64)> {
    let day = |time: Timestamp| time.unix_millis().div_euclid(DAY_MILLIS);
    let (Some(first), Some(last)) = (growth.first(), growth.last()) else {
        return Vec::new();
    };
    let (first, last) = (day(first.0), day(last.0));
    let days = last - first + 1;
    let length = (days - 1) / BARS + 1;
    let count = (days - 1) / length + 1;
    let mut rest = growth.iter().peekable();
    let mut stored = 0;
    let span = |number: i64| {
        let end = last - (count - 1 - number) * length;
        while let Some((_, bytes)) = rest.next_if(|it| day(it.0) <= end) {
            stored = *bytes;
        }
        (Timestamp::from_unix_millis(end * DAY_MILLIS), stored)
    };
    (0..count).map(span).collect()
}

/// The growth as a chart; nothing where everything is from one day.
#[component]
pub(super) fn Growth(growth: Vec<(Timestamp, u64)>, texts: Texts) -> impl IntoView {
    let spans = spans(&growth);
    (spans.len() > 1).then(|| {
        let point = |(end, bytes): (Timestamp, u64)| ChartPoint {
            label: format::day(texts, end),
            value: bytes as f64,
        };
        let points: Vec<ChartPoint> = spans.into_iter().map(point).collect();
        let title = texts.get(texts::GROWTH);
        let headings = (texts.get(texts::DAY), texts.get(texts::TOTAL));
        let words = Arc::new(move |value: f64| format::bytes(texts, value as u64));
        view! {
            <Panel title>
                <Chart label=title title=title headings points words/>
            </Panel>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_unix_millis(day * DAY_MILLIS + 5)
    }

    #[test]
    fn each_day_shows_what_was_stored_at_its_end() {
        let spans = spans(&[(at(3), 10), (at(3), 15), (at(6), 40)]);
        let stored: Vec<u64> = spans.iter().map(|it| it.1).collect();
        assert_eq!(stored, [15, 15, 15, 40]);
        assert_eq!(spans[0].0, Timestamp::from_unix_millis(3 * DAY_MILLIS));
    }

    #[test]
    fn many_days_are_put_together_and_the_last_one_is_the_end() {
        let spans = spans(&[(at(0), 1), (at(1000), 2)]);
        assert!(spans.len() as i64 <= BARS);
        assert_eq!(spans.last().map(|it| it.1), Some(2));
        assert_eq!(spans[0].1, 1);
        assert!(super::spans(&[]).is_empty());
    }
}
