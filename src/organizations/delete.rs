//! The question before an organization deleted. What it holds is looked up anew and shown first:
//! the service refuses while it holds anything (406), so nobody has to run into that.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{
    Access, List, Organization, OrganizationName, OrganizationQuery, Page as ListPage,
    RepositoryPath,
};

use super::holdings::Holdings;
use super::texts;
use crate::catalog::texts::NO_UNDO;
use crate::catalog::{RoutedConfirm, access_refusal, repository_names};
use crate::i18n::use_texts;
use crate::navigation::{Link, use_navigation};
use crate::reactive::memo;
use crate::remote::{Doomed, Loaded, Mutation, Query, Topic, deletion, query, use_revisions};
use crate::route::{OrganizationTab, Page, RepositoryTab, Route};
use crate::session::{use_client, use_session};
use crate::ui::{Consequence, Notice, Tone};

/// Asks, then deletes an organization.
#[component]
pub fn DeleteOrganization(
    /// The organization that is deleted.
    organization: OrganizationName,
) -> impl IntoView {
    let texts = use_texts();
    let held = repository_names(organization.clone());
    let delete = delete_mutation();
    delete.on_conflict(move || held.reload());
    let refusal = refusal(organization.clone(), held);
    let name = organization.clone();
    let checked = organization.clone();
    let is_empty = memo(move || {
        held.with(|it| {
            it.value
                .as_ref()
                .is_some_and(|page| Holdings::of(&checked, page).count == 0)
        })
    });
    let consequence = Signal::derive(move || {
        is_empty
            .get()
            .then(|| Consequence::danger(texts.get(NO_UNDO)))
    });
    let plan = move |page: ListPage<RepositoryPath>| {
        let holdings = Holdings::of(&organization, &page);
        view! { <Plan organization=organization.clone() holdings/> }
    };
    let title = texts.fill(texts::DELETE_QUESTION, &[("name", name.as_str())]);
    let (confirm_label, submission) = (texts.get(texts::DELETE), delete.submission(texts));
    let on_confirm = move || delete.run(name.clone());
    view! {
        <RoutedConfirm
            title
            confirm_label
            on_confirm
            submission
            disabled_because=refusal
            consequence
        >
            <Loaded query=held children=plan/>
        </RoutedConfirm>
    }
}

/// Why it may not be deleted now: no right, something in it, or not known yet.
fn refusal(
    organization: OrganizationName,
    held: Query<ListPage<RepositoryPath>>,
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
            (Some(page), None) if Holdings::of(&organization, page).count == 0 => None,
            (Some(_), None) => Some(texts::NOT_EMPTY),
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

/// What goes, or why nothing can go yet and the way there.
#[component]
fn Plan(organization: OrganizationName, holdings: Holdings) -> impl IntoView {
    let texts = use_texts();
    if holdings.count == 0 {
        return view! {
            <p>{texts.get(texts::EMPTY)}</p>
        }
        .into_any();
    }
    let unnamed = holdings.unnamed();
    let more = (unnamed > 0).then(|| texts.count(texts::HOLDS_MORE, unnamed));
    let repository = |path: RepositoryPath| {
        let label = path.repository.to_string();
        let to = Route::from(Page::Repository(path, RepositoryTab::Tags));
        view! { <li><Link to>{label}</Link></li> }
    };
    let named: Vec<_> = holdings.named.into_iter().map(repository).collect();
    view! {
        <Notice tone=Tone::Warning>{texts.get(texts::NOT_EMPTY)}</Notice>
        <p>{texts.count(texts::HOLDS, holdings.count)}</p>
        <ul class="stack">
            {named}
            {more.map(|more| view! { <li class="secondary">{more}</li> })}
        </ul>
        <p>
            <Link to=Route::from(
                Page::Organization(organization, OrganizationTab::Repositories),
            )>{texts.get(texts::TO_REPOSITORIES)}</Link>
        </p>
    }
    .into_any()
}
