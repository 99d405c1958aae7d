//! The question before a tag deleted. Every tag of the repository is looked through first: only
//! that tells whether the image goes with it.

use crate::markup::{reactive, view};
use crate::reactive::{Memo, Signal, memo};
use leptos::prelude::*;
use swr_api::{Access, Page as ListPage, RepositoryPath, Tag, TagName, TagQuery};

use super::delete_many::WORDS;
use super::plan_view::{PlanView, consequence, steps};
use super::texts;
use crate::catalog::{
    DeletionStep, ListedIn, RoutedConfirm, StepwiseDeletion, close_routed, stepwise_deletion,
    tags_of, use_repository_right,
};
use crate::i18n::{Text, format, use_texts};
use crate::manifest::DeletionPlan;
use crate::navigation::use_navigation;
use crate::remote::{Collection, Doomed, Mutation, Topic, deletion, use_revisions};
use crate::route::{Page, RepositoryTab};
use crate::session::use_client;
use crate::ui::{LoadState, TableProgress};

/// Asks, then deletes a tag.
#[component]
pub fn DeleteTag(
    /// The repository of the tag.
    path: RepositoryPath,
    /// The tag that is deleted.
    tag: TagName,
) -> impl IntoView {
    let texts = use_texts();
    let all = tags_of(path.clone(), &[]);
    let progress = all.listing().progress();
    let name = tag.clone();
    let doomed = memo(move || {
        let found = |rows: &Vec<Tag>| rows.iter().find(|it| it.name == name).cloned();
        all.rows().with(found)
    });
    // Only all tags together tell, so nothing is said while they come.
    let plan = memo(move || {
        let is_known = progress.get().state != LoadState::Loading;
        let doomed = doomed.get().filter(|_| is_known)?;
        Some(all.rows().with(|rows| DeletionPlan::of(rows, &[doomed])))
    });
    let consequence =
        Signal::derive(move || plan.with(|it| Some(consequence(texts, it.as_ref()?))));
    let missing_right = use_repository_right(&path).refusal(Access::may_delete);
    let refusal = Signal::derive(move || {
        let reason = || Some(texts.get(obstacle(progress.get(), doomed.get().is_some())?));
        missing_right.get().or_else(|| reason().map(str::to_owned))
    });
    let (delete, bulk) = (delete_mutation(path.clone()), stepwise_deletion());
    let full_name = format!("{path}:{tag}");
    let title = texts.fill(texts::DELETE_QUESTION, &[("name", &full_name)]);
    let (confirm_label, submission) = (texts.get(texts::DELETE), delete.submission(texts));
    let (on_close, listed) = (close_routed(), ListedIn::Tags(path.clone()));
    let question = move || {
        let (path, tag) = (path.clone(), tag.clone());
        let on_confirm = move || match untrack(|| with_companions(&path, &tag, all, plan)) {
            Some(steps) => bulk.run(steps),
            None => delete.run(tag.clone()),
        };
        view! {
            <RoutedConfirm
                title=title.clone()
                confirm_label
                on_confirm
                submission
                disabled_because=refusal
                consequence
            >
                <LookedThrough all progress plan/>
            </RoutedConfirm>
        }
        .into_any()
    };
    view! { <StepwiseDeletion bulk words=WORDS listed on_close question/> }
}

/// The calls that delete a tag and what is attached to its image; none where it goes alone.
fn with_companions(
    path: &RepositoryPath,
    tag: &TagName,
    all: Collection<Tag>,
    plan: Memo<Option<DeletionPlan>>,
) -> Option<Vec<DeletionStep>> {
    let plan = plan.get().filter(|it| !it.companions.is_empty())?;
    let rows = all.rows().get();
    let doomed = rows.iter().find(|it| it.name == *tag)?;
    Some(steps(path, &rows, std::slice::from_ref(doomed), &plan))
}

/// Why it cannot be said yet what will happen, or that there is nothing to delete.
fn obstacle(progress: TableProgress, is_found: bool) -> Option<&'static Text> {
    match progress.state {
        LoadState::Loading => Some(texts::LOOKING),
        LoadState::Complete if !is_found => Some(texts::GONE),
        _ if !is_found => Some(texts::UNKNOWN_PLAN),
        _ => None,
    }
}

/// How far the looking is, then the plan.
#[component]
fn LookedThrough(
    all: Collection<Tag>,
    progress: Signal<TableProgress>,
    plan: Memo<Option<DeletionPlan>>,
) -> impl IntoView {
    let texts = use_texts();
    let state = memo(move || progress.get().state);
    let looking = move || {
        let TableProgress { loaded, total, .. } = progress.get();
        let number = |count| format::number(texts, count);
        let values = [("loaded", number(loaded)), ("total", number(total?))];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        Some(texts.fill(texts::LOOKED_THROUGH, &values))
    };
    let plan = move || {
        let Some(plan) = plan.get() else {
            // Of what could not be looked up nobody knows that it is gone.
            let is_gone = state.get() == LoadState::Complete;
            return is_gone
                .then(|| view! { <p>{texts.get(texts::GONE)}</p> })
                .into_any();
        };
        let is_partial = state.get() != LoadState::Complete;
        let partial = is_partial.then(|| all.rows().with(Vec::len) as u64);
        view! { <PlanView plan partial/> }.into_any()
    };
    reactive(move || match state.get() {
        LoadState::Loading => view! {
            <p>{texts.get(texts::LOOKING)}</p>
            <p class="secondary" role="status">{looking}</p>
        }
        .into_any(),
        _ => view! {
            {all.listing().failure_banner()}
            {plan}
        }
        .into_any(),
    })
}

fn delete_mutation(path: RepositoryPath) -> Mutation<TagName> {
    let (navigation, client, revisions) = (use_navigation(), use_client(), use_revisions());
    let here = path.clone();
    let looked_in = path.clone();
    deletion(
        Doomed {
            name: TagName::to_string,
            is_in: |tag, page: &ListPage<Tag>| page.items.iter().any(|it| it.name == *tag),
            deleted: texts::DELETED,
        },
        move |tag: &TagName| {
            let client = client.get_untracked();
            client.delete_tag(&path, tag)
        },
        move |tag: &TagName| {
            let query = TagQuery {
                name: Some(tag.to_string()),
                ..TagQuery::default()
            };
            let client = client.get_untracked();
            client.list_tags(&looked_in, &query)
        },
        move |tag| {
            // Away from its page first: that page would ask for it again.
            match navigation.route_untracked().page {
                Page::Tag(path, at, _) if path == here && at == *tag => {
                    navigation.replace(Page::Repository(path, RepositoryTab::Tags));
                }
                _ => {}
            }
            revisions.bump(Topic::Tags);
            revisions.bump(Topic::Repositories);
        },
        move |_| navigation.close_dialog(),
    )
}
