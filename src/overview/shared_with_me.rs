//! The number of repositories that other accounts share with this one, and a link to their list. Like the
//! list, it includes expired shares.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{
    MarkerPage, MarkerRequest, Page as ListPage, PageRequest, Repository, RepositorySummary,
    SharedBy, SharedRepositoryMarkerQuery, SharedRepositoryQuery,
};

use super::part::Part;
use super::texts;
use crate::configuration::Capability;
use crate::i18n::use_texts;
use crate::navigation::Link;
use crate::remote::query;
use crate::route::{Page, RepositoryScope, Route};
use crate::session::{use_capabilities, use_client};

/// How many there are, as far as they were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Exactly(u64),
    MoreThan(u64),
}

/// The part, by the list that the service has: the light one by marker where it says so.
#[component]
pub(super) fn SharedWithMe() -> impl IntoView {
    let capabilities = use_capabilities();
    let has_light_list = memo(move || capabilities.has(Capability::ListV3) == Some(true));
    reactive(move || match has_light_list.get() {
        true => view! { <CountedByMarker/> }.into_any(),
        false => view! { <CountedByService/> }.into_any(),
    })
}

/// A list by marker says no total: one page is counted.
#[component]
fn CountedByMarker() -> impl IntoView {
    let client = use_client();
    let one_page = SharedRepositoryMarkerQuery {
        page: MarkerRequest {
            marker: None,
            limit: PageRequest::MAXIMUM_LIMIT,
        },
        ..SharedRepositoryMarkerQuery::new(SharedBy::Others)
    };
    let loaded = query(move || client.get().list_shared_repositories_v3(&one_page));
    let error = Signal::derive(move || loaded.error());
    use_capabilities().learn_from(Capability::ListV3, error);
    let content = |page| view! { <Sentence count=count_of_page(&page)/> };
    view! { <Part query=loaded title=use_texts().get(texts::SHARED) children=content/> }
}

/// The older list says the total, so one row is enough.
#[component]
fn CountedByService() -> impl IntoView {
    let client = use_client();
    let one_row = SharedRepositoryQuery {
        page: PageRequest {
            offset: 0,
            limit: 1,
        },
        ..SharedRepositoryQuery::new(SharedBy::Others)
    };
    let loaded = query(move || client.get().list_shared_repositories(&one_row));
    let content = |page| view! { <Sentence count=count_of_list(&page)/> };
    view! { <Part query=loaded title=use_texts().get(texts::SHARED) children=content/> }
}

fn count_of_page(page: &MarkerPage<RepositorySummary, i64>) -> Count {
    let counted = page.items.len() as u64;
    match page.next {
        None => Count::Exactly(counted),
        Some(_) => Count::MoreThan(counted),
    }
}

/// Without a total a single row means that there is at least one.
fn count_of_list(page: &ListPage<Repository>) -> Count {
    match (page.total, page.items.len() as u64) {
        (Some(total), _) => Count::Exactly(total),
        (None, 0) => Count::Exactly(0),
        (None, counted) => Count::MoreThan(counted.saturating_sub(1)),
    }
}

#[component]
fn Sentence(count: Count) -> impl IntoView {
    let texts = use_texts();
    let sentence = match count {
        Count::Exactly(count) => texts.count(texts::SHARED_COUNT, count),
        Count::MoreThan(count) => texts.count(texts::SHARED_MORE_THAN, count),
    };
    let to = Route::from(Page::Repositories(RepositoryScope::SharedWithMe));
    view! {
        <p>{sentence}</p>
        <p><Link to>{texts.get(texts::TO_SHARED)}</Link></p>
    }
}
