//! The confirmation before several organizations are deleted with their contents, and the result for each.
//! Those that cannot be deleted are named first.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{List, Organization, OrganizationName};

use super::texts;
use crate::catalog::{
    BulkDeletionWords, BulkPlan, DeletionStep, DoomedRepository, KeptNames, ListedIn,
    StepwiseDeletion, WHOLE_WORDS, WholeContents, every_repository_name, stepwise_deletion,
    whole_deletion,
};
use crate::i18n::use_texts;
use crate::reactive::memo;
use crate::remote::{Query, gather};
use crate::session::use_client;
use crate::ui::{Confirm, NameList, Submission};

/// Asks, then deletes organizations and shows how far that is.
#[component]
pub(super) fn DeleteOrganizations(
    /// What was selected, and which of it can go.
    plan: BulkPlan<OrganizationName>,
    /// The list that they were selected in.
    all: Query<List<Organization>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let (texts, bulk, client) = (use_texts(), stepwise_deletion(), use_client());
    let words = BulkDeletionWords {
        question: texts::DELETE_MANY_QUESTION,
        button: texts::DELETE_COUNT,
        none_can_go: texts::NONE_CAN_GO,
    };
    let question = plan.deletion_question(texts, words, plan.count_to_type(texts));
    let fetch =
        move |name: &OrganizationName| every_repository_name(client.get_untracked(), name.clone());
    let names = gather(
        Signal::stored(Some(plan.changed.clone())),
        fetch,
        |_, it| it,
    );
    let doomed = memo(move || {
        let listed = names.with_all(|all| {
            let is_whole = all.iter().all(|it| it.is_whole);
            let paths = all.iter().flat_map(|it| it.items.iter().cloned());
            let doomed = paths.map(|path| DoomedRepository {
                path,
                is_empty: false,
            });
            is_whole.then(|| doomed.collect::<Vec<_>>())
        });
        listed.flatten()
    });
    let containers = plan.changed.iter().cloned().map(DeletionStep::Organization);
    let whole = whole_deletion(doomed.into(), containers.collect());
    let done = texts.count(texts::DELETED_MANY, plan.changed.len() as u64);
    let (refusal, kept) = (question.refusal.clone(), plan.kept.clone());
    let is_known = memo(move || names.progress().is_some_and(|(done, total)| done == total));
    let disabled_because = Signal::derive(move || {
        let is_unknown = is_known.get() && doomed.with(Option::is_none);
        let unknown = is_unknown.then(|| texts.get(texts::UNKNOWN_HOLDINGS).to_owned());
        let refusal = refusal.clone().or(unknown);
        refusal.or_else(|| whole.refusal(texts))
    });
    let consequence = Signal::derive(move || whole.consequence(texts));
    let on_confirm = move || bulk.run(untrack(|| whole.steps()).unwrap_or_default());
    let going: Vec<_> = (plan.changed.iter())
        .map(|it| {
            (
                it.to_string(),
                Some(texts.get(crate::catalog::texts::GOES).to_owned()),
            )
        })
        .collect();
    let name = OrganizationName::to_string;
    let question = move || {
        let kept = kept.clone();
        let what_goes = (!going.is_empty()).then(|| {
            let lines = going.clone();
            view! {
                <NameList lines/>
                <WholeContents whole/>
                <p>{texts.get(texts::EMPTY_ONES)}</p>
            }
        });
        view! {
            <Confirm
                title=question.title.clone()
                confirm_label=question.submit_label.clone()
                on_confirm
                on_close
                submission=Submission::immediate()
                disabled_because
                type_name=question.type_name.clone()
                consequence
            >
                <KeptNames kept name some_stay=texts::SOME_STAY/>
                {what_goes}
            </Confirm>
        }
        .into_any()
    };
    let rows = all.rows();
    let listed_name = |it: &Organization| it.name.to_string();
    let listed_names = memo(move || rows.with(|rows| rows.iter().map(listed_name).collect()));
    let listed = ListedIn::Shown(all.listing(), listed_names);
    view! {
        <StepwiseDeletion bulk words=WHOLE_WORDS done=Some(done) listed on_close question/>
    }
}
