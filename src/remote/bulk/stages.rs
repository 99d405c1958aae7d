//! Dependent changes: which run first, and which are skipped because a change they depend on failed. Pure.

use std::collections::{BTreeMap, VecDeque};

use super::Outcome;

/// The order of changes of which some need others.
pub struct Stages<I> {
    /// The number of the stage; one begins when nothing of those before it can be made any longer.
    pub stage: fn(&I) -> usize,
    /// Whether the first is only made when the second, of an earlier stage, was done.
    pub needs: fn(&I, &I) -> bool,
}

impl<I> Clone for Stages<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Stages<I> {}

/// No change needs another.
impl<I> Default for Stages<I> {
    fn default() -> Self {
        Self {
            stage: |_| 0,
            needs: |_, _| false,
        }
    }
}

impl<I> Stages<I> {
    /// The positions of what is made next.
    pub(super) fn next(self, outcomes: &[(I, Outcome)]) -> VecDeque<usize> {
        let mut stages: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (position, (item, outcome)) in outcomes.iter().enumerate() {
            if *outcome != Outcome::Done {
                let of_stage = stages.entry((self.stage)(item)).or_default();
                of_stage.push(position);
            }
        }
        let mut not_done: Vec<&I> = Vec::new();
        for positions in stages.into_values() {
            let is_free = |position: &usize| {
                let (item, outcome) = &outcomes[*position];
                let is_needed = |it: &&I| (self.needs)(item, it);
                *outcome == Outcome::Waiting && !not_done.iter().any(is_needed)
            };
            let free: VecDeque<usize> = positions.iter().copied().filter(is_free).collect();
            if !free.is_empty() {
                return free;
            }
            not_done.extend(positions.iter().map(|it| &outcomes[*it].0));
        }
        VecDeque::new()
    }
}

#[cfg(test)]
mod tests {
    use swr_api::{ApiError, Error};

    use super::*;

    /// A number for the stage, and a letter: what has the same letter needs what is before it.
    type Item = (usize, char);

    const STAGES: Stages<Item> = Stages {
        stage: |it| it.0,
        needs: |one, other| one.1 == other.1,
    };

    fn failed() -> Outcome {
        Outcome::Failed(Error::Api(ApiError::new(409, String::new())))
    }

    #[track_caller]
    fn next(outcomes: &[(Item, Outcome)], expected: &[usize]) {
        assert_eq!(STAGES.next(outcomes), expected);
    }

    #[test]
    fn a_stage_begins_when_the_one_before_it_is_done() {
        let mut outcomes = vec![
            ((1, 'a'), Outcome::Waiting),
            ((0, 'a'), Outcome::Waiting),
            ((0, 'b'), Outcome::Waiting),
        ];
        next(&outcomes, &[1, 2]);
        outcomes[1].1 = Outcome::Done;
        next(&outcomes, &[2]);
        outcomes[2].1 = Outcome::Done;
        next(&outcomes, &[0]);
    }

    #[test]
    fn what_needs_something_that_failed_is_not_begun() {
        let outcomes = [
            ((0, 'a'), failed()),
            ((1, 'a'), Outcome::Waiting),
            ((1, 'b'), Outcome::Waiting),
            ((2, 'a'), Outcome::Waiting),
        ];
        next(&outcomes, &[2]);
        next(&outcomes[..2], &[]);
    }

    #[test]
    fn without_stages_everything_is_made_at_once() {
        let outcomes = [
            (5, Outcome::Waiting),
            (6, Outcome::Done),
            (7, Outcome::Waiting),
        ];
        assert_eq!(Stages::default().next(&outcomes), [0, 2]);
    }
}
