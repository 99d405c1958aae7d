//! Being done is not believed: after the end of many changes the list is loaded again, and what it
//! still shows as it was is said.

use crate::derive::memo;
use leptos::prelude::*;

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

/// Looks at the list once it was loaded again after the end; whoever made the changes bumps its
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
        let ended_at = bulk.ended_at().filter(|_| !bulk.is_running());
        let progress = listing.loading();
        match ended_at {
            Some(ended_at) => stage(&progress, progress.loaded_at >= Some(ended_at)),
            None => ReadBack::Pending,
        }
    });
    memo(move || match stage.get() {
        ReadBack::Unchanged(_) => {
            let outcomes = bulk.outcomes();
            let done = outcomes.with(|outcomes| {
                let done = outcomes.iter().filter(|(_, it)| *it == Outcome::Done);
                done.map(|(item, _)| item.clone()).collect()
            });
            ReadBack::Unchanged(unchanged(done).iter().map(name).collect())
        }
        waiting => waiting,
    })
}

fn stage(progress: &Progress, is_new: bool) -> ReadBack {
    match (progress.is_loading, is_new, &progress.error) {
        (true, ..) => ReadBack::Pending,
        (false, true, None) => ReadBack::Unchanged(Vec::new()),
        (false, _, Some(_)) => ReadBack::Unknown,
        (false, false, None) => ReadBack::Pending,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::{Error, TransportError};

    #[test]
    fn only_a_list_that_was_loaded_since_is_believed() {
        let loaded = Progress::default();
        assert_eq!(stage(&loaded, false), ReadBack::Pending);
        assert_eq!(stage(&loaded, true), ReadBack::Unchanged(Vec::new()));
        let loading = Progress {
            is_loading: true,
            ..Progress::default()
        };
        assert_eq!(stage(&loading, true), ReadBack::Pending);
        let failed = Progress {
            error: Some(Error::Transport(TransportError::Aborted)),
            ..Progress::default()
        };
        assert_eq!(stage(&failed, true), ReadBack::Unknown);
        assert_eq!(stage(&failed, false), ReadBack::Unknown);
    }
}
