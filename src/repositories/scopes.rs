//! The page of all repositories: one heading, and below it the lists by owner, each with an address.

use crate::markup::view;
use leptos::prelude::*;

use super::create::CreateButton;
use super::rights::Rights;
use super::texts;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::route::{Page, RepositoryScope, Route};
use crate::ui::{PageFacts, PageHeader, Tab, Tabs};

/// Heading and tabs of the lists of repositories.
#[component]
pub fn RepositoryScopes(
    /// The open one.
    scope: Signal<RepositoryScope>,
    /// The content of the open list.
    #[prop(into)]
    body: ViewFn,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let rights = Rights::load(None);
    provide_context(rights.loaded());
    let facts = PageFacts::provide();
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
    view! {
        <PageHeader title=texts.get(texts::TITLE) facts=move || facts.view()>
            <CreateButton rights/>
        </PageHeader>
        <Tabs label=texts.get(texts::SCOPES) tabs/>
        {move || body.run()}
    }
}
