//! The question before several tags are deleted, and what became of each.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::plan_view::{PlanView, consequence, steps};
use super::texts;
use crate::catalog::{BulkDialog, BulkQuestion, DeletionStep, stepwise_deletion, still_listed};
use crate::i18n::use_texts;
use crate::manifest::DeletionPlan;
use crate::remote::{BulkWords, Collection};
use crate::ui::LoadState;

pub(super) const WORDS: BulkWords =
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
    let of_repository = path.clone();
    let step = move |it: &Tag| Some(DeletionStep::of_tag(&of_repository, it));
    let unchanged = still_listed(rows, step);
    let count = doomed.len() as u64;
    // What is asked about is what was selected: the plan does not change under the reader.
    let known = rows.get_untracked();
    let plan = DeletionPlan::of(&known, &doomed);
    let items = steps(&path, &known, &doomed, &plan);
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
            bulk=stepwise_deletion()
            items
            name=DeletionStep::name
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
