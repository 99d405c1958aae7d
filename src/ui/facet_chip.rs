//! A chip beside a list's filter: the name of a facet, the chosen value, and a menu of values.

use crate::markup::view;
use leptos::prelude::*;

use super::button::ButtonVariant;
use super::icon::{Glyph, Icon};
use super::menu::{Menu, MenuItem};
use super::texts;
use crate::i18n::use_texts;

/// One facet of a list. `any` is nothing chosen.
#[component]
pub fn FacetChip<T>(
    /// The name of the facet.
    #[prop(into)]
    facet: String,
    /// The chosen value.
    chosen: Signal<Option<T>>,
    /// What there is to choose, with its name.
    options: Signal<Vec<(T, String)>>,
    /// Takes another choice.
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
        texts.fill(texts::FACET, &[("facet", &facet), ("value", value)])
    };
    let items = move || {
        let item = |value: Option<T>, name: String| {
            let is_chosen = chosen.with(|chosen| *chosen == value);
            MenuItem::button(name, move || on_choose.run(value.clone())).chosen(is_chosen)
        };
        let any = item(None, texts.get(texts::ANY).to_owned());
        let options = options.get().into_iter();
        let options = options.map(|(value, name)| item(Some(value), name));
        std::iter::once(any).chain(options).collect()
    };
    let shown = label.clone();
    view! {
        <Menu label items variant=ButtonVariant::Default>
            {shown}
            <Glyph icon=Icon::ChevronDown/>
        </Menu>
    }
}
