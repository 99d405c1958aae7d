//! The question before several tags are deleted, and what became of each.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag, TagName};

use super::plan_view::{PlanView, consequence};
use super::texts;
use crate::catalog::{BulkDialog, BulkQuestion, bulk_change, still_listed};
use crate::i18n::use_texts;
use crate::manifest::DeletionPlan;
use crate::remote::{Bulk, BulkWords, Collection, Topic};
use crate::ui::LoadState;

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes tags and shows how far that is.
#[component]
pub(super) fn DeleteTags(
    /// The repository of the tags.
    path: RepositoryPath,
    /// The tags that are deleted.
    doomed: Vec<Tag>,
    /// Every tag of the repository, loaded again when tags change.
    all: Collection<Tag>,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let rows = all.rows();
    let unchanged = still_listed(rows, |it: &Tag| Some(it.name.clone()));
    let count = doomed.len() as u64;
    // What is asked about is what was selected: the plan does not change under the reader.
    let known = rows.get_untracked();
    let plan = DeletionPlan::of(&known, &doomed);
    let is_partial = untrack(|| all.listing().progress().get().state != LoadState::Complete);
    let partial = is_partial.then_some(known.len() as u64);
    let (repository, name) = (path.repository.to_string(), path.to_string());
    let question = BulkQuestion {
        type_name: (count > 1).then_some(repository),
        ..BulkQuestion::plain(
            texts.count_with(texts::DELETE_MANY_QUESTION, count, &[("path", &name)]),
            texts.count(texts::DELETE_COUNT, count),
        )
    };
    let question = question.with_consequence(consequence(texts, &plan));
    view! {
        <BulkDialog
            bulk=deletion(path)
            items=doomed.iter().map(|it| it.name.clone()).collect()
            name=TagName::to_string
            words=WORDS
            question=Some(question)
            listing=all.listing()
            unchanged
            on_close
        >
            <PlanView plan=plan.clone() partial/>
        </BulkDialog>
    }
}

fn deletion(path: RepositoryPath) -> Bulk<TagName> {
    bulk_change(&[Topic::Tags, Topic::Repositories], move |client, tag| {
        client.delete_tag(&path, tag)
    })
}
