//! The confirmation before several replication targets are deleted, and the result for each.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{AutomaticSynchronization, List, RepositoryPath, SynchronizationTarget};

use super::delete::name_of;
use super::texts;
use crate::catalog::{BulkDialog, BulkNames, BulkQuestion, bulk_change};
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkWords, Query, Topic};
use crate::ui::Consequence;

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes automatic synchronizations and shows how far that is.
#[component]
pub(super) fn DeleteSynchronizations(
    /// The repository that is copied.
    path: RepositoryPath,
    /// The targets that it is copied to.
    targets: Vec<SynchronizationTarget>,
    /// All of them, loaded again when one was created or deleted.
    all: Query<List<AutomaticSynchronization>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let still_listed = move |mut deleted: Vec<SynchronizationTarget>| {
        let rows = all.rows();
        rows.with(|rows| deleted.retain(|target| rows.iter().any(|it| it.target() == *target)));
        deleted
    };
    let count = targets.len() as u64;
    let name = path.to_string();
    let question = BulkQuestion::plain(
        texts.count_with(texts::DELETE_MANY_QUESTION, count, &[("name", &name)]),
        texts.count(texts::DELETE_COUNT, count),
    );
    let consequence = Consequence::danger(texts.get(texts::DELETE_MANY_SENTENCE));
    let question = question.with_consequence(consequence);
    let names: Vec<String> = targets.iter().map(name_of).collect();
    view! {
        <BulkDialog
            bulk=deletion(path)
            items=targets
            name=name_of
            words=WORDS
            question=Some(question)
            listing=all.listing()
            unchanged=still_listed
            on_close
        >
            <BulkNames names=names.clone()/>
        </BulkDialog>
    }
}

fn deletion(path: RepositoryPath) -> Bulk<SynchronizationTarget> {
    bulk_change(&[Topic::Synchronization], move |client, target| {
        client.delete_automatic_synchronization(&path, target)
    })
}
