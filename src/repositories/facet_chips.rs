//! The facet chips beside a list's filter, each with a menu of values.

use std::collections::BTreeSet;

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Category, OrganizationName, Repository};

use super::facets::Facets;
use super::fields::{category_name, visibility_name};
use super::texts;
use crate::i18n::use_texts;
use crate::ui::FacetChip;

/// The chips of a list. Categories and organizations are those that occur.
#[component]
pub(super) fn FacetChips(
    facets: RwSignal<Facets>,
    rows: Signal<Vec<Repository>>,
    /// Whether the list is of one organization already.
    is_within_organization: bool,
) -> impl IntoView {
    let texts = use_texts();
    let visibilities = [true, false].map(|it| (it, visibility_name(texts, it).to_owned()));
    let categories = move || {
        let occurring: BTreeSet<Category> =
            rows.with(|rows| rows.iter().map(|it| it.category.clone()).collect());
        let named = |category: Category| {
            let name = category_name(texts, &category);
            (category, name)
        };
        occurring.into_iter().map(named).collect::<Vec<_>>()
    };
    let organizations = move || {
        let occurring: BTreeSet<OrganizationName> =
            rows.with(|rows| rows.iter().map(|it| it.organization.clone()).collect());
        let named = |name: OrganizationName| (name.clone(), name.to_string());
        occurring.into_iter().map(named).collect::<Vec<_>>()
    };
    view! {
        <FacetChip
            facet=texts.get(texts::VISIBILITY)
            chosen=Signal::derive(move || facets.with(|it| it.is_public))
            options=Signal::stored(visibilities.to_vec())
            on_choose=UnsyncCallback::new(move |it| facets.update(|facets| facets.is_public = it))
        />
        <FacetChip
            facet=texts.get(texts::CATEGORY)
            chosen=Signal::derive(move || facets.with(|it| it.category.clone()))
            options=memo(categories).into()
            on_choose=UnsyncCallback::new(move |it| facets.update(|facets| facets.category = it))
        />
        {(!is_within_organization)
            .then(|| {
                view! {
                    <FacetChip
                        facet=texts.get(texts::ORGANIZATION)
                        chosen=Signal::derive(move || facets.with(|it| it.organization.clone()))
                        options=memo(organizations).into()
                        on_choose=UnsyncCallback::new(move |it| {
                            facets.update(|facets| facets.organization = it);
                        })
                    />
                }
            })}
    }
}
