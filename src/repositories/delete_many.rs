//! The question before several repositories are deleted, and what became of each. Those that hold tags
//! cannot go, and are named before anything is sent; the list knows, and the service looks again.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath};

use super::bulk_plan::word_to_type;
use super::texts;
use crate::catalog::{
    BulkDeletionWords, BulkDialog, BulkPlan, DeletionPlanView, bulk_change, still_listed,
};
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkWords, Collection, Topic};

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes repositories and shows how far that is.
#[component]
pub(super) fn DeleteRepositories(
    /// What was selected, and which of it can go.
    plan: BulkPlan<RepositoryPath>,
    /// The list, loaded again when repositories change.
    all: Collection<Repository>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let unchanged = still_listed(all.rows(), |it: &Repository| Some(RepositoryPath::from(it)));
    let words = BulkDeletionWords {
        question: texts::DELETE_MANY_QUESTION,
        button: texts::DELETE_COUNT,
        none_can_go: texts::NONE_CAN_GO,
    };
    let question = plan.deletion_question(texts, words, word_to_type(&plan, texts));
    let (bulk, items, listing) = (deletion(), plan.changed.clone(), all.listing());
    let name = RepositoryPath::to_string;
    let what_goes = move || view! { <p>{texts.get(texts::EMPTY_ONES)}</p> };
    view! {
        <BulkDialog bulk items name words=WORDS question=Some(question) listing unchanged on_close>
            <DeletionPlanView plan=plan.clone() name some_stay=texts::SOME_STAY/>
            {(!plan.changed.is_empty()).then(what_goes)}
        </BulkDialog>
    }
}

fn deletion() -> Bulk<RepositoryPath> {
    // An organization counts its repositories.
    let topics = &[Topic::Organizations, Topic::Repositories];
    bulk_change(topics, |client, path| client.delete_repository(path))
}
