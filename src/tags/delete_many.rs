//! The question before several tags are deleted, and what became of each. The dialog has no address,
//! because a selection has none.

use std::collections::BTreeSet;

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag, TagName};

use super::plan_view::PlanView;
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{
    Bulk, BulkOutcomes, BulkWords, Collection, Topic, bulk, read_back, use_revisions,
};
use crate::session::use_client;
use crate::ui::{Confirm, LoadState};

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
    let deletion = deletion(path.clone());
    let has_begun = memo(move || deletion.has_begun());
    let rows = all.rows();
    let still_listed = move |mut deleted: Vec<TagName>| {
        let listed: BTreeSet<TagName> =
            rows.with(|rows| rows.iter().map(|it| it.name.clone()).collect());
        deleted.retain(|name| listed.contains(name));
        deleted
    };
    let read_back = read_back(deletion, all.listing(), TagName::to_string, still_listed);
    let count = doomed.len() as u64;
    let names: Vec<TagName> = doomed.iter().map(|it| it.name.clone()).collect();
    let question = move || {
        let (names, doomed) = (names.clone(), doomed.clone());
        let values = [("path", path.to_string())];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        // What is asked about is what was selected: the plan does not change under the reader.
        let rows = rows.get_untracked();
        let is_partial = untrack(|| all.listing().progress().get().state != LoadState::Complete);
        let plan = view! { <PlanView all=rows doomed is_partial/> };
        let title = texts.count_with(texts::DELETE_MANY_QUESTION, count, &values);
        let confirm_label = texts.count(texts::DELETE_COUNT, count);
        let on_confirm = move || deletion.run(names.clone());
        let type_name = (count > 1).then(|| path.repository.to_string());
        view! {
            <Confirm title confirm_label on_confirm on_close type_name>
                {plan}
            </Confirm>
        }
    };
    move || match has_begun.get() {
        false => question().into_any(),
        true => {
            let name = TagName::to_string;
            view! { <BulkOutcomes bulk=deletion name words=WORDS read_back on_close/> }.into_any()
        }
    }
}

fn deletion(path: RepositoryPath) -> Bulk<TagName> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |tag: &TagName| {
            let client = client.get_untracked();
            client.delete_tag(&path, tag)
        },
        move || {
            revisions.bump(Topic::Tags);
            revisions.bump(Topic::Repositories);
        },
    )
}
