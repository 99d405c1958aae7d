//! The chips beside a list's filter, each a menu of what it may be.

use std::collections::BTreeSet;

use crate::derive::memo;
use leptos::prelude::*;
use swr_api::{Category, OrganizationName, Repository};

use super::facets::Facets;
use super::fields::{category_name, visibility_name};
use super::texts;
use crate::i18n::{Text, use_texts};
use crate::ui::{ButtonVariant, Glyph, Icon, Menu, MenuItem};

/// One chip: what it is called, what is chosen, and what there is to choose.
#[component]
fn Chip<T>(
    facet: &'static Text,
    chosen: Signal<Option<T>>,
    options: Signal<Vec<(T, String)>>,
    on_choose: UnsyncCallback<Option<T>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let texts = use_texts();
    let label = move || {
        let value = chosen.get().and_then(|chosen| {
            options.with(|options| {
                let found = options.iter().find(|(value, _)| *value == chosen);
                found.map(|(_, name)| name.clone())
            })
        });
        let value = value.as_deref().unwrap_or(texts.get(texts::ANY));
        texts.fill(
            texts::FACET,
            &[("facet", texts.get(facet)), ("value", value)],
        )
    };
    let items = move || {
        let item = |value: Option<T>, name: String| {
            let is_chosen = chosen.with(|chosen| *chosen == value);
            MenuItem::button(name, move || on_choose.run(value.clone())).checked(is_chosen)
        };
        let any = item(None, texts.get(texts::ANY).to_owned());
        let options = options.get().into_iter();
        let options = options.map(|(value, name)| item(Some(value), name));
        std::iter::once(any).chain(options).collect()
    };
    view! {
        <Menu label items variant=ButtonVariant::Default>
            {label}
            <Glyph icon=Icon::ChevronDown/>
        </Menu>
    }
}

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
        <Chip
            facet=texts::VISIBILITY
            chosen=Signal::derive(move || facets.with(|it| it.is_public))
            options=Signal::stored(visibilities.to_vec())
            on_choose=UnsyncCallback::new(move |it| facets.update(|facets| facets.is_public = it))
        />
        <Chip
            facet=texts::CATEGORY
            chosen=Signal::derive(move || facets.with(|it| it.category.clone()))
            options=memo(categories).into()
            on_choose=UnsyncCallback::new(move |it| facets.update(|facets| facets.category = it))
        />
        {(!is_within_organization)
            .then(|| {
                view! {
                    <Chip
                        facet=texts::ORGANIZATION
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
