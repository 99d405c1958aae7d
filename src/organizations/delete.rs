//! The confirmation before an organization is deleted with its contents, which are loaded and shown first.
//! Tags and repositories are deleted before it, because the service rejects a non-empty organization (406).

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, List, Organization, OrganizationName, OrganizationQuery, RepositoryPath};

use super::texts;
use crate::catalog::{
    DeletionStep, DoomedRepository, ListedIn, PartialList, RoutedConfirm, StepwiseDeletion,
    WHOLE_WORDS, WholeContents, access_refusal, close_routed, repository_names, stepwise_deletion,
    whole_deletion,
};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::reactive::memo;
use crate::remote::{Doomed, Loaded, Mutation, Query, Topic, deletion, query, use_revisions};
use crate::route::Page;
use crate::session::{use_client, use_session};

/// Asks, then deletes an organization.
#[component]
pub fn DeleteOrganization(
    /// The organization that is deleted.
    organization: OrganizationName,
) -> impl IntoView {
    let texts = use_texts();
    let held = repository_names(organization.clone());
    let (delete, bulk) = (delete_mutation(), stepwise_deletion());
    delete.on_conflict(move || held.reload());
    let doomed = memo(move || {
        let held = held.with(|it| {
            it.value
                .clone()
                .filter(|it| it.is_whole && !held.is_loading())
        })?;
        let doomed = held.items.into_iter().map(|path| DoomedRepository {
            path,
            is_empty: false,
        });
        Some(doomed.collect())
    });
    let container = DeletionStep::Organization(organization.clone());
    let whole = whole_deletion(doomed.into(), vec![container]);
    let refusal = refusal(organization.clone(), held);
    let refusal = Signal::derive(move || refusal.get().or_else(|| whole.refusal(texts)));
    let consequence = Signal::derive(move || whole.consequence(texts));
    let holds = memo(move || doomed.with(|it| it.as_ref().map(Vec::len)));
    let is_name_asked = Signal::derive(move || holds.get().is_some_and(|count| count > 0));
    let confirm_label = Signal::derive(move || {
        let is_whole = is_name_asked.get();
        let label = if is_whole {
            texts::DELETE_WHOLE
        } else {
            texts::DELETE
        };
        texts.get(label)
    });
    let name = organization.to_string();
    let title = texts.fill(texts::DELETE_QUESTION, &[("name", &name)]);
    let done = texts.fill(texts::DELETED, &[("name", &name)]);
    let (on_close, submission) = (close_routed(), delete.submission(texts));
    let question = move || {
        let organization = organization.clone();
        let type_name = Some(organization.to_string());
        let on_confirm = move || match untrack(|| (holds.get(), whole.steps())) {
            (Some(1..), Some(steps)) => bulk.run(steps),
            _ => delete.run(organization.clone()),
        };
        let facts = move |list: PartialList<RepositoryPath>| {
            let count = list.items.len() as u64;
            let holds = match count {
                0 => texts.get(texts::EMPTY).to_owned(),
                count => texts.count(texts::HOLDS, count),
            };
            view! { <p>{holds}</p> }
        };
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
                <Loaded query=held children=facts/>
                <WholeContents whole/>
            </RoutedConfirm>
        }
        .into_any()
    };
    let listed = ListedIn::Organizations;
    view! {
        <StepwiseDeletion bulk words=WHOLE_WORDS done=Some(done) listed on_close question/>
    }
}

/// Why it may not be deleted now: no right, or not known yet.
fn refusal(
    organization: OrganizationName,
    held: Query<PartialList<RepositoryPath>>,
) -> Signal<Option<String>> {
    let (texts, session, client) = (use_texts(), use_session(), use_client());
    let name = organization.clone();
    let loaded = query(move || client.get().get_organization(&name));
    Signal::derive(move || {
        let access = loaded.with(|it| it.value.as_ref()?.access);
        let missing_right =
            access_refusal(session, texts, &organization, access, Access::may_delete);
        let reason = held.with(|it| match (&it.value, &it.error) {
            _ if it.is_loading => Some(texts::LOOKING),
            (Some(list), None) if list.is_whole => None,
            _ => Some(texts::UNKNOWN_HOLDINGS),
        });
        missing_right.or_else(|| reason.map(|reason| texts.get(reason).to_owned()))
    })
}

fn delete_mutation() -> Mutation<OrganizationName> {
    let (navigation, client, revisions) = (use_navigation(), use_client(), use_revisions());
    deletion(
        Doomed {
            name: OrganizationName::to_string,
            is_in: |name, listed: &List<Organization>| listed.iter().any(|it| it.name == *name),
            deleted: texts::DELETED,
        },
        move |name: &OrganizationName| client.get_untracked().delete_organization(name),
        move |name: &OrganizationName| {
            client
                .get_untracked()
                .list_organizations(&OrganizationQuery {
                    name: Some(name.to_string()),
                    include_visible: true,
                })
        },
        move |_| revisions.bump(Topic::Organizations),
        move |name| match navigation.route_untracked().page {
            Page::Organization(here, _) if here == name => navigation.replace(Page::Organizations),
            _ => navigation.close_dialog(),
        },
    )
}
