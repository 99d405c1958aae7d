//! Which feature shows which page. Pages that share a frame are seated together here: a repository
//! never hears of tags, and tags never of the repository around them.

use crate::derive::{effect, memo};
use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::navigation::{Link, use_navigation};
use crate::organizations::{OrganizationDetail, OrganizationList};
use crate::repositories::{RepositoryAbout, RepositoryDetail, RepositoryList};
use crate::route::{Page, RepositoryPath, RepositoryTab, Route, TagTab};
use crate::settings::Settings;
use crate::shell::texts;
use crate::tags::{TagDetail, TagList};
use crate::ui::{EmptyState, Icon, PageHeader};

use super::Language;
use super::late::{self, LateView};

/// The page. Tabs of one page are one page: what they share stays as it is.
#[component]
pub(super) fn CurrentPage() -> impl IntoView {
    let page = use_navigation().page();
    let seat = memo(move || match page.get() {
        Page::Repository(path, _) => Page::Repository(path, RepositoryTab::Tags),
        Page::Tag(path, tag, _) => Page::Tag(path, tag, TagTab::Overview),
        page => page,
    });
    move || match seat.get() {
        Page::Organizations => view! { <OrganizationList/> }.into_any(),
        Page::SignIn => view! { <AlreadySignedIn/> }.into_any(),
        other => late::show(LateView::Page(other)).into_any(),
    }
}

/// A page that loads late.
pub(super) fn page(page: Page) -> AnyView {
    match page {
        Page::Organizations | Page::SignIn => ().into_any(),
        Page::Organization(organization) => {
            let name = organization.clone();
            view! {
                <OrganizationDetail organization>
                    <RepositoryList organization=Some(name)/>
                </OrganizationDetail>
            }
            .into_any()
        }
        Page::Repositories => view! { <RepositoryList organization=None/> }.into_any(),
        Page::Repository(path, _) => view! { <RepositoryPage path/> }.into_any(),
        Page::Tag(path, tag, _) => {
            let page = use_navigation().page();
            let tab = Signal::derive(move || match page.get() {
                Page::Tag(_, _, tab) => tab,
                _ => TagTab::Overview,
            });
            view! { <TagDetail path tag tab/> }.into_any()
        }
        Page::Settings => {
            let language = expect_context::<Language>();
            let error = Signal::derive(move || language.texts.error());
            view! { <Settings language=language.name language_error=error/> }.into_any()
        }
        Page::NotFound(address) => view! { <NotFound address/> }.into_any(),
    }
}

#[component]
fn RepositoryPage(path: RepositoryPath) -> impl IntoView {
    let page = use_navigation().page();
    let tab = memo(move || match page.get() {
        Page::Repository(_, tab) => tab,
        _ => RepositoryTab::Tags,
    });
    let shown = path.clone();
    let body = move || match tab.get() {
        RepositoryTab::Tags => view! { <TagList path=shown.clone()/> }.into_any(),
        RepositoryTab::About => view! { <RepositoryAbout path=shown.clone()/> }.into_any(),
    };
    view! { <RepositoryDetail path tab=tab.into()>{body}</RepositoryDetail> }
}

/// Whoever is signed in has nothing to do there.
#[component]
fn AlreadySignedIn() -> impl IntoView {
    let navigation = use_navigation();
    effect(move || navigation.replace(Page::Organizations));
}

#[component]
fn NotFound(address: String) -> impl IntoView {
    let texts = use_texts();
    let sentence = texts.fill(texts::NOT_FOUND_SENTENCE, &[("address", address.as_str())]);
    view! {
        <PageHeader title=texts.get(texts::NOT_FOUND)/>
        <EmptyState icon=Icon::Search title=sentence>
            <Link to=Signal::derive(|| Route::from(Page::Organizations)) class="button">
                {texts.get(texts::TO_ORGANIZATIONS)}
            </Link>
        </EmptyState>
    }
}
