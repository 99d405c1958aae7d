//! Maps each page to the feature that shows it. Features that share a page are combined here: the
//! repository page does not depend on tags, nor tags on the repository page.

use std::time::Duration;

use crate::markup::{reactive, view};
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{OrganizationName, RepositoryPath};

use crate::configuration::Capability;
use crate::doctor::ConnectionDoctor;
use crate::i18n::use_texts;
use crate::login_command::LoginCommandPage;
use crate::navigation::{Link, use_navigation};
use crate::organizations::{OrganizationDetail, OrganizationList};
use crate::overview::OverviewPage;
use crate::remote::{Meanwhile, PartView, part_view};
use crate::repositories::{RepositoryAbout, RepositoryDetail, RepositoryList, RepositoryScopes};
use crate::route::{OrganizationTab, Page, RepositoryScope, RepositoryTab, Route, TagTab};
use crate::session::use_capabilities;
use crate::settings::Settings;
use crate::shell::texts;
use crate::tags::{TagDetail, TagList};
use crate::ui::{EmptyState, Icon, PageHeader};

use super::Language;
use super::bodies::{Body, body_view, preload_rest};
use super::handover::HandedOverOrganizations;
use super::part::part;

/// How long a page that was opened has the line for itself.
const REST_FOR: Duration = Duration::from_secs(2);

/// The page. Tabs of one page are one page: what they share stays as it is.
#[component]
pub(super) fn CurrentPage() -> impl IntoView {
    let page = use_navigation().page();
    // What is opened next is likely to be of the rest; what is opened now has the line for itself.
    set_timeout(preload_rest, REST_FOR);
    let seat = memo(move || page.with(Page::without_tab));
    reactive(move || match seat.get() {
        Page::Organizations => {
            let answer = HandedOverOrganizations::take();
            view! { <OrganizationList answer/> }.into_any()
        }
        Page::SignIn => view! { <AlreadySignedIn/> }.into_any(),
        other => part_view(Meanwhile::Skeleton, move || part_of(other.clone())).into_any(),
    })
}

part!(
    daily_part in late, loaded_daily(Page) = daily
);
part!(
    overview_part in late, loaded_overview(()) = overview
);
part!(
    tag_part in rest, loaded_tag(Page) = tag
);
part!(
    account_part in rest, loaded_account(Page) = account
);

/// Whether a page is in the group `rest`.
pub fn is_in_the_rest(page: &Page) -> bool {
    match page {
        Page::Tag(..) | Page::LoginCommand | Page::Settings | Page::Connection => true,
        Page::Organization(_, tab) => *tab != OrganizationTab::Repositories,
        Page::Repositories(scope) => *scope != RepositoryScope::Own,
        Page::Repository(_, tab) => !matches!(tab, RepositoryTab::Tags | RepositoryTab::About),
        _ => false,
    }
}

/// The part of the program that shows a page, whichever it is but the first, which has its rows already.
fn part_of(page: Page) -> PartView {
    match page {
        Page::Overview => overview_part(()),
        Page::Tag(..) => tag_part(page),
        Page::LoginCommand | Page::Settings | Page::Connection => account_part(page),
        _ => daily_part(page),
    }
}

/// The overview.
fn overview((): ()) -> AnyView {
    view! { <OverviewPage/> }.into_any()
}

/// A page of organizations and repositories, or of nothing.
fn daily(page: Page) -> AnyView {
    match page {
        Page::Organization(organization, _) => {
            view! { <OrganizationPage organization/> }.into_any()
        }
        Page::Repositories(_) => view! { <RepositoriesPage/> }.into_any(),
        Page::Repository(path, _) => view! { <RepositoryPage path/> }.into_any(),
        Page::NotFound(address) => view! { <NotFound address/> }.into_any(),
        _ => ().into_any(),
    }
}

/// The page of a tag.
fn tag(page: Page) -> AnyView {
    let Page::Tag(path, tag, _) = page else {
        return ().into_any();
    };
    let page = use_navigation().page();
    let tab = Signal::derive(move || match page.get() {
        Page::Tag(_, _, tab) => tab,
        _ => TagTab::Overview,
    });
    view! { <TagDetail path tag tab/> }.into_any()
}

/// A page of the account or of the console itself.
fn account(page: Page) -> AnyView {
    match page {
        Page::LoginCommand => view! { <LoginCommandPage/> }.into_any(),
        Page::Settings => {
            let language = expect_context::<Language>();
            let error = Signal::derive(move || language.texts.error());
            view! { <Settings language=language.name language_error=error chosen_in=language.chosen_in/> }
                .into_any()
        }
        Page::Connection => view! { <ConnectionDoctor/> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn OrganizationPage(organization: OrganizationName) -> impl IntoView {
    let page = use_navigation().page();
    let tab = memo(move || match page.get() {
        Page::Organization(_, tab) => tab,
        _ => OrganizationTab::Repositories,
    });
    let shown = organization.clone();
    let body = move || {
        let organization = shown.clone();
        match tab.get() {
            OrganizationTab::Repositories => {
                view! { <RepositoryList organization=Some(organization)/> }.into_any()
            }
            OrganizationTab::Members => body_view(Body::Members(organization)),
            OrganizationTab::Storage => body_view(Body::OrganizationStorage(organization)),
        }
    };
    view! { <OrganizationDetail organization tab=tab.into() body/> }
}

#[component]
fn RepositoriesPage() -> impl IntoView {
    let page = use_navigation().page();
    let scope = memo(move || match page.get() {
        Page::Repositories(scope) => scope,
        _ => RepositoryScope::Own,
    });
    let body = move || match scope.get() {
        RepositoryScope::Own => view! { <RepositoryList organization=None/> }.into_any(),
        scope => body_view(Body::Shared(scope)),
    };
    view! { <RepositoryScopes scope=scope.into() body/> }
}

#[component]
fn RepositoryPage(path: RepositoryPath) -> impl IntoView {
    let page = use_navigation().page();
    let tab = memo(move || match page.get() {
        Page::Repository(_, tab) => tab,
        _ => RepositoryTab::Tags,
    });
    let shown = path.clone();
    let capabilities = use_capabilities();
    let is_lacked = memo(move || needed(tab.get()).is_some_and(|it| capabilities.lacks(it)));
    let body = move || {
        let path = shown.clone();
        if is_lacked.get() {
            return view! { <NotOffered/> }.into_any();
        }
        match tab.get() {
            RepositoryTab::Tags => view! { <TagList path/> }.into_any(),
            RepositoryTab::Storage => body_view(Body::Storage(path)),
            RepositoryTab::Permissions => body_view(Body::Permissions(path)),
            RepositoryTab::Sharing => body_view(Body::Sharing(path)),
            RepositoryTab::Triggers => body_view(Body::Triggers(path)),
            RepositoryTab::Synchronization => body_view(Body::Synchronization(path)),
            RepositoryTab::Retention => body_view(Body::Retention(path)),
            RepositoryTab::About => view! { <RepositoryAbout path/> }.into_any(),
        }
    };
    view! { <RepositoryDetail path tab=tab.into() body/> }
}

/// What the service must be able to do for a tab. Without it the tab is not shown, but its address
/// may be known from another service.
fn needed(tab: RepositoryTab) -> Option<Capability> {
    Some(match tab {
        RepositoryTab::Triggers => Capability::Triggers,
        RepositoryTab::Synchronization => Capability::Synchronization,
        RepositoryTab::Retention => Capability::Retention,
        _ => return None,
    })
}

#[component]
fn NotOffered() -> impl IntoView {
    let title = use_texts().get(texts::NOT_OFFERED);
    view! { <EmptyState icon=Icon::Info title/> }
}

/// The signed-in user has nothing to do there.
#[component]
fn AlreadySignedIn() -> impl IntoView {
    let navigation = use_navigation();
    effect(move || navigation.replace(Page::Overview));
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
