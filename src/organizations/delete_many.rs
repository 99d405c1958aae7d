//! The question before several organizations are deleted, and what became of each. Those that hold
//! something are named before anything is sent; the list knows, and the service looks again.
//!
//! The dialog has no address, because a selection has none.

use std::collections::BTreeSet;

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Organization, OrganizationName};

use super::several::Plan;
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkOutcomes, BulkWords, Query, Topic, bulk, read_back, use_revisions};
use crate::session::use_client;
use crate::ui::{Confirm, NameList, Notice, Tone};

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes organizations and shows how far that is.
#[component]
pub(super) fn DeleteOrganizations(
    /// What was selected, and which of it can go.
    plan: Plan,
    /// The list, loaded again when organizations change.
    all: Query<Vec<Organization>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let deletion = deletion();
    let has_begun = memo(move || deletion.has_begun());
    let name = OrganizationName::to_string;
    let rows = all.rows();
    let still_listed = move |mut deleted: Vec<OrganizationName>| {
        let listed: BTreeSet<OrganizationName> =
            rows.with(|rows| rows.iter().map(|it| it.name.clone()).collect());
        deleted.retain(|name| listed.contains(name));
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

fn deletion() -> Bulk<OrganizationName> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |name: &OrganizationName| client.get_untracked().delete_organization(name),
        move || revisions.bump(Topic::Organizations),
    )
}

#[component]
fn Question(
    plan: Plan,
    deletion: Bulk<OrganizationName>,
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let (going, staying) = (plan.going.len() as u64, plan.staying.len() as u64);
    let title = texts.count(texts::DELETE_MANY_QUESTION, going + staying);
    // A button that can do nothing says what was asked for.
    let count = if going > 0 { going } else { staying };
    let confirm_label = texts.count(texts::DELETE_COUNT, count);
    let why_not = (going == 0).then(|| texts.get(texts::NONE_CAN_GO).to_owned());
    let disabled_because = Signal::stored(why_not);
    let doomed = plan.going.clone();
    let on_confirm = move || deletion.run(doomed.clone());
    let type_name = plan.word_to_type(texts);
    let some_stay = (staying > 0).then(|| {
        let sentence = texts.count(texts::SOME_STAY, staying);
        view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
    });
    let what_goes = (going > 0).then(|| {
        let (ones, no_undo) = (texts.get(texts::EMPTY_ONES), texts.get(texts::NO_UNDO));
        view! {
            <p>{ones}</p>
            <p class="secondary">{no_undo}</p>
        }
    });
    let content = view! {
        {some_stay}
        <NameList lines=plan.into_lines(texts)/>
        {what_goes}
    };
    view! {
        <Confirm title confirm_label on_confirm on_close disabled_because type_name>
            {content}
        </Confirm>
    }
}
