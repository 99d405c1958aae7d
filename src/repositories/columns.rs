//! The columns of a list of repositories.

use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath};

use super::fields::{VisibilityBadge, category_name, visibility_name};
use super::texts;
use crate::i18n::{Text, Texts, format};
use crate::navigation::Navigation;
use crate::route::{Page, RepositoryTab, Route};
use crate::ui::Column;

/// Where a repository of a list is.
pub(super) fn path_of(repository: &Repository) -> RepositoryPath {
    RepositoryPath {
        organization: repository.organization.clone(),
        repository: repository.name.clone(),
    }
}

/// The page of a repository.
pub(super) fn page_of(repository: &Repository) -> Route {
    Page::Repository(RepositoryPath::from(repository), RepositoryTab::Tags).into()
}

/// What is shown of each. Within an organization its name is not repeated.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    is_within_organization: bool,
) -> Vec<Column<Repository>> {
    vec![
        name(texts, navigation, is_within_organization),
        Column::new(
            "visibility",
            texts.get(texts::VISIBILITY),
            move |it: &Repository| visibility_name(texts, it.is_public).to_owned(),
        )
        .sorted_by(|one, other| one.is_public.cmp(&other.is_public))
        .words(
            texts.get(texts::PRIVATE_FIRST),
            texts.get(texts::PUBLIC_FIRST),
        )
        .cell(|it| view! { <VisibilityBadge is_public=it.is_public/> }.into_any())
        .width(116),
        Column::new(
            "category",
            texts.get(texts::CATEGORY),
            move |it: &Repository| category_name(texts, &it.category),
        )
        .natural()
        .width(160),
        count(texts, ("tags", texts::TAGS), |it| it.tag_count).width(80),
        Column::new("size", texts.get(texts::SIZE), move |it: &Repository| {
            format::bytes(texts, it.size_bytes)
        })
        .sorted_by(|one, other| one.size_bytes.cmp(&other.size_bytes))
        .words(
            texts.get(texts::SMALLEST_FIRST),
            texts.get(texts::LARGEST_FIRST),
        )
        .descending_first()
        .unsearched()
        .numeric()
        .width(96),
        count(texts, ("downloads", texts::DOWNLOADS), |it| {
            it.download_count
        })
        .width(112),
        Column::moment(
            texts,
            "updated",
            texts.get(texts::UPDATED),
            |it: &Repository| it.updated_at,
        ),
        Column::moment(
            texts,
            "created",
            texts.get(texts::CREATED),
            |it: &Repository| it.created_at,
        )
        .hidden(),
        Column::new(
            "description",
            texts.get(texts::DESCRIPTION),
            |it: &Repository| it.description.clone().unwrap_or_default(),
        )
        .hidden()
        .unsearched(),
    ]
}

fn name(texts: Texts, navigation: Navigation, is_within_organization: bool) -> Column<Repository> {
    let text = move |it: &Repository| match is_within_organization {
        true => it.name.to_string(),
        false => RepositoryPath::from(it).to_string(),
    };
    let cell = move |it: &Repository| {
        let organization = (!is_within_organization)
            .then(|| view! { <span class="secondary">{it.organization.to_string()}"/"</span> });
        view! { <a href=navigation.href(&page_of(it))>{organization}{it.name.to_string()}</a> }
            .into_any()
    };
    Column::new("name", texts.get(texts::NAME), text)
        .natural()
        .essential()
        .cell(cell)
}

fn count(
    texts: Texts,
    (key, title): (&'static str, &Text),
    value: fn(&Repository) -> u64,
) -> Column<Repository> {
    let text = move |it: &Repository| format::number(texts, value(it));
    Column::new(key, texts.get(title), text)
        .sorted_by(move |one, other| value(one).cmp(&value(other)))
        .words(texts.get(texts::FEWEST_FIRST), texts.get(texts::MOST_FIRST))
        .descending_first()
        .unsearched()
        .numeric()
}
