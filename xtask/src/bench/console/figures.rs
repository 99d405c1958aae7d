//! The figures of a visit: names, headings and units.

use super::statistics::Summary;

/// The unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Milliseconds,
    Bytes,
    Count,
    /// The layout shift score of the web platform.
    Score,
}

/// A figure, as `bench/console` names it, and the heading of its column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) key: &'static str,
    pub(super) heading: &'static str,
    unit: Unit,
}

const fn figure(key: &'static str, heading: &'static str, unit: Unit) -> Figure {
    Figure { key, heading, unit }
}

/// Figures of a cold visit.
pub(super) const VISIT: [Figure; 12] = [
    figure("rows_bytes", "bytes until rows", Unit::Bytes),
    figure("rows_requests", "requests", Unit::Count),
    figure(
        "first_paint_ms",
        "first contentful paint",
        Unit::Milliseconds,
    ),
    figure("rows_ms", "rows", Unit::Milliseconds),
    figure("all_bytes", "bytes in all", Unit::Bytes),
    figure("all_requests", "requests", Unit::Count),
    figure("works_ms", "everything works", Unit::Milliseconds),
    figure("whole_ms", "whole list", Unit::Milliseconds),
    figure("layout_shift", "layout shift", Unit::Score),
    figure("long_tasks", "long tasks", Unit::Count),
    figure("longest_task_ms", "longest task", Unit::Milliseconds),
    figure("sign_in_ms", "signing in", Unit::Milliseconds),
];

/// Figures of a loaded page.
pub(super) const PAGE: [Figure; 9] = [
    figure("keystroke_ms", "keystroke", Unit::Milliseconds),
    figure("sort_ms", "sort", Unit::Milliseconds),
    figure(
        "fling_long_frames",
        "frames over 50 ms in a fling",
        Unit::Count,
    ),
    figure(
        "fling_longest_frame_ms",
        "longest of them",
        Unit::Milliseconds,
    ),
    figure("open_ms", "open a tag", Unit::Milliseconds),
    figure("back_ms", "Back", Unit::Milliseconds),
    figure("nodes", "DOM nodes", Unit::Count),
    figure("heap_bytes", "JS heap", Unit::Bytes),
    figure("wasm_bytes", "WebAssembly memory", Unit::Bytes),
];

/// The figures that are compared as ratios.
pub(super) const COMPARED: [&str; 9] = [
    "rows_bytes",
    "all_bytes",
    "first_paint_ms",
    "rows_ms",
    "works_ms",
    "whole_ms",
    "keystroke_ms",
    "sort_ms",
    "open_ms",
];

impl Figure {
    /// The median; times are followed by their range.
    pub(super) fn written(self, summary: Summary) -> String {
        let median = summary.median;
        match self.unit {
            Unit::Milliseconds => time(summary),
            Unit::Bytes => bytes(median),
            Unit::Count => grouped(median),
            Unit::Score => format!("{median:.3}"),
        }
    }
}

/// All three in the unit of the median.
fn time(summary: Summary) -> String {
    let (unit, scale, digits) = match summary.median {
        median if median < 1000.0 => ("ms", 1.0, 0),
        _ => ("s", 1000.0, 2),
    };
    let [median, lowest, highest] = [summary.median, summary.lowest, summary.highest]
        .map(|value| format!("{:.digits$}", value / scale));
    if lowest == highest {
        format!("{median} {unit}")
    } else {
        format!("{median} {unit} ({lowest}–{highest})")
    }
}

/// 1 KB is 1,000 bytes.
fn bytes(value: f64) -> String {
    match value {
        value if value >= 10_000_000.0 => format!("{:.0} MB", value / 1_000_000.0),
        value if value >= 1_000_000.0 => format!("{:.1} MB", value / 1_000_000.0),
        value => format!("{:.0} KB", value / 1000.0),
    }
}

/// A whole number with commas between thousands.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(unit: Unit, median: f64, lowest: f64, highest: f64) -> String {
        let summary = Summary {
            median,
            lowest,
            highest,
        };
        figure("key", "heading", unit).written(summary)
    }

    #[test]
    fn times_say_how_far_they_lie_apart() {
        let time = written(Unit::Milliseconds, 1590.0, 990.4, 1620.0);
        assert_eq!(time, "1.59 s (0.99–1.62)");
        assert_eq!(written(Unit::Milliseconds, 33.0, 33.0, 33.0), "33 ms");
    }

    #[test]
    fn sizes_and_counts_are_short() {
        assert_eq!(written(Unit::Bytes, 134_800.0, 0.0, 1.0), "135 KB");
        assert_eq!(written(Unit::Bytes, 3_400_000.0, 0.0, 1.0), "3.4 MB");
        assert_eq!(written(Unit::Bytes, 34_000_000.0, 0.0, 1.0), "34 MB");
        assert_eq!(written(Unit::Count, 10_234.0, 0.0, 1.0), "10,234");
        assert_eq!(written(Unit::Count, 234.0, 0.0, 1.0), "234");
        assert_eq!(written(Unit::Score, 0.0123, 0.0, 1.0), "0.012");
    }

    #[test]
    fn every_compared_figure_is_one_that_is_measured() {
        for key in COMPARED {
            let mut all = VISIT.iter().chain(&PAGE);
            assert!(all.any(|it| it.key == key), "{key}");
        }
    }
}
