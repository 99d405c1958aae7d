//! The retention tab of a repository: its rule in text, the actions, and the deleted tags.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, List, RepositoryPath, RetentionPolicy};

use super::history::RetentionHistory;
use super::loading::policies_of;
use super::texts;
use super::words::RuleWords;
use crate::catalog::{DialogButton, use_repository_right};
use crate::i18n::use_texts;
use crate::remote::{Loaded, Query};
use crate::route::Dialog;
use crate::ui::{ButtonVariant, Icon, NothingYet, Notice, Panel, Tone};

/// Retention of a repository.
#[component]
pub fn RetentionPage(
    /// The repository whose rule is shown.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let policies = policies_of(path.clone());
    let here = path.clone();
    view! {
        <Panel title=texts.get(texts::RULE)>
            <Policies path=here policies/>
        </Panel>
        <h2>{texts.get(texts::HISTORY)}</h2>
        <RetentionHistory path/>
    }
}

#[component]
fn Policies(path: RepositoryPath, policies: Query<List<RetentionPolicy>>) -> impl IntoView {
    let refusal = use_repository_right(&path).refusal(Access::may_delete);
    let content = move |policies: List<RetentionPolicy>| {
        if !policies.is_whole() && policies.is_empty() {
            let sentence = use_texts().get(texts::UNREADABLE_POLICY);
            return view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any();
        }
        if policies.is_empty() {
            let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
            let dialog = Dialog::CreateRetention(path.clone());
            return view! {
                <NothingYet icon=Icon::Tag title sentence>
                    <DialogButton
                        label=texts::CREATE
                        variant=ButtonVariant::Primary
                        icon=Icon::Plus
                        dialog
                        disabled_because=refusal
                    />
                </NothingYet>
            }
            .into_any();
        }
        // One at most, although it is a list; what a service has is shown.
        let path = path.clone();
        let policy = move |policy| view! { <Policy path=path.clone() policy refusal/> };
        policies.into_iter().map(policy).collect_view().into_any()
    };
    view! { <Loaded query=policies children=content/> }
}

#[component]
fn Policy(
    path: RepositoryPath,
    policy: RetentionPolicy,
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let either = (policy.rules.len() > 1).then(|| view! { <p>{texts.get(texts::EITHER)}</p> });
    let (id, unreadable) = (policy.id, policy.rules.unreadable);
    let unreadable = (unreadable > 0).then(|| {
        let sentence = texts.count(texts::UNREADABLE_RULES, unreadable);
        view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
    });
    let no_number = (id.is_none()).then(|| view! { <p>{texts.get(texts::NO_NUMBER)}</p> });
    let rules = policy
        .rules
        .into_iter()
        .map(|rule| view! { <RuleWords rule/> });
    let rules = rules.collect_view();
    view! {
        <div class="stack">
            {rules}
            {unreadable}
            {either}
            {no_number}
            <p class="secondary">{texts.get(texts::RUNS)}</p>
            {id.map(|id| view! {
                <div class="cluster">
                    <DialogButton
                        label=texts::EDIT
                        icon=Icon::Pencil
                        dialog=Dialog::EditRetention(path.clone(), id)
                        disabled_because=refusal
                    />
                    <DialogButton
                        label=texts::DELETE
                        icon=Icon::Trash
                        dialog=Dialog::DeleteRetention(path, id)
                        disabled_because=refusal
                    />
                </div>
            })}
        </div>
    }
}
