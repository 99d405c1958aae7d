//! The question before several tags are deleted, and what became of each. The dialog has no address,
//! because a selection has none.
//!
//! Being done is not believed: the list is loaded again, and only when the tags are gone from it does
//! the dialog close by itself.

use std::collections::BTreeSet;

use crate::derive::{effect, memo};
use leptos::prelude::*;
use swr_api::{Tag, TagName, Timestamp};

use super::outcomes::{Outcomes, ReadBack, Tally};
use super::plan_view::PlanView;
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{Bulk, Collection, Outcome, Topic, bulk, now, use_revisions};
use crate::route::RepositoryPath;
use crate::session::use_client;
use crate::ui::{Confirm, LoadState, use_toasts};

/// Asks, then deletes tags and shows how far that is.
#[component]
pub(super) fn DeleteTags(
    /// Where they are.
    path: RepositoryPath,
    /// Which.
    doomed: Vec<Tag>,
    /// Every tag of the repository, loaded again when tags change.
    all: Collection<Tag>,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let ended_at = RwSignal::new(None);
    let deletion = deletion(path.clone(), ended_at);
    let tally = memo(move || deletion.outcomes().with(|it| Tally::of(it)));
    let read_back = memo(move || read_back(deletion, all, ended_at.get()));
    close_when_gone(tally, read_back, on_close);
    let has_begun = memo(move || tally.with(|it| it.total > 0));
    let count = doomed.len() as u64;
    let names: Vec<TagName> = doomed.iter().map(|it| it.name.clone()).collect();
    let question = move || {
        let (names, doomed) = (names.clone(), doomed.clone());
        let values = [("path", path.to_string())];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        // What is asked about is what was selected: the plan does not change under the reader.
        let rows = all.rows().get_untracked();
        let is_partial = untrack(|| all.listing().progress().get().state != LoadState::Complete);
        let plan = view! { <PlanView all=rows doomed is_partial/> };
        let title = texts.count_with(texts::DELETE_MANY_QUESTION, count, &values);
        let confirm_label = texts.count(texts::DELETE_COUNT, count);
        let on_confirm = move || deletion.run(names.clone());
        match count {
            0 | 1 => view! { <Confirm title confirm_label on_confirm on_close>{plan}</Confirm> }
                .into_any(),
            _ => {
                let type_name = path.repository.to_string();
                view! {
                    <Confirm title confirm_label on_confirm on_close type_name>
                        {plan}
                    </Confirm>
                }
                .into_any()
            }
        }
    };
    move || match has_begun.get() {
        false => question().into_any(),
        true => view! { <Outcomes deletion tally read_back on_close/> }.into_any(),
    }
}

fn deletion(path: RepositoryPath, ended_at: RwSignal<Option<Timestamp>>) -> Bulk<TagName> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |tag: &TagName| {
            let client = client.get_untracked();
            client.delete_tag(&path.organization, &path.repository, tag)
        },
        move || {
            ended_at.try_set(Some(now()));
            revisions.bump(Topic::Tags);
            revisions.bump(Topic::Repositories);
        },
    )
}

/// What the list says, once it was loaded again after the end.
fn read_back(
    deletion: Bulk<TagName>,
    all: Collection<Tag>,
    ended_at: Option<Timestamp>,
) -> ReadBack {
    let progress = all.progress();
    if ended_at.is_none() || progress.is_loading || deletion.is_running() {
        return ReadBack::Pending;
    }
    if progress.loaded_at < ended_at {
        return match progress.error {
            Some(_) => ReadBack::Unknown,
            None => ReadBack::Pending,
        };
    }
    let rows = all.rows();
    let listed: BTreeSet<TagName> =
        rows.with(|rows| rows.iter().map(|it| it.name.clone()).collect());
    let outcomes = deletion.outcomes();
    let still_listed = outcomes.with(|outcomes| {
        let done = outcomes.iter().filter(|(_, it)| *it == Outcome::Done);
        done.map(|(name, _)| name.clone())
            .filter(|name| listed.contains(name))
            .collect()
    });
    ReadBack::StillListed(still_listed)
}

fn close_when_gone(tally: Memo<Tally>, read_back: Memo<ReadBack>, on_close: UnsyncCallback<()>) {
    let (texts, toasts) = (use_texts(), use_toasts());
    effect(move || {
        let Tally { total, done, .. } = tally.get();
        let is_gone = read_back.with(|it| *it == ReadBack::StillListed(Vec::new()));
        if done == total && is_gone {
            toasts.success(texts.count(texts::DELETED_MANY, total));
            on_close.run(());
        }
    });
}
