//! Medians and spread of several runs.

/// The median of several values and their range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Summary {
    pub(super) median: f64,
    pub(super) lowest: f64,
    pub(super) highest: f64,
}

impl Summary {
    /// `None` where nothing was measured.
    pub(super) fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let (lowest, highest) = (*values.first()?, *values.last()?);
        let middle = values.len() / 2;
        let median = if values.len().is_multiple_of(2) {
            f64::midpoint(values[middle - 1], values[middle])
        } else {
            values[middle]
        };
        Some(Self {
            median,
            lowest,
            highest,
        })
    }

    /// How many times as much as another; `None` where that one is nothing.
    pub(super) fn ratio_to(self, other: Self) -> Option<f64> {
        (other.median > 0.0).then(|| self.median / other.median)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(values: &[f64]) -> Summary {
        Summary::of(values.to_vec()).unwrap()
    }

    #[test]
    fn the_median_does_not_heed_one_slow_run() {
        let seven = summary(&[5.0, 4.0, 6.0, 900.0, 5.5, 4.5, 5.2]);
        let expected = Summary {
            median: 5.2,
            lowest: 4.0,
            highest: 900.0,
        };
        assert_eq!(seven, expected);
        assert!((summary(&[1.0, 2.0, 4.0, 9.0]).median - 3.0).abs() < 1e-9);
        assert_eq!(Summary::of(Vec::new()), None);
    }

    #[test]
    fn a_ratio_to_nothing_is_none() {
        let (two, eight) = (summary(&[2.0]), summary(&[8.0]));
        assert_eq!(eight.ratio_to(two), Some(4.0));
        assert_eq!(two.ratio_to(summary(&[0.0])), None);
    }
}
