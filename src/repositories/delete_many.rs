//! The confirmation before several repositories are deleted with their contents, and the result for each.
//! Those that cannot be deleted are named first.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath};

use super::bulk_plan::word_to_type;
use super::texts;
use crate::catalog::{
    BulkDeletionWords, BulkPlan, DoomedRepository, KeptNames, ListedIn, StepwiseDeletion,
    WHOLE_WORDS, WholeContents, stepwise_deletion, whole_deletion,
};
use crate::i18n::use_texts;
use crate::reactive::memo;
use crate::remote::Collection;
use crate::ui::{Confirm, Submission};

/// Asks, then deletes repositories and shows how far that is.
#[component]
pub(super) fn DeleteRepositories(
    /// What was selected, and which of it can go.
    plan: BulkPlan<RepositoryPath>,
    /// The list that they were selected in.
    all: Collection<Repository>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let (texts, bulk) = (use_texts(), stepwise_deletion());
    let words = BulkDeletionWords {
        question: texts::DELETE_MANY_QUESTION,
        button: texts::DELETE_COUNT,
        none_can_go: texts::NONE_CAN_GO,
    };
    let question = plan.deletion_question(texts, words, word_to_type(&plan, texts));
    let empty: Vec<RepositoryPath> = all.rows().with_untracked(|rows| {
        let empty = rows.iter().filter(|it| it.tag_count == Some(0));
        empty.map(RepositoryPath::from).collect()
    });
    let doomed = plan.changed.iter().map(|path| DoomedRepository {
        is_empty: empty.contains(path),
        path: path.clone(),
    });
    let whole = whole_deletion(Signal::stored(Some(doomed.collect())), Vec::new());
    let done = texts.count(texts::DELETED_MANY, plan.changed.len() as u64);
    let (refusal, kept) = (question.refusal.clone(), plan.kept.clone());
    let disabled_because = Signal::derive(move || refusal.clone().or_else(|| whole.refusal(texts)));
    let consequence = Signal::derive(move || whole.consequence(texts));
    let on_confirm = move || bulk.run(untrack(|| whole.steps()).unwrap_or_default());
    let name = RepositoryPath::to_string;
    let any_goes = !plan.changed.is_empty();
    let question = move || {
        let kept = kept.clone();
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
                <WholeContents whole/>
                {any_goes.then(|| view! { <p>{texts.get(texts::EMPTY_ONES)}</p> })}
            </Confirm>
        }
        .into_any()
    };
    let rows = all.rows();
    let listed_name = |it: &Repository| RepositoryPath::from(it).to_string();
    let names = memo(move || rows.with(|rows| rows.iter().map(listed_name).collect()));
    let listed = ListedIn::Shown(all.listing(), names);
    view! {
        <StepwiseDeletion bulk words=WHOLE_WORDS done=Some(done) listed on_close question/>
    }
}
