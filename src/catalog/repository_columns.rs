//! The columns common to all lists of repositories.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath};

use super::texts;
use crate::i18n::Texts;
use crate::navigation::{KeptPart, Navigation, kept_views};
use crate::route::{Page, RepositoryTab, Route};
use crate::ui::{Column, TableView};

/// The page of a repository.
pub fn page_of(repository: &Repository, tab: RepositoryTab) -> Route {
    Page::Repository(RepositoryPath::from(repository), tab).into()
}

/// Filter, sort, columns and facets of a list of repositories, as the address has them and keeps them.
/// Newest first is the order that such a list has by itself, and is not written there.
pub fn kept_view<F>(facets: KeptPart<F>) -> (RwSignal<TableView>, RwSignal<F>)
where
    F: Send + Sync + 'static,
{
    let view: KeptPart<TableView> = (
        |query| TableView::from_query(query).or_greatest_first("updated"),
        |view| view.to_query_but_greatest_first("updated"),
    );
    kept_views(view, facets)
}

/// The name, which leads to the repository where `is_open` says that there is a page. Within an
/// organization its name is not repeated.
pub fn name(
    texts: Texts,
    navigation: Navigation,
    is_within_organization: bool,
    is_open: impl Fn(&Repository) -> bool + Send + Sync + 'static,
) -> Column<Repository> {
    let text = move |it: &Repository| match is_within_organization {
        true => it.name.to_string(),
        false => RepositoryPath::from(it).to_string(),
    };
    let cell = move |it: &Repository| {
        let organization = (!is_within_organization)
            .then(|| view! { <span class="secondary">{it.organization.to_string()}"/"</span> });
        let name = view! {
            {organization}
            {it.name.to_string()}
        };
        match is_open(it) {
            true => {
                let href = navigation.href(&page_of(it, RepositoryTab::Tags));
                view! { <a href=href>{name}</a> }.into_any()
            }
            false => view! { <span>{name}</span> }.into_any(),
        }
    };
    Column::new("name", texts.get(texts::NAME), text)
        .natural()
        .essential()
        .cell(cell)
}

/// The column with the number of tags.
pub fn tag_count(texts: Texts) -> Column<Repository> {
    Column::count(texts, "tags", texts.get(texts::TAGS), |it: &Repository| {
        it.tag_count
    })
    .width(72)
}

/// The size of all its images.
pub fn size(texts: Texts) -> Column<Repository> {
    Column::bytes(texts, "size", texts.get(texts::SIZE), |it: &Repository| {
        it.size_bytes
    })
}

/// The column with the time of the last change.
pub fn updated(texts: Texts) -> Column<Repository> {
    Column::moment(
        texts,
        "updated",
        texts.get(texts::UPDATED),
        |it: &Repository| it.updated_at,
    )
}

/// When it was created, and what its author says of it. Both are shown only when they are chosen.
pub fn created_and_description(texts: Texts) -> [Column<Repository>; 2] {
    let created = Column::moment(
        texts,
        "created",
        texts.get(texts::CREATED),
        |it: &Repository| it.created_at,
    );
    let described = |it: &Repository| it.description.clone().unwrap_or_default();
    let description = Column::new("description", texts.get(texts::DESCRIPTION), described);
    [created.hidden(), description.hidden().unsearched()]
}
