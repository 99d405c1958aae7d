//! Repositories shared with or by this account. All pages are loaded, so that filter, facets and sort order
//! apply to the whole set.
//!
//! The list of your own repositories does not contain the state of their shares, so the service is requested
//! those in a state; the list of others' does.

use std::collections::BTreeSet;

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{
    Direction, PageRequest, Repository, RepositoryPath, SharedBy, SharedRepositoryOrder,
    SharedRepositoryQuery,
};

use super::columns::state_name;
use super::facets::SharedFacets;
use super::shared_columns::{columns, is_open, pull_command};
use super::texts;
use crate::catalog::repository_columns::{kept_view, page_of};
use crate::i18n::{Texts, use_texts};
use crate::navigation::{Navigation, use_navigation};
use crate::remote::{Collection, ListingTable, Topic, collection, use_revisions};
use crate::route::{RepositoryScope, RepositoryTab};
use crate::session::use_client;
use crate::ui::{
    Button, CopyButton, EmptyState, FacetChip, Icon, MenuItem, PageFacts, TableDefinition,
};

/// The repositories shared with the caller's account, or by it.
#[component]
pub fn SharedRepositories(
    /// The list: of the two, those shared with the account or by it.
    scope: RepositoryScope,
) -> impl IntoView {
    let texts = use_texts();
    let shared_by = match scope {
        RepositoryScope::SharedByMe => SharedBy::Me,
        RepositoryScope::Own | RepositoryScope::SharedWithMe => SharedBy::Others,
    };
    let (view, facets) = kept_view((SharedFacets::from_query, SharedFacets::to_query));
    let loaded = repositories_of(shared_by, facets);
    let (all, listing) = (loaded.rows(), loaded.listing());
    if let Some(page) = use_context::<PageFacts>() {
        page.say(move || {
            let count = all.with(Vec::len) as u64;
            let count = move || texts.count(texts::FACT_COUNT, count);
            listing.is_whole().then(|| view! { <span>{count}</span> })
        });
    }
    let empty = move || view! { <Nothing shared_by facets rows=all/> }.into_any();
    let definition = definition(shared_by).narrowed(
        facets,
        move |facets: &SharedFacets, it| shared_by == SharedBy::Me || facets.matches(it),
        empty,
    );
    let chips = move || view! { <Chips shared_by facets rows=all/> };
    view! {
        <ListingTable
            definition
            rows=all
            view
            listing
            not_loaded=texts::LISTS_NOT_LOADED
            empty
            controls=listing.controls().tools(chips)
        />
    }
}

/// Newest first, as the table shows them, so that the rows seen first are the first to come.
fn repositories_of(shared_by: SharedBy, facets: RwSignal<SharedFacets>) -> Collection<Repository> {
    let (client, revisions) = (use_client(), use_revisions());
    let is_expired = memo(move || match shared_by {
        SharedBy::Me => facets.with(|it| it.is_expired),
        SharedBy::Others => None,
    });
    let fetch = move |page: PageRequest| {
        revisions.watch(Topic::Repositories);
        revisions.watch(Topic::Shares);
        client
            .get()
            .list_shared_repositories(&SharedRepositoryQuery {
                is_valid: is_expired.get().map(|it| !it),
                order: Some((SharedRepositoryOrder::UpdatedAt, Direction::Descending)),
                page,
                ..SharedRepositoryQuery::new(shared_by)
            })
    };
    collection(|it: &Repository| RepositoryPath::from(it), fetch)
}

fn definition(shared_by: SharedBy) -> TableDefinition<Repository> {
    let (texts, navigation) = (use_texts(), use_navigation());
    let title = match shared_by {
        SharedBy::Others => texts::WITH_ME,
        SharedBy::Me => texts::BY_ME,
    };
    let copy = move |it: &Repository| {
        let command = pull_command(it).filter(|_| is_open(it, shared_by));
        let name = RepositoryPath::from(it).to_string();
        let label = texts.fill(texts::COPY_PULL, &[("name", &name)]);
        let button = command.map(|text| view! { <CopyButton text label/> });
        button.into_any()
    };
    let columns = columns(texts, navigation, shared_by);
    TableDefinition::new(texts.get(title), columns, |it: &Repository| {
        RepositoryPath::from(it).to_string()
    })
    .row_extra(copy)
    .row_actions(move |it| row_actions(texts, navigation, shared_by, it))
}

fn row_actions(
    texts: Texts,
    navigation: Navigation,
    shared_by: SharedBy,
    repository: &Repository,
) -> Vec<MenuItem> {
    let page = |tab| navigation.href(&page_of(repository, tab));
    let expired = (!is_open(repository, shared_by)).then(|| texts.get(texts::EXPIRED).to_owned());
    let open = MenuItem::link(texts.get(texts::OPEN), page(RepositoryTab::Tags))
        .icon(Icon::Cube)
        .disabled_because(expired);
    let accounts = MenuItem::link(texts.get(texts::TO_SHARING), page(RepositoryTab::Sharing));
    match shared_by {
        SharedBy::Others => vec![open],
        SharedBy::Me => vec![open, accounts.icon(Icon::Globe)],
    }
}

/// The facets. Accounts are those that occur.
#[component]
fn Chips(
    shared_by: SharedBy,
    facets: RwSignal<SharedFacets>,
    rows: Signal<Vec<Repository>>,
) -> impl IntoView {
    let texts = use_texts();
    let states = [false, true].map(|it| (it, state_name(texts, it).to_owned()));
    let accounts = memo(move || {
        let occurring: BTreeSet<String> =
            rows.with(|rows| rows.iter().map(|it| it.domain_name.clone()).collect());
        let named = |name: String| (name.clone(), name);
        occurring.into_iter().map(named).collect::<Vec<_>>()
    });
    let account = move || {
        view! {
            <FacetChip
                facet=texts.get(texts::ACCOUNT)
                chosen=Signal::derive(move || facets.with(|it| it.account.clone()))
                options=accounts.into()
                on_choose=UnsyncCallback::new(move |it| facets.update(|facets| facets.account = it))
            />
        }
    };
    view! {
        <FacetChip
            facet=texts.get(texts::STATE)
            chosen=Signal::derive(move || facets.with(|it| it.is_expired))
            options=Signal::stored(states.to_vec())
            on_choose=UnsyncCallback::new(move |it| facets.update(|facets| facets.is_expired = it))
        />
        {(shared_by == SharedBy::Others).then(account)}
    }
}

/// Nothing is shared, or nothing of what is looked for.
#[component]
fn Nothing(
    shared_by: SharedBy,
    facets: RwSignal<SharedFacets>,
    rows: Signal<Vec<Repository>>,
) -> impl IntoView {
    let texts = use_texts();
    reactive(move || {
        let count = rows.with(Vec::len) as u64;
        let is_narrowed = facets.with(|it| *it != SharedFacets::default());
        if !is_narrowed {
            let (title, sentence) = match shared_by {
                SharedBy::Others => (texts::NONE_WITH_ME, texts::NONE_WITH_ME_SENTENCE),
                SharedBy::Me => (texts::NONE_BY_ME, texts::NONE_BY_ME_SENTENCE),
            };
            let (title, sentence) = (texts.get(title), texts.get(sentence));
            return view! { <EmptyState icon=Icon::Cube title sentence/> }.into_any();
        }
        let sentence = match count {
            0 => texts.get(texts::NO_STATE_MATCH).to_owned(),
            count => texts.count(texts::NO_FACET_MATCH_SENTENCE, count),
        };
        view! {
            <EmptyState icon=Icon::Search title=texts.get(texts::NO_FACET_MATCH) sentence>
                <Button on_click=move || facets.set(SharedFacets::default())>
                    {texts.get(texts::CLEAR_FACETS)}
                </Button>
            </EmptyState>
        }
        .into_any()
    })
}
