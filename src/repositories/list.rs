//! Repositories of one organization or of all, newest first. All pages are loaded, so that filter, facets
//! and sort order apply to the whole set.

use std::collections::BTreeSet;

use crate::catalog::access_refusal;
use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{
    Access, Direction, OrganizationName, PageRequest, Repository, RepositoryOrder, RepositoryPath,
    RepositoryQuery,
};

use super::bulk_change::{BulkChangeDialog, PendingBulkChange, bulk_actions};
use super::columns::columns;
use super::create::CreateButton;
use super::facet_chips::FacetChips;
use super::facets::Facets;
use super::rights::Rights;
use super::texts;
use crate::catalog::repository_columns::{kept_view, page_of};
use crate::i18n::{Texts, format, use_texts};
use crate::navigation::{Navigation, use_navigation};
use crate::remote::{Collection, Listing, ListingTable, Topic, collection, use_revisions};
use crate::route::{Dialog, RepositoryTab};
use crate::session::{Session, use_client, use_session};
use crate::ui::{
    Button, CopyButton, EmptyState, Icon, MenuItem, NothingYet, PageFacts, TableDefinition,
};

/// The repositories of an organization, or all of them.
#[component]
pub fn RepositoryList(
    /// The organization whose repositories are listed; none for all.
    #[prop(optional_no_strip)]
    organization: Option<OrganizationName>,
) -> impl IntoView {
    let is_within = organization.is_some();
    let loaded = repositories_of(organization.clone());
    let listing = loaded.listing();
    let (view, facets) = kept_view((Facets::from_query, Facets::to_query));
    let rights = Rights::load(organization.as_ref());
    let own = memo(move || {
        // The service may match a part of the organization's name.
        let is_own = |it: &&Repository| {
            organization
                .as_ref()
                .is_none_or(|of| *of == it.organization)
        };
        loaded
            .rows()
            .with(|rows| rows.iter().filter(is_own).cloned().collect::<Vec<_>>())
    });
    let pending = RwSignal::new(None::<PendingBulkChange>);
    let empty = move || {
        let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
        view! {
            <NothingYet icon=Icon::Cube title sentence>
                <CreateButton rights/>
            </NothingYet>
        }
    };
    let definition = definition(is_within, rights, pending).narrowed(
        facets,
        |facets: &Facets, it| facets.matches(it),
        move || view! { <NoFacetMatch facets rows=own/> },
    );
    let chips =
        move || view! { <FacetChips facets rows=own.into() is_within_organization=is_within/> };
    if let Some(facts) = use_context::<PageFacts>().filter(|_| !is_within) {
        facts.say(move || view! { <Facts rows=own listing/> });
    }
    view! {
        <ListingTable
            definition
            rows=own
            view
            listing
            not_loaded=texts::NOT_LOADED
            empty
            controls=listing.controls().tools(chips)
        />
        <BulkChangeDialog pending rights all=loaded/>
    }
}

/// Newest first, as the table shows them, so that the rows seen first are the first to come.
fn repositories_of(organization: Option<OrganizationName>) -> Collection<Repository> {
    let (client, revisions) = (use_client(), use_revisions());
    let fetch = move |page: PageRequest| {
        revisions.watch(Topic::Repositories);
        client.get().list_repositories(&RepositoryQuery {
            organization: organization.clone(),
            order: Some((RepositoryOrder::UpdatedAt, Direction::Descending)),
            page,
            ..RepositoryQuery::default()
        })
    };
    collection(|it: &Repository| RepositoryPath::from(it), fetch)
}

fn definition(
    is_within: bool,
    rights: Rights,
    pending: RwSignal<Option<PendingBulkChange>>,
) -> TableDefinition<Repository> {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let name = move |it: &Repository| match is_within {
        true => it.name.to_string(),
        false => RepositoryPath::from(it).to_string(),
    };
    let copy = move |it: &Repository| {
        let label = texts.fill(texts::COPY_PATH, &[("name", &name(it))]);
        let path = (!it.path.is_empty()).then(|| it.path.clone());
        path.map(|path| view! { <CopyButton text=path label/> })
            .into_any()
    };
    let columns = columns(texts, navigation, is_within);
    let definition = TableDefinition::new(texts.get(texts::TITLE), columns, |it: &Repository| {
        RepositoryPath::from(it).to_string()
    })
    .named(name)
    .row_extra(copy)
    .row_actions(move |it| row_actions(texts, navigation, session, rights, it));
    let actions = bulk_actions(texts, rights, pending).into_iter();
    actions.fold(definition, TableDefinition::bulk_action)
}

fn row_actions(
    texts: Texts,
    navigation: Navigation,
    session: Session,
    rights: Rights,
    repository: &Repository,
) -> Vec<MenuItem> {
    let path = RepositoryPath::from(repository);
    let refusal = |may| access_refusal(session, texts, &path, rights.on(&path), may);
    let dialog = |dialog: fn(_) -> Dialog| navigation.dialog_href(dialog(path.clone()));
    vec![
        MenuItem::link(
            texts.get(texts::OPEN),
            navigation.href(&page_of(repository, RepositoryTab::Tags)),
        )
        .icon(Icon::Cube),
        MenuItem::link(texts.get(texts::EDIT), dialog(Dialog::EditRepository))
            .icon(Icon::Pencil)
            .disabled_because(refusal(Access::may_edit)),
        MenuItem::link(texts.get(texts::DELETE), dialog(Dialog::DeleteRepository))
            .danger()
            .disabled_because(refusal(Access::may_delete)),
    ]
}

/// What is below the heading of the list of all.
#[component]
fn Facts(rows: Memo<Vec<Repository>>, listing: Listing) -> impl IntoView {
    let texts = use_texts();
    // A sum over half of the rows, or without those of unknown size, would be a lie.
    reactive(move || {
        listing.is_whole().then(|| {
            let (count, organizations, size_bytes) = rows.with(|rows| {
                let organizations: BTreeSet<_> = rows.iter().map(|it| &it.organization).collect();
                let size_bytes = rows
                    .iter()
                    .try_fold(0_u64, |sum, it| Some(sum.saturating_add(it.size_bytes?)));
                (rows.len() as u64, organizations.len() as u64, size_bytes)
            });
            let organizations = texts.count(texts::ORGANIZATION_COUNT, organizations);
            let values = [("organizations", organizations.as_str())];
            view! {
                <span>{texts.count_with(texts::SUMMARY, count, &values)}</span>
                {size_bytes.map(|it| view! { <span>{format::bytes(texts, it)}</span> })}
            }
        })
    })
}

#[component]
fn NoFacetMatch(facets: RwSignal<Facets>, rows: Memo<Vec<Repository>>) -> impl IntoView {
    let texts = use_texts();
    let sentence = move || texts.count(texts::NO_FACET_MATCH_SENTENCE, rows.with(Vec::len) as u64);
    view! {
        <EmptyState
            icon=Icon::Search
            title=texts.get(texts::NO_FACET_MATCH)
            sentence
        >
            <Button on_click=move || facets.set(Facets::default())>
                {texts.get(texts::CLEAR_FACETS)}
            </Button>
        </EmptyState>
    }
}
