//! The question before several organizations are deleted, and what became of each. Those that hold
//! something are named before anything is sent; the list knows, and the service looks again.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{List, Organization, OrganizationName};

use super::texts;
use crate::catalog::{
    BulkDeletionWords, BulkDialog, BulkPlan, DeletionPlanView, bulk_change, still_listed,
};
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkWords, Query, Topic};

const WORDS: BulkWords =
    BulkWords::of_deletion(texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY);

/// Asks, then deletes organizations and shows how far that is.
#[component]
pub(super) fn DeleteOrganizations(
    /// What was selected, and which of it can go.
    plan: BulkPlan<OrganizationName>,
    /// The list, loaded again when organizations change.
    all: Query<List<Organization>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let unchanged = still_listed(all.rows(), |it: &Organization| Some(it.name.clone()));
    let words = BulkDeletionWords {
        question: texts::DELETE_MANY_QUESTION,
        button: texts::DELETE_COUNT,
        none_can_go: texts::NONE_CAN_GO,
    };
    let question = plan.deletion_question(texts, words, plan.count_to_type(texts));
    let (bulk, items, listing) = (deletion(), plan.changed.clone(), all.listing());
    let name = OrganizationName::to_string;
    let what_goes = move || view! { <p>{texts.get(texts::EMPTY_ONES)}</p> };
    view! {
        <BulkDialog bulk items name words=WORDS question=Some(question) listing unchanged on_close>
            <DeletionPlanView plan=plan.clone() name some_stay=texts::SOME_STAY/>
            {(!plan.changed.is_empty()).then(what_goes)}
        </BulkDialog>
    }
}

fn deletion() -> Bulk<OrganizationName> {
    bulk_change(&[Topic::Organizations], |client, name| {
        client.delete_organization(name)
    })
}
