//! Whose repositories are listed: tabs above the lists, each with an address.

use leptos::prelude::*;

use super::texts;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::route::{Page, RepositoryScope, Route};
use crate::ui::{Tab, Tabs};

/// The tabs above the lists of repositories.
#[component]
pub fn RepositoryScopes(
    /// The open one.
    scope: Signal<RepositoryScope>,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let entry = |name, this| {
        let route = Route::from(Page::Repositories(this));
        Tab::new(texts.get(name), navigation.href(&route))
            .current(Signal::derive(move || scope.get() == this))
    };
    let tabs = vec![
        entry(texts::OWN, RepositoryScope::Own),
        entry(texts::SHARED_WITH_ME, RepositoryScope::SharedWithMe),
        entry(texts::SHARED_BY_ME, RepositoryScope::SharedByMe),
    ];
    view! { <Tabs label=texts.get(texts::SCOPES) tabs/> }
}
