//! Change notifications: views of changed data reload.
//!
//! Topics are broad on purpose: a narrow one that misses a reader leaves outdated data on screen without
//! notice; a broad one costs a request.

use leptos::prelude::*;

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Organizations, their counts and the quota on them.
    Organizations,
    /// Repositories and their facts.
    Repositories,
    /// Tags.
    Tags,
    /// Rights on organizations and repositories.
    Permissions,
    /// Shares of repositories with other accounts.
    Shares,
    /// Automatic synchronizations and their jobs.
    Synchronization,
    /// Retention policies, and what they deleted.
    Retention,
    /// Triggers, what they did, and the agency that they need.
    Triggers,
}

/// Counts the changes of each topic.
#[derive(Clone, Copy)]
pub struct Revisions([RwSignal<u32>; 8]);

/// Starts counting and provides the counts.
pub fn provide_revisions() -> Revisions {
    let revisions = Revisions(std::array::from_fn(|_| RwSignal::new(0)));
    provide_context(revisions);
    revisions
}

/// The counts of this console.
pub fn use_revisions() -> Revisions {
    expect_context::<Revisions>()
}

impl Revisions {
    /// Something of this kind has changed.
    pub fn bump(self, topic: Topic) {
        self.0[topic as usize].try_update(|count| *count += 1);
    }

    /// Everything may have changed.
    pub fn bump_all(self) {
        for topic in self.0 {
            topic.try_update(|count| *count += 1);
        }
    }

    /// Runs the surrounding query again when something of this kind changes.
    pub fn watch(self, topic: Topic) {
        self.0[topic as usize].track();
    }
}
