//! The question before several repositories are made public or private, and what became of each.

use std::collections::BTreeSet;

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath, RepositoryUpdate};

use super::columns::path_of;
use super::fields::visibility_name;
use super::several::{Plan, PlanView};
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{
    Bulk, BulkOutcomes, BulkWords, Collection, Topic, bulk, read_back, use_revisions,
};
use crate::session::use_client;
use crate::ui::{FormDialog, Notice, Tone};

const WORDS: BulkWords = BulkWords {
    running: texts::CHANGING,
    ended: texts::CHANGE_ENDED,
    so_far: texts::CHANGED_SO_FAR,
    rest: texts::CHANGE_REST,
    unchanged: texts::STILL_AS_BEFORE,
    done: texts::CHANGED_MANY,
    is_danger: false,
};

/// Asks, then makes repositories public or private and shows how far that is.
#[component]
pub(super) fn ChangeVisibility(
    /// What was selected, and which of it can be changed.
    plan: Plan,
    /// The visibility that they get.
    is_public: bool,
    /// The list, loaded again when repositories change.
    all: Collection<Repository>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let change = change(is_public);
    let has_begun = memo(move || change.has_begun());
    let name = RepositoryPath::to_string;
    let rows = all.rows();
    let as_before = move |mut changed: Vec<RepositoryPath>| {
        let is_as_before = |it: &&Repository| it.is_public != is_public;
        let others: BTreeSet<RepositoryPath> = rows.with(|rows| {
            rows.iter()
                .filter(is_as_before)
                .map(RepositoryPath::from)
                .collect()
        });
        changed.retain(|path| others.contains(path));
        changed
    };
    let read_back = read_back(change, all.listing(), name, as_before);
    move || match has_begun.get() {
        false => view! { <Question plan=plan.clone() is_public change on_close/> }.into_any(),
        true => {
            view! { <BulkOutcomes bulk=change name words=WORDS read_back on_close/> }.into_any()
        }
    }
}

/// Category and description are not sent, and stay.
fn change(is_public: bool) -> Bulk<RepositoryPath> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |path: &RepositoryPath| {
            let update = RepositoryUpdate {
                is_public,
                category: None,
                description: None,
            };
            let client = client.get_untracked();
            client.update_repository(&path, &update)
        },
        move || revisions.bump(Topic::Repositories),
    )
}

#[component]
fn Question(
    plan: Plan,
    is_public: bool,
    change: Bulk<RepositoryPath>,
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let (question, meaning, submit_label) = match is_public {
        true => (
            texts::PUBLIC_QUESTION,
            texts::MANY_TO_PUBLIC,
            texts::MAKE_PUBLIC,
        ),
        false => (
            texts::PRIVATE_QUESTION,
            texts::MANY_TO_PRIVATE,
            texts::MAKE_PRIVATE,
        ),
    };
    let selected = (plan.changed.len() + plan.kept.len()) as u64;
    let why_not = plan.changed.is_empty();
    let why_not = why_not.then(|| texts.get(texts::NONE_CAN_CHANGE).to_owned());
    let changed = plan.changed.clone();
    view! {
        <FormDialog
            title=texts.count(question, selected)
            submit_label=texts.get(submit_label)
            on_submit=move || change.run(changed.clone())
            on_close
            disabled_because=Signal::stored(why_not)
        >
            <Notice tone=Tone::Warning>{texts.get(meaning)}</Notice>
            <PlanView plan changes=visibility_name(texts, is_public)/>
        </FormDialog>
    }
}
