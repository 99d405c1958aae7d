//! Every address there is: the page, the dialog over it and how its list is looked at.
//!
//! A repository's `/` is written `$`, as on the wire, so every name is one segment and a
//! repository may be named like any word of an address. A dialog stands in the query, so the page
//! under it stays what it is; whatever else the query says belongs to the page's list and is
//! carried along unread.

mod dialog;
mod percent;

use swr_api::{OrganizationName, RepositoryName, TagName};

pub use dialog::Dialog;
pub use percent::{decode, encode};

/// Where a repository is: its organization and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepositoryPath {
    /// The organization that holds it.
    pub organization: OrganizationName,
    /// Its name, with slashes.
    pub repository: RepositoryName,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The dialog over it.
    pub dialog: Option<Dialog>,
    /// The query that says how the page's list is looked at, as it stands in the address.
    pub view: String,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// `/organizations`, also `/`
    Organizations,
    /// `/organizations/{organization}`
    Organization(OrganizationName),
    /// `/repositories`
    Repositories,
    /// `/organizations/{organization}/repositories/{repository}`
    Repository(RepositoryPath, RepositoryTab),
    /// `/organizations/{organization}/repositories/{repository}/tags/{tag}`
    Tag(RepositoryPath, TagName, TagTab),
    /// `/settings`
    Settings,
    /// `/sign-in`
    SignIn,
    /// Anything else, as it was asked for.
    NotFound(String),
}

/// What of a repository is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepositoryTab {
    /// Its tags; no word of its own in the address.
    Tags,
    /// `/about`
    About,
}

/// What of a tag is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagTab {
    /// Its facts; no word of its own in the address.
    Overview,
    /// `/manifest`
    Manifest,
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

impl RepositoryPath {
    /// `organization/repository` with the repository's own slashes as `$`.
    fn parse(subject: &str) -> Option<Self> {
        let (organization, repository) = subject.split_once('/')?;
        Some(Self {
            organization: OrganizationName::existing(organization).ok()?,
            repository: RepositoryName::from_segment(repository).ok()?,
        })
    }

    fn to_subject(&self) -> String {
        format!("{}/{}", self.organization, self.repository.segment())
    }
}

impl std::fmt::Display for RepositoryPath {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.organization, self.repository)
    }
}

impl Page {
    /// The page one step up, for the breadcrumbs.
    pub fn parent(&self) -> Option<Self> {
        Some(match self {
            Self::Organization(_) => Self::Organizations,
            Self::Repository(path, _) => Self::Organization(path.organization.clone()),
            Self::Tag(path, ..) => Self::Repository(path.clone(), RepositoryTab::Tags),
            _ => return None,
        })
    }

    fn parse(path: &str) -> Self {
        let not_found = || Self::NotFound(path.to_owned());
        let Some(segments) = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(decode)
            .collect::<Option<Vec<String>>>()
        else {
            return not_found();
        };
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        Self::of_segments(&segments).unwrap_or_else(not_found)
    }

    fn of_segments(segments: &[&str]) -> Option<Self> {
        let repository_path = |organization: &str, repository: &str| {
            Some(RepositoryPath {
                organization: OrganizationName::existing(organization).ok()?,
                repository: RepositoryName::from_segment(repository).ok()?,
            })
        };
        Some(match segments {
            [] | ["organizations"] => Self::Organizations,
            ["repositories"] => Self::Repositories,
            ["settings"] => Self::Settings,
            ["sign-in"] => Self::SignIn,
            ["organizations", organization] => {
                Self::Organization(OrganizationName::existing(*organization).ok()?)
            }
            [
                "organizations",
                organization,
                "repositories",
                repository,
                rest @ ..,
            ] => {
                let path = repository_path(organization, repository)?;
                match rest {
                    [] | ["tags"] => Self::Repository(path, RepositoryTab::Tags),
                    ["about"] => Self::Repository(path, RepositoryTab::About),
                    ["tags", tag] => {
                        Self::Tag(path, TagName::existing(*tag).ok()?, TagTab::Overview)
                    }
                    ["tags", tag, "manifest"] => {
                        Self::Tag(path, TagName::existing(*tag).ok()?, TagTab::Manifest)
                    }
                    _ => return None,
                }
            }
            [
                "organizations" | "repositories" | "settings" | "sign-in",
                ..,
            ] => return None,
            // The short form, as an image is written in a pull command.
            [organization, repository @ ..] if !repository.is_empty() => {
                let path = repository_path(organization, &repository.join("$"))?;
                Self::Repository(path, RepositoryTab::Tags)
            }
            _ => return None,
        })
    }

    fn to_path(&self) -> String {
        let of_repository = |path: &RepositoryPath| {
            format!(
                "/organizations/{}/repositories/{}",
                encode(path.organization.as_str()),
                encode(&path.repository.segment())
            )
        };
        match self {
            Self::Organizations => "/organizations".to_owned(),
            Self::Organization(name) => format!("/organizations/{}", encode(name.as_str())),
            Self::Repositories => "/repositories".to_owned(),
            Self::Repository(path, RepositoryTab::Tags) => of_repository(path),
            Self::Repository(path, RepositoryTab::About) => of_repository(path) + "/about",
            Self::Tag(path, tag, tab) => {
                let tab = match tab {
                    TagTab::Overview => "",
                    TagTab::Manifest => "/manifest",
                };
                format!("{}/tags/{}{tab}", of_repository(path), encode(tag.as_str()))
            }
            Self::Settings => "/settings".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::NotFound(path) => path.clone(),
        }
    }
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(organization: &str, repository: &str) -> RepositoryPath {
        RepositoryPath {
            organization: OrganizationName::existing(organization).unwrap(),
            repository: RepositoryName::existing(repository).unwrap(),
        }
    }

    fn tag(name: &str) -> TagName {
        TagName::existing(name).unwrap()
    }

    #[test]
    fn every_address_round_trips_for_every_kind_of_name() {
        let organization = || OrganizationName::existing("organizations").unwrap();
        let mut routes: Vec<Route> = [
            Page::Organizations,
            Page::Organization(organization()),
            Page::Repositories,
            Page::Settings,
            Page::SignIn,
        ]
        .map(Route::from)
        .into();
        let long = "a/".repeat(63) + "ab";
        for name in ["api", "tags", "a/b", "tags/about/tags", "a.b_c__d-e", &long] {
            let path = path("platform", name);
            routes.extend([
                Page::Repository(path.clone(), RepositoryTab::Tags).into(),
                Page::Repository(path.clone(), RepositoryTab::About).into(),
                Page::Tag(path.clone(), tag("tags"), TagTab::Overview).into(),
                Page::Tag(path.clone(), tag("manifest"), TagTab::Manifest).into(),
                Route::from(Page::Repositories).with_dialog(Dialog::EditRepository(path.clone())),
                Route::from(Page::Repositories).with_dialog(Dialog::DeleteRepository(path.clone())),
                Route::from(Page::Repositories).with_dialog(Dialog::DeleteTag(path, tag("v1.0"))),
            ]);
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
            Route::from(Page::Repositories)
                .with_view("filter=auth".to_owned())
                .with_dialog(Dialog::DeleteRepository(path))
                .to_path(),
            "/repositories?filter=auth&dialog=delete-repository&subject=platform/auth$session-broker"
        );
    }

    #[test]
    fn the_short_form_leads_to_the_repository() {
        let wanted = Route::from(Page::Repository(
            path("platform", "a/b"),
            RepositoryTab::Tags,
        ));
        assert_eq!(Route::parse("/platform/a/b"), wanted);
        assert_eq!(Route::parse("/platform/a%24b"), wanted);
        assert_eq!(Route::parse("/"), Page::Organizations.into());
    }

    #[test]
    fn what_is_no_address_is_kept_as_it_was_asked_for() {
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
