//! The question before several repositories are deleted. Those that hold tags cannot go, and are
//! named before anything is sent; the list knows, and the service looks again.

use std::collections::BTreeSet;

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath};

use super::columns::path_of;
use super::several::{Plan, PlanView};
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{
    Bulk, BulkOutcomes, BulkWords, Collection, Topic, bulk, read_back, use_revisions,
};
use crate::session::use_client;
use crate::ui::{Confirm, Notice, Tone};

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes repositories and shows how far that is.
#[component]
pub(super) fn DeleteRepositories(
    /// What was selected, and which of it can go.
    plan: Plan,
    /// The list, loaded again when repositories change.
    all: Collection<Repository>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let deletion = deletion();
    let has_begun = memo(move || deletion.has_begun());
    let name = RepositoryPath::to_string;
    let rows = all.rows();
    let still_listed = move |mut deleted: Vec<RepositoryPath>| {
        let listed: BTreeSet<RepositoryPath> =
            rows.with(|rows| rows.iter().map(RepositoryPath::from).collect());
        deleted.retain(|path| listed.contains(path));
        deleted
    };
    let read_back = read_back(deletion, all.listing(), name, still_listed);
    move || match has_begun.get() {
        false => view! { <Question plan=plan.clone() deletion on_close/> }.into_any(),
        true => {
            view! { <BulkOutcomes bulk=deletion name words=WORDS read_back on_close/> }.into_any()
        }
    }
}

fn deletion() -> Bulk<RepositoryPath> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |path: &RepositoryPath| {
            let client = client.get_untracked();
            client.delete_repository(&path)
        },
        move || {
            // An organization counts its repositories.
            revisions.bump(Topic::Organizations);
            revisions.bump(Topic::Repositories);
        },
    )
}

#[component]
fn Question(
    plan: Plan,
    deletion: Bulk<RepositoryPath>,
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let selected = (plan.changed.len() + plan.kept.len()) as u64;
    let title = texts.count(texts::DELETE_MANY_QUESTION, selected);
    let (doomed, count) = (plan.changed.clone(), plan.changed.len() as u64);
    let confirm_label = texts.count(
        texts::DELETE_COUNT,
        if count > 0 { count } else { selected },
    );
    let why_not = (count == 0).then(|| texts.get(texts::NONE_CAN_GO).to_owned());
    let disabled_because = Signal::stored(why_not);
    let on_confirm = move || deletion.run(doomed.clone());
    let type_name = plan.word_to_type(texts);
    let kept = plan.kept.len() as u64;
    let kept = (kept > 0).then(|| {
        let sentence = texts.count(texts::SOME_STAY, kept);
        view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
    });
    let content = view! {
        {kept}
        <PlanView plan changes=texts.get(texts::GOES)/>
        <p>{texts.get(texts::EMPTY_ONES)}</p>
        <p class="secondary">{texts.get(texts::NO_UNDO)}</p>
    };
    view! {
        <Confirm title confirm_label on_confirm on_close disabled_because type_name>
            {content}
        </Confirm>
    }
}
