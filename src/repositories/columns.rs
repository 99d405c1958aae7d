//! The columns of a list of repositories.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::Repository;

use super::fields::{VisibilityBadge, category_name, visibility_name};
use super::texts;
use crate::catalog::repository_columns::{created_and_description, name, size, tag_count, updated};
use crate::i18n::{Texts, format};
use crate::navigation::Navigation;
use crate::ui::{Column, Unknown};

/// What is shown of each. Within an organization its name is not repeated.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    is_within_organization: bool,
) -> Vec<Column<Repository>> {
    let visibility = Column::new(
        "visibility",
        texts.get(texts::VISIBILITY),
        move |it: &Repository| {
            format::or_unknown(it.is_public, |it| visibility_name(texts, it).to_owned())
        },
    )
    .sorted_by(|one, other| one.is_public.cmp(&other.is_public))
    .words(
        texts.get(texts::PRIVATE_FIRST),
        texts.get(texts::PUBLIC_FIRST),
    )
    .cell(|it| match it.is_public {
        Some(is_public) => view! { <VisibilityBadge is_public/> }.into_any(),
        None => view! { <Unknown/> }.into_any(),
    })
    .width(104);
    let category = Column::new(
        "category",
        texts.get(texts::CATEGORY),
        move |it: &Repository| category_name(texts, &it.category),
    )
    .natural();
    let downloads = Column::count(
        texts,
        "downloads",
        texts.get(texts::DOWNLOADS),
        |it: &Repository| it.download_count,
    )
    .width(112);
    let [created, description] = created_and_description(texts);
    vec![
        name(texts, navigation, is_within_organization, |_| true),
        visibility,
        category,
        tag_count(texts),
        size(texts),
        downloads,
        updated(texts),
        created,
        description,
    ]
}
