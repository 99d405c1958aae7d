//! The last updated repositories.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{
    Direction, Page as ListPage, PageRequest, Repository, RepositoryOrder, RepositoryQuery,
};

use super::part::Part;
use super::texts;
use crate::catalog::repository_columns::page_of;
use crate::catalog::watched_query;
use crate::i18n::{format, use_texts};
use crate::navigation::Link;
use crate::remote::Topic;
use crate::route::RepositoryTab;
use crate::ui::{Fact, FactList, Moment};

/// The number of repositories that are shown.
const SHOWN: u32 = 10;

/// The repositories that were updated last.
#[component]
pub(super) fn RecentRepositories() -> impl IntoView {
    let texts = use_texts();
    let newest = RepositoryQuery {
        order: Some((RepositoryOrder::UpdatedAt, Direction::Descending)),
        page: PageRequest {
            offset: 0,
            limit: SHOWN,
        },
        ..RepositoryQuery::default()
    };
    let loaded = watched_query(&[Topic::Repositories, Topic::Tags], move |client| {
        client.list_repositories(&newest)
    });
    let content = move |page: ListPage<Repository>| {
        // A service may give more than was requested.
        let newest: Vec<_> = page.items.into_iter().take(SHOWN as usize).collect();
        if newest.is_empty() {
            return view! { <p class="secondary">{texts.get(texts::NO_REPOSITORIES)}</p> }
                .into_any();
        }
        let lines: Vec<_> = newest
            .into_iter()
            .map(|repository| view! { <Line repository/> })
            .collect();
        view! { <FactList>{lines}</FactList> }.into_any()
    };
    view! { <Part query=loaded title=texts.get(texts::RECENT) children=content/> }
}

#[component]
fn Line(repository: Repository) -> impl IntoView {
    let texts = use_texts();
    let to = page_of(&repository, RepositoryTab::Tags);
    let updated = repository
        .updated_at
        .map(|time| view! { " · " <Moment time/> });
    let tags = format::or_unknown(repository.tag_count, |it| texts.count(texts::TAG_COUNT, it));
    let end = view! { <span class="secondary">{tags} {updated}</span> };
    view! {
        <Fact end=end.into_any()>
            <Link to>
                <span class="secondary">{repository.organization.to_string()} "/"</span>
                {repository.name.to_string()}
            </Link>
        </Fact>
    }
}
