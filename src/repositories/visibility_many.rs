//! The confirmation before several repositories are made public or private, and the result for each.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath, RepositoryUpdate};

use super::fields::{visibility_change, visibility_name};
use super::texts;
use crate::catalog::{BulkDialog, BulkPlan, BulkQuestion, bulk_change, still_listed};
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkWords, Collection, Topic};
use crate::ui::NameList;

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
    plan: BulkPlan<RepositoryPath>,
    /// The visibility that they get.
    is_public: bool,
    /// The list, loaded again when repositories change.
    all: Collection<Repository>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let unchanged = still_listed(all.rows(), move |it: &Repository| {
        (it.is_public != Some(is_public)).then(|| RepositoryPath::from(it))
    });
    let (title, submit_label) = match is_public {
        true => (texts::PUBLIC_QUESTION, texts::MAKE_PUBLIC),
        false => (texts::PRIVATE_QUESTION, texts::MAKE_PRIVATE),
    };
    let question = BulkQuestion {
        title: texts.count(title, plan.selected()),
        submit_label: texts.get(submit_label).to_owned(),
        refusal: plan.why_nothing(texts, texts::NONE_CAN_CHANGE),
        type_name: None,
        consequence: (!plan.changed.is_empty()).then(|| visibility_change(texts, is_public)),
    };
    let (bulk, items, listing) = (change(is_public), plan.changed.clone(), all.listing());
    let name = RepositoryPath::to_string;
    let lines = plan.into_lines(name, visibility_name(texts, is_public));
    view! {
        <BulkDialog bulk items name words=WORDS question=Some(question) listing unchanged on_close>
            <NameList lines=lines.clone()/>
        </BulkDialog>
    }
}

/// Category and description are not sent, and stay.
fn change(is_public: bool) -> Bulk<RepositoryPath> {
    bulk_change(&[Topic::Repositories], move |client, path| {
        let update = RepositoryUpdate {
            is_public,
            category: None,
            description: None,
        };
        client.update_repository(path, &update)
    })
}
