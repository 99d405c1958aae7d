//! The question before a repository deleted. What it holds is looked up anew and shown first:
//! the service refuses while it has a tag (406), so nobody has to run into that.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{
    Access, Page as ListPage, Repository, RepositoryDetails, RepositoryPath, RepositoryQuery,
};

use super::detail::repository_query;
use super::texts;
use crate::catalog::texts::NO_UNDO;
use crate::catalog::{RoutedConfirm, use_repository_right};
use crate::i18n::{format, use_texts};
use crate::navigation::{Link, use_navigation};
use crate::reactive::memo;
use crate::remote::{Doomed, Loaded, Mutation, Query, Topic, deletion, use_revisions};
use crate::route::{OrganizationTab, Page, RepositoryTab, Route};
use crate::session::use_client;
use crate::ui::{Consequence, Notice, Tone};

/// Asks, then deletes a repository.
#[component]
pub fn DeleteRepository(
    /// The repository that is deleted.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let loaded = repository_query(path.clone(), &[]);
    let delete = delete_mutation();
    delete.on_conflict(move || loaded.reload());
    let refusal = refusal(&path, loaded);
    let is_empty =
        memo(move || loaded.with(|it| it.value.as_ref().is_some_and(|it| it.tag_count == Some(0))));
    let consequence = Signal::derive(move || {
        is_empty
            .get()
            .then(|| Consequence::danger(texts.get(NO_UNDO)))
    });
    let title = texts.fill(texts::DELETE_QUESTION, &[("name", &path.to_string())]);
    let here = path.clone();
    let plan = move |repository: RepositoryDetails| view! { <Plan path=here.clone() repository/> };
    let (confirm_label, submission) = (texts.get(texts::DELETE), delete.submission(texts));
    let on_confirm = move || delete.run(path.clone());
    view! {
        <RoutedConfirm
            title
            confirm_label
            on_confirm
            submission
            disabled_because=refusal
            consequence
        >
            <Loaded query=loaded children=plan/>
        </RoutedConfirm>
    }
}

/// Why it may not be deleted now: no right, something in it, or not known yet.
fn refusal(path: &RepositoryPath, loaded: Query<RepositoryDetails>) -> Signal<Option<String>> {
    let texts = use_texts();
    let missing_right = use_repository_right(path).refusal(Access::may_delete);
    Signal::derive(move || {
        let reason = loaded.with(|it| match (&it.value, &it.error) {
            _ if it.is_loading => Some(texts::LOOKING),
            (Some(repository), None) if repository.tag_count == Some(0) => None,
            (Some(repository), None) if repository.tag_count.is_some() => Some(texts::NOT_EMPTY),
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

/// What goes, or why nothing can go yet and the way there.
#[component]
fn Plan(path: RepositoryPath, repository: RepositoryDetails) -> impl IntoView {
    let texts = use_texts();
    let pulled = (repository.download_count).map(|count| texts.count(texts::PULLED, count));
    // What is unknown is said where the button is.
    let Some(tag_count) = repository.tag_count else {
        return view! { <p>{pulled}</p> }.into_any();
    };
    if tag_count == 0 {
        return view! {
            <p>{texts.get(texts::EMPTY)}</p>
            <p>{pulled}</p>
        }
        .into_any();
    }
    let size = format::or_unknown(repository.size_bytes, |it| format::bytes(texts, it));
    let holds = texts.count_with(texts::HOLDS, tag_count, &[("size", &size)]);
    let tags = Route::from(Page::Repository(path, RepositoryTab::Tags));
    view! {
        <Notice tone=Tone::Warning>{texts.get(texts::NOT_EMPTY)}</Notice>
        <p>{holds}</p>
        <p>{pulled}</p>
        <p><Link to=tags>{texts.get(texts::TO_TAGS)}</Link></p>
    }
    .into_any()
}
