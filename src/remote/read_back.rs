//! Verification of bulk changes: when they have ended, the list is reloaded, and items that it still shows
//! unchanged are reported.

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::Timestamp;

use super::{Bulk, Listing, Outcome, Progress};

/// What the list says of what the service said it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadBack {
    /// It was not loaded again yet.
    Pending,
    /// It could not be loaded again.
    Unknown,
    /// It still has these as they were.
    Unchanged(Vec<String>),
}

/// Looks at the list once it was loaded again after the end; anyone who made the changes bumps its
/// topic. Of what was done, `unchanged` leaves what the rows show as it was.
pub fn read_back<I>(
    bulk: Bulk<I>,
    listing: Listing,
    name: fn(&I) -> String,
    unchanged: impl Fn(Vec<I>) -> Vec<I> + Send + Sync + 'static,
) -> Memo<ReadBack>
where
    I: Clone + Send + Sync + 'static,
{
    let stage = memo(move || {
        // While a second run is going on, the end of the first one says nothing.
        let ended_at = bulk.ended_at().filter(|_| !bulk.is_running());
        stage(&listing.loading(), ended_at)
    });
    memo(move || match stage.get() {
        ReadBack::Unchanged(_) => {
            let done = bulk.outcomes().with(|it| done(it));
            ReadBack::Unchanged(unchanged(done).iter().map(name).collect())
        }
        waiting => waiting,
    })
}

fn stage(progress: &Progress, ended_at: Option<Timestamp>) -> ReadBack {
    let is_new = progress.loaded_at >= ended_at;
    match (ended_at, is_new, &progress.error) {
        (None, ..) => ReadBack::Pending,
        _ if progress.is_loading => ReadBack::Pending,
        (Some(_), true, None) => ReadBack::Unchanged(Vec::new()),
        (Some(_), _, Some(_)) => ReadBack::Unknown,
        (Some(_), false, None) => ReadBack::Pending,
    }
}

/// What the service said it did.
fn done<I: Clone>(outcomes: &[(I, Outcome)]) -> Vec<I> {
    let done = outcomes.iter().filter(|(_, it)| *it == Outcome::Done);
    done.map(|(item, _)| item.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::{Error, TransportError};

    fn at(second: i64) -> Option<Timestamp> {
        Some(Timestamp::from_unix_millis(second * 1000))
    }

    fn loaded(second: i64) -> Progress {
        Progress {
            loaded_at: at(second),
            ..Progress::default()
        }
    }

    fn failed() -> Error {
        Error::Transport(TransportError::Aborted)
    }

    /// What is read back of changes that ended at second 10.
    fn check(progress: &Progress, expected: ReadBack) {
        assert_eq!(stage(progress, at(10)), expected);
    }

    #[test]
    fn only_a_list_that_was_loaded_after_the_end_is_believed() {
        check(&Progress::default(), ReadBack::Pending);
        check(&loaded(9), ReadBack::Pending);
        check(&loaded(10), ReadBack::Unchanged(Vec::new()));
        let loading = Progress {
            is_loading: true,
            ..loaded(11)
        };
        check(&loading, ReadBack::Pending);
    }

    #[test]
    fn a_list_that_could_not_be_loaded_again_leaves_it_unknown() {
        for second in [9, 11] {
            let failed = Progress {
                error: Some(failed()),
                ..loaded(second)
            };
            check(&failed, ReadBack::Unknown);
        }
    }

    #[test]
    fn nothing_is_known_before_the_end() {
        assert_eq!(stage(&loaded(11), None), ReadBack::Pending);
    }

    #[test]
    fn what_failed_or_waits_is_not_looked_for() {
        let outcomes = [
            ("a", Outcome::Done),
            ("b", Outcome::Failed(failed())),
            ("c", Outcome::Waiting),
        ];
        assert_eq!(done(&outcomes), ["a"]);
    }
}
