//! Parts of a whole as areas. It repeats the table beside it, so it is hidden from screen readers.

use crate::markup::view;
use leptos::prelude::*;

/// A part of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct TreemapPart {
    /// What it is.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// Its size; nothing is below zero.
    pub value: f64,
    /// Whether it is what several others have in common.
    pub is_common: bool,
}

/// Where a part is drawn, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Of how little area a part has no words.
const SMALLEST_WITH_WORDS: f64 = 0.02;
/// How much wider than high the whole is.
const ASPECT: f64 = 3.0;

/// The parts, the largest first.
#[component]
pub fn Treemap(
    /// The parts.
    parts: Vec<TreemapPart>,
) -> impl IntoView {
    let values: Vec<f64> = parts.iter().map(|it| it.value).collect();
    let cell = |(part, area): (TreemapPart, Area)| {
        let percent = |share: f64| format!("{:.3}%", share * 100.0);
        let has_words = area.width * area.height >= SMALLEST_WITH_WORDS;
        let words = has_words.then(|| {
            view! {
                <span class="treemap-name">{part.name.clone()}</span>
                <span class="treemap-size">{part.size.clone()}</span>
            }
        });
        let title = format!("{} · {}", part.name, part.size);
        view! {
            <div
                class="treemap-part"
                title=title
                data-common=part.is_common.then_some("")
                style:left=percent(area.left)
                style:top=percent(area.top)
                style:width=percent(area.width)
                style:height=percent(area.height)
            >
                {words}
            </div>
        }
    };
    let cells: Vec<_> = parts.into_iter().zip(areas(&values)).map(cell).collect();
    view! { <div class="treemap" aria-hidden="true">{cells}</div> }
}

/// The areas of values, the largest first: rows of parts along the shorter side, each as near to a square as
/// the next one lets it be.
fn areas(values: &[f64]) -> Vec<Area> {
    let whole: f64 = values.iter().sum();
    if whole <= 0.0 {
        return vec![Area::default(); values.len()];
    }
    let mut areas = Vec::with_capacity(values.len());
    let (mut left, mut top, mut width, mut height) = (0.0, 0.0, ASPECT, 1.0);
    let scale = ASPECT / whole;
    let mut rest = values;
    while !rest.is_empty() {
        let side = f64::min(width, height);
        // Nothing is left for what has no size.
        if side <= 0.0 || rest[0] <= 0.0 {
            areas.resize(values.len(), Area::default());
            break;
        }
        let count = row_length(rest, scale, side);
        let (row, others) = rest.split_at(count);
        let thickness = row.iter().sum::<f64>() * scale / side;
        let mut at = 0.0;
        for value in row {
            let length = match thickness > 0.0 {
                true => value * scale / thickness,
                false => 0.0,
            };
            let area = match width >= height {
                true => (left, top + at, thickness, length),
                false => (left + at, top, length, thickness),
            };
            areas.push(Area {
                left: area.0 / ASPECT,
                top: area.1,
                width: area.2 / ASPECT,
                height: area.3,
            });
            at += length;
        }
        match width >= height {
            true => (left, width) = (left + thickness, width - thickness),
            false => (top, height) = (top + thickness, height - thickness),
        }
        rest = others;
    }
    areas
}

/// How many of the next values stand side by side: as long as the longest of them gets less long.
fn row_length(values: &[f64], scale: f64, side: f64) -> usize {
    let worst = |count: usize| {
        let row = &values[..count];
        let thickness = row.iter().sum::<f64>() * scale / side;
        let ratio = |value: &f64| {
            let length = value * scale / thickness;
            f64::max(length / thickness, thickness / length)
        };
        row.iter().map(ratio).fold(0.0, f64::max)
    };
    let mut count = 1;
    while count < values.len() && worst(count + 1) <= worst(count) {
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_as_large_as_their_values_and_fill_the_whole() {
        let values = [60.0, 30.0, 20.0, 10.0, 5.0, 5.0, 1.0];
        let whole: f64 = values.iter().sum();
        let areas = areas(&values);
        for (value, area) in values.iter().zip(&areas) {
            assert!(
                (area.width * area.height - value / whole).abs() < 1e-9,
                "{value}"
            );
            assert!(
                area.left >= 0.0 && area.left + area.width < 1.0 + 1e-9,
                "{area:?}"
            );
            assert!(
                area.top >= 0.0 && area.top + area.height < 1.0 + 1e-9,
                "{area:?}"
            );
        }
        let overlap = |one: &Area, other: &Area| {
            let along = |a: f64, b: f64, c: f64, d: f64| f64::min(a + b, c + d) - f64::max(a, c);
            along(one.left, one.width, other.left, other.width) > 1e-9
                && along(one.top, one.height, other.top, other.height) > 1e-9
        };
        for (index, one) in areas.iter().enumerate() {
            assert!(areas[..index].iter().all(|other| !overlap(one, other)));
        }
    }

    #[test]
    fn nothing_has_no_area() {
        assert_eq!(areas(&[0.0, 0.0]), [Area::default(); 2]);
        assert_eq!(areas(&[]), []);
        assert_eq!(
            areas(&[2.0, 0.0])[1].height * areas(&[2.0, 0.0])[1].width,
            0.0
        );
    }
}
