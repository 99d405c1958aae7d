//! The confirmation before a repository is deleted with its contents, which are loaded and shown first. Its
//! tags are deleted before it, because the service rejects a repository with tags (406).

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{
    Access, Page as ListPage, Repository, RepositoryDetails, RepositoryPath, RepositoryQuery,
};

use super::detail::repository_query;
use super::texts;
use crate::catalog::{
    DoomedRepository, ListedIn, RoutedConfirm, StepwiseDeletion, WHOLE_WORDS, WholeContents,
    close_routed, stepwise_deletion, use_repository_right, whole_deletion,
};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::reactive::memo;
use crate::remote::{Doomed, Loaded, Mutation, Query, Snapshot, Topic, deletion, use_revisions};
use crate::route::{OrganizationTab, Page};
use crate::session::use_client;

/// Asks, then deletes a repository.
#[component]
pub fn DeleteRepository(
    /// The repository that is deleted.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let loaded = repository_query(path.clone(), &[]);
    let (delete, bulk) = (delete_mutation(), stepwise_deletion());
    delete.on_conflict(move || loaded.reload());
    let doomed = path.clone();
    let found = memo(move || {
        let is_empty = loaded.with(known_emptiness)?;
        let path = doomed.clone();
        Some(vec![DoomedRepository { path, is_empty }])
    });
    let whole = whole_deletion(found.into(), Vec::new());
    let refusal = refusal(&path, loaded);
    let refusal = Signal::derive(move || refusal.get().or_else(|| whole.refusal(texts)));
    let consequence = Signal::derive(move || whole.consequence(texts));
    let is_name_asked = Signal::derive(move || whole.is_empty() == Some(false));
    let confirm_label = Signal::derive(move || {
        let is_whole = is_name_asked.get();
        let label = if is_whole {
            texts::DELETE_WHOLE
        } else {
            texts::DELETE
        };
        texts.get(label)
    });
    let name = path.to_string();
    let title = texts.fill(texts::DELETE_QUESTION, &[("name", &name)]);
    let done = texts.fill(texts::DELETED, &[("name", &name)]);
    let (on_close, submission) = (close_routed(), delete.submission(texts));
    let listed = ListedIn::Repositories(path.organization.clone());
    let question = move || {
        let path = path.clone();
        let type_name = Some(path.repository.to_string());
        let on_confirm = move || match untrack(|| (whole.is_empty(), whole.steps())) {
            (Some(false), Some(steps)) => bulk.run(steps),
            _ => delete.run(path.clone()),
        };
        let facts = move |repository: RepositoryDetails| view! { <Facts repository/> };
        view! {
            <RoutedConfirm
                title=title.clone()
                confirm_label
                on_confirm
                submission
                type_name
                is_name_asked
                disabled_because=refusal
                consequence
            >
                <Loaded query=loaded children=facts/>
                <WholeContents whole/>
            </RoutedConfirm>
        }
        .into_any()
    };
    view! {
        <StepwiseDeletion bulk words=WHOLE_WORDS done=Some(done) listed on_close question/>
    }
}

/// Whether it has no tags; none while that is not known. Where the service does not say how many, they
/// are looked for.
fn known_emptiness(loaded: &Snapshot<RepositoryDetails>) -> Option<bool> {
    let is_settled = !loaded.is_loading && loaded.error.is_none();
    let repository = loaded.value.as_ref().filter(|_| is_settled)?;
    Some(repository.tag_count == Some(0))
}

/// Why it may not be deleted now: no right, or not known yet.
fn refusal(path: &RepositoryPath, loaded: Query<RepositoryDetails>) -> Signal<Option<String>> {
    let texts = use_texts();
    let missing_right = use_repository_right(path).refusal(Access::may_delete);
    Signal::derive(move || {
        let reason = loaded.with(|it| match (&it.value, &it.error) {
            _ if it.is_loading => Some(texts::LOOKING),
            (Some(_), None) => None,
            _ => Some(texts::UNKNOWN_HOLDINGS),
        });
        let reason = || reason.map(|reason| texts.get(reason).to_owned());
        missing_right.get().or_else(reason)
    })
}

fn delete_mutation() -> Mutation<RepositoryPath> {
    let (navigation, client, revisions) = (use_navigation(), use_client(), use_revisions());
    deletion(
        Doomed {
            name: RepositoryPath::to_string,
            is_in: |path, page: &ListPage<Repository>| {
                page.items
                    .iter()
                    .any(|it| RepositoryPath::from(it) == *path)
            },
            deleted: texts::DELETED,
        },
        move |path: &RepositoryPath| client.get_untracked().delete_repository(path),
        move |path: &RepositoryPath| {
            client.get_untracked().list_repositories(&RepositoryQuery {
                organization: Some(path.organization.clone()),
                name: Some(path.repository.to_string()),
                ..RepositoryQuery::default()
            })
        },
        move |_| {
            // An organization counts its repositories.
            revisions.bump(Topic::Organizations);
            revisions.bump(Topic::Repositories);
        },
        move |path| match navigation.route_untracked().page {
            Page::Repository(here, _) | Page::Tag(here, ..) if here == path => {
                navigation.replace(Page::Organization(
                    path.organization,
                    OrganizationTab::Repositories,
                ));
            }
            _ => navigation.close_dialog(),
        },
    )
}

/// What is not in its tags.
#[component]
fn Facts(repository: RepositoryDetails) -> impl IntoView {
    let texts = use_texts();
    let pulled = (repository.download_count).map(|count| texts.count(texts::PULLED, count));
    let empty = match repository.tag_count {
        Some(0) => texts::EMPTY,
        _ => texts::EVERYTHING,
    };
    view! {
        <p>{texts.get(empty)}</p>
        <p>{pulled}</p>
    }
}
