//! The theme, in the bar and on the document; in another page, on the console's own element.

use crate::markup::view;
use crate::reactive::effect;
use leptos::prelude::*;

use super::texts;
use crate::host::use_host;
use crate::i18n::use_texts;
use crate::storage::preferences::{Preference, Preferences, Theme, use_preferences};
use crate::ui::{Icon, Menu, MenuItem};

/// Puts theme, rail and language on the root, where the style sheet and screen readers look.
pub fn apply_appearance(
    preferences: Preferences,
    default_theme: Option<String>,
    language: Signal<String>,
) {
    let host = use_host();
    let root = move || match &host {
        Some(host) => host.root.clone().map(Into::into),
        None => document().document_element(),
    };
    let (theme_root, rail_root) = (root.clone(), root.clone());
    effect(move || {
        let theme = match preferences.theme.get() {
            Theme::Auto => Theme::of_word(default_theme.as_deref()),
            theme => theme,
        };
        let Some(root) = theme_root() else { return };
        // An attribute name that is a constant cannot be refused.
        let _ = match theme {
            Theme::Auto => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme.word()),
        };
    });
    effect(move || {
        let Some(root) = rail_root() else { return };
        let _ = if preferences.is_rail_collapsed.get() {
            root.set_attribute("data-rail", "collapsed")
        } else {
            root.remove_attribute("data-rail")
        };
    });
    effect(move || {
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", &language.get());
        }
    });
}

/// The choice of the theme.
#[component]
pub(super) fn ThemeMenu() -> impl IntoView {
    let (texts, preferences) = (use_texts(), use_preferences());
    let items = move || {
        let current = preferences.theme.get();
        let item = |theme, text| {
            MenuItem::button(texts.get(text), move || preferences.theme.set(theme))
                .chosen(theme == current)
        };
        vec![
            item(Theme::Auto, texts::THEME_AUTO),
            item(Theme::Light, texts::THEME_LIGHT),
            item(Theme::Dark, texts::THEME_DARK),
        ]
    };
    view! { <Menu label=texts.get(texts::THEME) icon=Icon::Moon items/> }
}
