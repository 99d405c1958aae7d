//! All addresses: the page, the dialog over it, and the view of its list.
//!
//! A repository's `/` is written `$`, as in the API, so every name is one segment, and a repository can be
//! named like any word of an address. A dialog is in the query, so the page under it is unchanged; other
//! query parameters belong to the page's list and are preserved.

mod dialog;
mod page;
mod percent;
mod query;
mod tabs;

use swr_api::{OrganizationName, RepositoryName, RepositoryPath};

pub use dialog::Dialog;
pub use page::Page;
pub use percent::{decode, encode, encode_keeping_slashes};
use query::pairs;
pub use query::{parameters, to_query};
pub use tabs::{OrganizationTab, RepositoryScope, RepositoryTab, TagTab};

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The dialog over it.
    pub dialog: Option<Dialog>,
    /// The query that says how the page's list is looked at, as it is in the address.
    pub view: String,
}

impl From<Page> for Route {
    fn from(page: Page) -> Self {
        Self {
            page,
            dialog: None,
            view: String::new(),
        }
    }
}

impl Route {
    /// Reads an address below the base: path and query.
    pub fn parse(address: &str) -> Self {
        let address = address.split('#').next().unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let page = Page::parse(path);
        let parameter = |name: &str| {
            pairs(query)
                .find(|(it, _)| *it == name)
                .and_then(|(_, value)| decode(value))
        };
        let dialog = parameter("dialog")
            .and_then(|dialog| Dialog::parse(&dialog, parameter("subject").as_deref()));
        let view: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .filter(|pair| !matches!(pair.split('=').next(), Some("dialog" | "subject")))
            .collect();
        Self {
            page,
            dialog,
            view: view.join("&"),
        }
    }

    /// The address below the base: path and query.
    pub fn to_path(&self) -> String {
        let dialog = self.dialog.as_ref().map(Dialog::to_query);
        let query: Vec<&str> = [self.view.as_str(), dialog.as_deref().unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let mut address = self.page.to_path();
        if !query.is_empty() {
            address.push('?');
            address.push_str(&query.join("&"));
        }
        address
    }

    /// The same page under a dialog.
    pub fn with_dialog(&self, dialog: Dialog) -> Self {
        Self {
            dialog: Some(dialog),
            ..self.clone()
        }
    }

    /// The page alone.
    pub fn without_dialog(&self) -> Self {
        Self {
            dialog: None,
            ..self.clone()
        }
    }

    /// The same place with its list looked at in another way.
    pub fn with_view(&self, view: String) -> Self {
        Self {
            view,
            ..self.clone()
        }
    }
}

/// The repository of two segments of an address; the slashes of its name are written as `$`.
fn repository_of_segments(organization: &str, repository: &str) -> Option<RepositoryPath> {
    Some(RepositoryPath {
        organization: OrganizationName::existing(organization).ok()?,
        repository: RepositoryName::from_segment(repository).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::TagName;

    fn path(organization: &str, repository: &str) -> RepositoryPath {
        RepositoryPath::existing(organization, repository).unwrap()
    }

    fn tag(name: &str) -> TagName {
        TagName::existing(name).unwrap()
    }

    #[test]
    fn every_address_round_trips_for_every_kind_of_name() {
        let organization = || OrganizationName::existing("organizations").unwrap();
        let mut routes: Vec<Route> = [
            Page::Overview,
            Page::Organizations,
            Page::LoginCommand,
            Page::Settings,
            Page::Connection,
            Page::SignIn,
        ]
        .map(Route::from)
        .into();
        for (tab, _) in OrganizationTab::WORDS {
            routes.push(Page::Organization(organization(), *tab).into());
        }
        for (scope, _) in RepositoryScope::WORDS {
            routes.push(Page::Repositories(*scope).into());
        }
        let long = "a/".repeat(63) + "ab";
        for name in ["api", "tags", "a/b", "tags/about/tags", "a.b_c__d-e", &long] {
            let path = path("platform", name);
            for (tab, _) in RepositoryTab::WORDS {
                routes.push(Page::Repository(path.clone(), *tab).into());
            }
            for (tab, word) in TagTab::WORDS {
                let named = tag(if word.is_empty() { "tags" } else { word });
                routes.push(Page::Tag(path.clone(), named, *tab).into());
            }
            for dialog in [
                Dialog::EditRepository(path.clone()),
                Dialog::DeleteRepository(path.clone()),
                Dialog::DeleteTag(path.clone(), tag("v1.0")),
                Dialog::ShareRepository(path.clone()),
                Dialog::EditShare(path.clone(), "partner".to_owned()),
                Dialog::RetagTag(path.clone(), tag("v1.0")),
                Dialog::StopSharing(path, "a/b c&d$".to_owned()),
            ] {
                routes.push(Route::from(Page::Organizations).with_dialog(dialog));
            }
        }
        for dialog in [
            Dialog::CreateOrganization,
            Dialog::CreateRepository,
            Dialog::DeleteOrganization(organization()),
        ] {
            routes.push(Route::from(Page::Organizations).with_dialog(dialog));
        }
        for route in routes {
            assert_eq!(Route::parse(&route.to_path()), route, "{}", route.to_path());
            let viewed = route.with_view("filter=a%20b&sort=-name".to_owned());
            assert_eq!(
                Route::parse(&viewed.to_path()),
                viewed,
                "{}",
                viewed.to_path()
            );
        }
    }

    #[test]
    fn addresses_are_what_people_read() {
        let path = path("platform", "auth/session-broker");
        let page = Page::Tag(path.clone(), tag("2.14.0"), TagTab::Manifest);
        assert_eq!(
            Route::from(page).to_path(),
            "/organizations/platform/repositories/auth$session-broker/tags/2.14.0/manifest"
        );
        assert_eq!(
            Route::from(Page::Repositories(RepositoryScope::Own))
                .with_view("filter=auth".to_owned())
                .with_dialog(Dialog::DeleteRepository(path))
                .to_path(),
            "/repositories?filter=auth&dialog=delete-repository&subject=platform/auth$session-broker"
        );
    }

    #[test]
    fn tabs_are_one_page_and_namesakes_are_not() {
        let page = |address: &str| Route::parse(address).page.without_tab();
        let api = page("/organizations/one/repositories/api");
        assert_eq!(page("/organizations/one/repositories/api/about"), api);
        assert_ne!(page("/organizations/two/repositories/api"), api);
        assert_ne!(page("/organizations/one/repositories/api/tags/api"), api);
    }

    #[test]
    fn the_short_form_leads_to_the_repository() {
        let wanted = Route::from(Page::Repository(
            path("platform", "a/b"),
            RepositoryTab::Tags,
        ));
        assert_eq!(Route::parse("/platform/a/b"), wanted);
        assert_eq!(Route::parse("/platform/a%24b"), wanted);
    }

    #[test]
    fn what_is_no_address_is_kept_as_it_was_requested() {
        for asked in ["/nowhere", "/settings/more", "/organizations/a/b", "/a/%zz"] {
            assert_eq!(Route::parse(asked).page, Page::NotFound(asked.to_owned()));
        }
        let unknown_dialog = Route::parse("/repositories?dialog=fly&filter=a");
        assert_eq!(
            (unknown_dialog.dialog, unknown_dialog.view.as_str()),
            (None, "filter=a")
        );
    }
}
