//! Values over time as bars, with the same numbers in a table behind a disclosure.
//!
//! The chart is one tab stop: arrow keys move from value to value as the pointer does, and the value is
//! shown beside the title. The axis always starts at zero, because other axes mislead.

use std::sync::Arc;

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::texts;
use crate::i18n::use_texts;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPoint {
    /// The subject of the value: a day.
    pub label: String,
    /// How much; nothing is below zero.
    pub value: f64,
}

/// The words for a value.
pub type ChartWords = Arc<dyn Fn(f64) -> String + Send + Sync>;

/// The width and height that the bars are drawn in; the style sheet stretches them.
const WIDTH: f64 = 1_000.0;
const HEIGHT: f64 = 100.0;
/// Which part of its place a bar takes.
const BAR_SHARE: f64 = 0.72;

/// Values in their order, the newest last.
#[component]
pub fn Chart(
    /// What they are of, for anyone who does not see what is around.
    #[prop(into)]
    label: String,
    /// Which of them these are: `90 days`.
    #[prop(into)]
    title: String,
    /// What the labels are, and what the values are: the headings of the table.
    headings: (&'static str, &'static str),
    /// The values; at least one.
    points: Vec<ChartPoint>,
    /// The words for a value.
    words: ChartWords,
) -> impl IntoView {
    let texts = use_texts();
    let active = RwSignal::new(None::<usize>);
    let top = scale_top(points.iter().map(|it| it.value).fold(0.0, f64::max));
    let [first, last] =
        [points.first(), points.last()].map(|it| it.map(|it| it.label.clone()).unwrap_or_default());
    let (top_words, zero_words) = (words(top), words(0.0));
    let points = StoredValue::new(points);
    let shown = {
        let words = Arc::clone(&words);
        move || {
            points.with_value(|points| {
                let point = points.get(active.get().unwrap_or(points.len() - 1))?;
                let values = [
                    ("label", point.label.as_str()),
                    ("value", &words(point.value)),
                ];
                Some(texts.fill(texts::CHART_VALUE, &values))
            })
        }
    };
    view! {
        <figure class="chart">
            <figcaption class="chart-caption">
                <span class="chart-title">{title}</span>
                <span class="chart-value" aria-live="polite">{shown}</span>
            </figcaption>
            <div class="chart-frame">
                <div class="chart-scale" aria-hidden="true"><span>{top_words}</span><span>{zero_words}</span></div>
                <Plot title=label points top active/>
            </div>
            <div class="chart-ends" aria-hidden="true"><span>{first}</span><span>{last}</span></div>
            <details class="chart-numbers">
                <summary>{texts.get(texts::AS_TABLE)}</summary>
                <Numbers headings points words/>
            </details>
        </figure>
    }
}

/// The bars, and what hears pointer and keys.
#[component]
fn Plot(
    title: String,
    points: StoredValue<Vec<ChartPoint>>,
    top: f64,
    active: RwSignal<Option<usize>>,
) -> impl IntoView {
    let texts = use_texts();
    let count = points.with_value(Vec::len);
    let label = texts.fill(texts::CHART, &[("title", &title)]);
    let on_keydown = move |event: web_sys::KeyboardEvent| {
        let at = active.get_untracked().unwrap_or(count.saturating_sub(1));
        if let Some(next) = next_point(&event.key(), at, count) {
            event.prevent_default();
            active.set(Some(next));
        }
    };
    let on_mousemove = move |event: web_sys::MouseEvent| {
        let plot = event.current_target();
        let width = plot.map(|it| it.unchecked_into::<web_sys::Element>().client_width());
        active.set(point_at(event.offset_x(), width.unwrap_or_default(), count));
    };
    view! {
        <div
            class="chart-plot"
            role="group"
            tabindex="0"
            aria-label=label
            on:keydown=on_keydown
            on:mousemove=on_mousemove
            on:mouseleave=move |_| active.set(None)
            on:blur=move |_| active.set(None)
        >
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                {bars(points, top, active)}
            </svg>
        </div>
    }
}

fn bars(
    points: StoredValue<Vec<ChartPoint>>,
    top: f64,
    active: RwSignal<Option<usize>>,
) -> Vec<impl IntoView> {
    let values: Vec<f64> = points.with_value(|points| points.iter().map(|it| it.value).collect());
    let place = WIDTH / values.len().max(1) as f64;
    let last = values.len().saturating_sub(1);
    let bar = |(index, value): (usize, &f64)| {
        let height = (value / top).clamp(0.0, 1.0) * HEIGHT;
        let x = place * (index as f64 + (1.0 - BAR_SHARE) / 2.0);
        let is_active = memo(move || active.get().unwrap_or(last) == index);
        view! {
            <rect
                class="chart-bar"
                data-active=move || is_active.get().then_some("")
                x=format!("{x:.2}")
                y=format!("{:.2}", HEIGHT - height)
                width=format!("{:.2}", place * BAR_SHARE)
                height=format!("{height:.2}")
            ></rect>
        }
    };
    values.iter().enumerate().map(bar).collect()
}

/// The newest first, as anyone who reads numbers wants them.
#[component]
fn Numbers(
    headings: (&'static str, &'static str),
    points: StoredValue<Vec<ChartPoint>>,
    words: ChartWords,
) -> impl IntoView {
    let row = |point: &ChartPoint| {
        let (label, value) = (point.label.clone(), words(point.value));
        view! { <tr><th scope="row">{label}</th><td>{value}</td></tr> }
    };
    let rows: Vec<_> = points.with_value(|points| points.iter().rev().map(row).collect());
    view! {
        // Focusable, because it scrolls and the keyboard must reach it.
        <div class="chart-rows" tabindex="0" role="group" aria-label=headings.1>
            <table>
                <thead>
                    <tr><th scope="col">{headings.0}</th><th scope="col">{headings.1}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The top of the axis: the next of 1, 2 and 5 with noughts, so that it is a number one can read.
fn scale_top(greatest: f64) -> f64 {
    if !(greatest.is_finite() && greatest > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powf(greatest.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let fits = steps.into_iter().find(|top| *top >= greatest);
    fits.unwrap_or(10.0 * power)
}

fn next_point(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some((at + 1).min(last)),
        "ArrowLeft" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// The point under a place of the plot.
fn point_at(x: i32, width: i32, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    if width <= 0 {
        return None;
    }
    let share = f64::from(x.max(0)) / f64::from(width);
    Some(((share * count as f64) as usize).min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_the_axis_is_never_below_a_value() {
        for (greatest, top) in [
            (0.0, 1.0),
            (1.0, 1.0),
            (1.2, 2.0),
            (4.9, 5.0),
            (51.0, 100.0),
            (2e9, 2e9),
        ] {
            assert_eq!(scale_top(greatest), top, "{greatest}");
        }
        assert_eq!(scale_top(f64::NAN), 1.0);
    }

    #[test]
    fn arrows_end_at_the_ends() {
        assert_eq!(next_point("ArrowRight", 2, 3), Some(2));
        assert_eq!(next_point("ArrowLeft", 0, 3), Some(0));
        assert_eq!(next_point("Home", 2, 3), Some(0));
        assert_eq!(next_point("Tab", 2, 3), None);
        assert_eq!(next_point("End", 0, 0), None);
    }

    #[test]
    fn every_place_of_the_plot_has_its_point() {
        assert_eq!(point_at(0, 100, 10), Some(0));
        assert_eq!(point_at(99, 100, 10), Some(9));
        assert_eq!(point_at(120, 100, 10), Some(9));
        assert_eq!(point_at(-3, 100, 10), Some(0));
        assert_eq!(point_at(3, 0, 10), None);
    }
}
