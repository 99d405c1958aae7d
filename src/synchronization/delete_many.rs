//! The question before several automatic synchronizations are deleted, and what became of each. The
//! dialog has no address, because a selection has none.

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{AutomaticSynchronization, RepositoryPath, SynchronizationTarget};

use super::delete::name_of;
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkOutcomes, BulkWords, Query, Topic, bulk, read_back, use_revisions};
use crate::session::use_client;
use crate::ui::{Confirm, NameList};

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes automatic synchronizations and shows how far that is.
#[component]
pub(super) fn DeleteSynchronizations(
    /// Of which repository.
    path: RepositoryPath,
    /// To which places.
    targets: Vec<SynchronizationTarget>,
    /// All of them, loaded again when one was created or deleted.
    all: Query<Vec<AutomaticSynchronization>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let deletion = deletion(path.clone());
    let has_begun = memo(move || deletion.has_begun());
    let rows = all.rows();
    let still_listed = move |mut deleted: Vec<SynchronizationTarget>| {
        rows.with(|rows| deleted.retain(|target| rows.iter().any(|it| it.target() == *target)));
        deleted
    };
    let name: fn(&SynchronizationTarget) -> String = name_of;
    let read_back = read_back(deletion, all.listing(), name, still_listed);
    let question = move || {
        let targets = targets.clone();
        let count = targets.len() as u64;
        let values = [("name", path.to_string())];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        let title = texts.count_with(texts::DELETE_MANY_QUESTION, count, &values);
        let confirm_label = texts.count(texts::DELETE_COUNT, count);
        let lines = targets.iter().map(|it| (name_of(it), None)).collect();
        let on_confirm = move || deletion.run(targets.clone());
        view! {
            <Confirm title confirm_label on_confirm on_close>
                <NameList lines/>
                <p>{texts.get(texts::DELETE_MANY_SENTENCE)}</p>
            </Confirm>
        }
    };
    move || match has_begun.get() {
        false => question().into_any(),
        true => {
            view! { <BulkOutcomes bulk=deletion name words=WORDS read_back on_close/> }.into_any()
        }
    }
}

fn deletion(path: RepositoryPath) -> Bulk<SynchronizationTarget> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |target: &SynchronizationTarget| {
            client
                .get_untracked()
                .delete_automatic_synchronization(&path, target)
        },
        move || revisions.bump(Topic::Synchronization),
    )
}
