//! The rows that are in the document. Pure arithmetic in CSS pixels.

use std::ops::Range;

/// Rows kept ready above and below what is seen.
const OVERSCAN: usize = 6;
/// The window moves in steps, so that most scroll events change nothing.
const STEP: usize = 4;
/// However tall the screen and however small the rows.
const MAXIMUM: usize = 60;

/// How far a viewport is scrolled and how much it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scroll {
    pub(super) top: f64,
    pub(super) height: f64,
}

impl Scroll {
    /// The positions of the rows that are in the document.
    pub(super) fn window(self, row_height: f64, total: usize) -> Range<usize> {
        let first = ((self.top / row_height).max(0.0) as usize).saturating_sub(OVERSCAN);
        let shown = (self.height / row_height).ceil().max(1.0) as usize;
        let count = (shown + 2 * OVERSCAN + STEP).min(MAXIMUM);
        let start = (first - first % STEP).min(total.saturating_sub(count));
        start..(start + count).min(total)
    }

    /// Where to scroll so that a row is wholly seen; `None` when it is.
    pub(super) fn reveal(self, position: usize, row_height: f64, header: f64) -> Option<f64> {
        let top = position as f64 * row_height;
        let lowest = top + row_height + header - self.height;
        if top < self.top {
            Some(top)
        } else if lowest > self.top {
            Some(lowest.max(0.0))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: f64 = 600.0;

    fn at(top: f64) -> Scroll {
        Scroll { top, height: VIEW }
    }

    #[test]
    fn every_row_in_sight_is_in_the_window_wherever_it_is_scrolled() {
        for total in [0_usize, 1, 7, 30, 31, 32, 10_000] {
            for row_height in [32.0, 40.0] {
                let end = (total as f64 * row_height - VIEW).max(0.0);
                for step in 0..=100 {
                    let top = end * f64::from(step) / 100.0;
                    let window = at(top).window(row_height, total);
                    let first_seen = (top / row_height) as usize;
                    let last_seen = (((top + VIEW) / row_height).ceil() as usize).min(total);
                    assert!(window.start <= first_seen.min(total), "{total} {top}");
                    assert!(window.end >= last_seen, "{total} {top} {window:?}");
                    assert!(window.end <= total && window.len() <= 36);
                }
            }
        }
    }

    #[test]
    fn there_are_never_more_than_sixty() {
        assert_eq!(
            Scroll {
                top: 0.0,
                height: 1e6
            }
            .window(32.0, 10_000)
            .len(),
            60
        );
    }

    #[test]
    fn small_movements_change_nothing() {
        assert_eq!(
            at(4000.0).window(40.0, 10_000),
            at(4079.0).window(40.0, 10_000)
        );
    }

    #[test]
    fn a_bounce_beyond_the_edges_is_harmless() {
        assert_eq!(at(-50.0).window(40.0, 100).start, 0);
        assert_eq!(at(1e9).window(40.0, 100).end, 100);
    }

    #[test]
    fn a_row_is_revealed_with_the_least_movement() {
        assert_eq!(at(400.0).reveal(12, 40.0, 34.0), None);
        assert_eq!(at(400.0).reveal(3, 40.0, 34.0), Some(120.0));
        assert_eq!(at(0.0).reveal(14, 40.0, 34.0), Some(34.0));
        assert_eq!(at(0.0).reveal(9_999, 40.0, 34.0), Some(399_434.0));
    }
}
