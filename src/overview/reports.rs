//! Storage and traffic per day.

use std::sync::Arc;

use crate::catalog::optional_query;
use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{DailyValue, List, ReportKind, Timestamp};

use super::counts::size;
use super::part::Part;
use super::texts;
use crate::configuration::Capability;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::remote::Topic;
use crate::session::use_capabilities;
use crate::ui::{Chart, ChartPoint};

/// Both reports side by side.
#[component]
pub(super) fn Reports() -> impl IntoView {
    let capabilities = use_capabilities();
    let is_lacked = memo(move || capabilities.lacks(Capability::Reports));
    reactive(move || {
        (!is_lacked.get()).then(|| {
            view! {
                <div class="columns" data-even="">
                    <Report kind=ReportKind::Storage title=texts::STORAGE/>
                    <Report kind=ReportKind::Downloads title=texts::DOWNLOADS/>
                </div>
            }
        })
    })
}

#[component]
fn Report(kind: ReportKind, title: &'static Text) -> impl IntoView {
    let texts = use_texts();
    let loaded = optional_query(Capability::Reports, &[Topic::Tags], move |client| {
        client.list_daily_report(kind)
    });
    let title = texts.get(title);
    let content = move |days: List<DailyValue>| {
        let points = points(texts, days.items);
        if points.is_empty() {
            return view! { <p class="secondary">{texts.get(texts::NOTHING_COUNTED)}</p> }
                .into_any();
        }
        let count = texts.count(texts::DAYS, points.len() as u64);
        let headings = (texts.get(texts::DAY), title);
        let words = Arc::new(move |value| size(texts, value));
        let label = format!("{title}, {count}");
        view! { <Chart label title=count headings points words/> }.into_any()
    };
    view! { <Part query=loaded title children=content/> }
}

/// The days in their order; a service may give them in any. A day whose value no one knows is left
/// out: it was not a day of nothing.
fn points(texts: Texts, mut days: Vec<DailyValue>) -> Vec<ChartPoint> {
    days.sort_by(|one, other| one.date.cmp(&other.date));
    let point = |day: DailyValue| {
        Some(ChartPoint {
            value: day.value?,
            label: day_name(texts, day.date),
        })
    };
    days.into_iter().filter_map(point).collect()
}

/// A day in the form that lists have, too; as the service wrote it where that is no date.
fn day_name(texts: Texts, date: String) -> String {
    let day = Timestamp::parse(&format!("{date}T00:00:00Z"));
    day.map_or(date, |day| format::day(texts, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    /// Outside of a browser a day is written as the whole time.
    fn days_go_from_the_oldest_to_the_newest_and_unknown_ones_are_left_out() {
        let day = |date: &str, value| DailyValue {
            date: date.to_owned(),
            value,
        };
        let days = vec![
            day("2024-09-02", None),
            day("2024-08-31", Some(2.0)),
            day("2024-09-01", Some(3.0)),
            day("2024-09", Some(4.0)),
        ];
        let shown: Vec<_> = points(Texts::english(), days)
            .into_iter()
            .map(|it| (it.label, it.value))
            .collect();
        let expected = [
            ("2024-08-31T00:00:00Z", 2.0),
            ("2024-09", 4.0),
            ("2024-09-01T00:00:00Z", 3.0),
        ];
        assert_eq!(
            shown,
            expected.map(|(date, value)| (date.to_owned(), value))
        );
    }
}
