//! What happens when the page changes: the document's title, the focus, and an announcement.

use crate::reactive::{effect, memo, on_change};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::texts;
use crate::host::{Host, use_host};
use crate::i18n::{Text, Texts};
use crate::navigation::use_navigation;
use crate::route::{OrganizationTab, Page, RepositoryScope, RepositoryTab, TagTab};
use crate::session::use_session;
use crate::ui::AwaitedHeading;
use crate::{organizations, repositories, tags};

/// Follows the pages from now on. The first one keeps the focus where the browser put it.
pub fn follow_pages(texts: Texts, brand: String) {
    let (page, session) = (use_navigation().page(), use_session());
    let awaited = AwaitedHeading::provide();
    let title = memo(move || document_title(texts, &page.get(), &brand));
    let host = use_host();
    // The title of a page around is its own.
    if host.is_none() {
        effect(move || document().set_title(&title.get()));
    }
    // A tab of a page has the same heading: moving the focus would lose the tab. The same name, or
    // the same page of another service, may be another page.
    on_change(
        move || (page.with(Page::without_tab), session.connection().id),
        move |_| {
            awaited.begin();
            // After the new page has been built, or what is there until it has loaded.
            let host = host.clone();
            request_animation_frame(move || focus_page(awaited, host.as_ref()));
        },
    );
}

/// The heading takes the focus, so that reading goes on there. A heading that has not come yet takes
/// it from the content when it does.
fn focus_page(awaited: AwaitedHeading, host: Option<&Host>) {
    let find = |selector| {
        let found = match host {
            Some(host) => host.root.as_ref()?.query_selector(selector),
            None => document().query_selector(selector),
        };
        found.ok().flatten()
    };
    let heading = find("main h1[tabindex]");
    if heading.is_some() {
        awaited.end();
    }
    let found = heading.or_else(|| find("main[tabindex]"));
    if let Some(element) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
    match host {
        // How far the page around is scrolled is its own; what has the focus is shown by the browser.
        Some(_) => {}
        None => window().scroll_to_with_x_and_y(0.0, 0.0),
    }
}

/// The name of a page beside those that it is part of.
pub(super) fn page_name(texts: Texts, page: &Page) -> String {
    match page {
        Page::Overview => texts.get(texts::OVERVIEW).to_owned(),
        Page::Organizations => texts.get(texts::ORGANIZATIONS).to_owned(),
        Page::Organization(name, _) => name.to_string(),
        Page::Repositories(_) => texts.get(texts::REPOSITORIES).to_owned(),
        Page::Repository(path, _) => path.repository.to_string(),
        Page::Tag(_, tag, _) => tag.to_string(),
        Page::LoginCommand => texts.get(texts::LOGIN_COMMAND).to_owned(),
        Page::Settings => texts.get(texts::SETTINGS).to_owned(),
        Page::Connection => texts.get(texts::CONNECTION_CHECK).to_owned(),
        Page::SignIn => texts.get(crate::sign_in::texts::SIGN_IN).to_owned(),
        Page::NotFound(_) => texts.get(texts::NOT_FOUND).to_owned(),
    }
}

/// The title of the document: `Retention · platform/api-gateway · SWR Console`. Tabs of a browser and
/// its bookmarks show no breadcrumbs, so it has the whole name.
pub fn document_title(texts: Texts, page: &Page, brand: &str) -> String {
    let name = whole_name(texts, page);
    match tab_name(page) {
        Some(tab) => format!("{} · {name} · {brand}", texts.get(tab)),
        None => format!("{name} · {brand}"),
    }
}

/// The name of a page with everything it is part of, as in a pull command.
fn whole_name(texts: Texts, page: &Page) -> String {
    match page {
        Page::Repository(path, _) => path.to_string(),
        Page::Tag(path, tag, _) => format!("{path}:{tag}"),
        page => page_name(texts, page),
    }
}

/// The name of the open tab, where it is another than the first.
fn tab_name(page: &Page) -> Option<&'static Text> {
    Some(match page {
        Page::Organization(_, OrganizationTab::Storage) => organizations::texts::STORAGE,
        Page::Organization(_, OrganizationTab::Members) => organizations::texts::MEMBERS,
        Page::Repositories(RepositoryScope::SharedWithMe) => repositories::texts::SHARED_WITH_ME,
        Page::Repositories(RepositoryScope::SharedByMe) => repositories::texts::SHARED_BY_ME,
        Page::Repository(_, tab) => match tab {
            RepositoryTab::Tags => return None,
            RepositoryTab::Permissions => repositories::texts::PERMISSIONS,
            RepositoryTab::Sharing => repositories::texts::SHARING,
            RepositoryTab::Triggers => repositories::texts::TRIGGERS,
            RepositoryTab::Synchronization => repositories::texts::SYNCHRONIZATION,
            RepositoryTab::Retention => repositories::texts::RETENTION,
            RepositoryTab::Storage => repositories::texts::STORAGE,
            RepositoryTab::About => repositories::texts::ABOUT,
        },
        Page::Tag(_, _, tab) => match tab {
            TagTab::Overview => return None,
            TagTab::Configuration => tags::texts::CONFIG,
            TagTab::BuildSteps => tags::texts::BUILD_STEPS,
            TagTab::Layers => tags::texts::LAYERS,
            TagTab::Manifest => tags::texts::MANIFEST,
            TagTab::References => tags::texts::REFERENCES,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn a_title_says_what_one_looks_at_with_its_whole_name() {
        let title =
            |address| document_title(Texts::english(), &Route::parse(address).page, "SWR Console");
        let repository = "/organizations/platform/repositories/auth$broker";
        let expected = [
            ("/", "Overview · SWR Console"),
            ("/organizations/platform", "platform · SWR Console"),
            (
                "/organizations/platform/members",
                "Access · platform · SWR Console",
            ),
            ("/repositories", "Repositories · SWR Console"),
            (
                "/repositories/shared-by-me",
                "Shared by me · Repositories · SWR Console",
            ),
            (repository, "platform/auth/broker · SWR Console"),
            (
                &format!("{repository}/retention"),
                "Retention · platform/auth/broker · SWR Console",
            ),
            (
                &format!("{repository}/tags/latest"),
                "platform/auth/broker:latest · SWR Console",
            ),
            (
                &format!("{repository}/tags/latest/manifest"),
                "Manifest · platform/auth/broker:latest · SWR Console",
            ),
            ("/settings/connection", "Connection check · SWR Console"),
            ("/nobody", "Page not found · SWR Console"),
        ];
        for (address, expected) in expected {
            assert_eq!(title(address), expected, "{address}");
        }
    }
}
