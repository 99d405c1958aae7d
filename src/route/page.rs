//! All pages and their paths.

use swr_api::{OrganizationName, RepositoryPath, TagName};

use super::tabs::{part, word};
use super::{
    OrganizationTab, RepositoryScope, RepositoryTab, TagTab, decode, encode, repository_of_segments,
};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// `/`
    Overview,
    /// `/organizations`
    Organizations,
    /// `/organizations/{organization}`
    Organization(OrganizationName, OrganizationTab),
    /// `/repositories`
    Repositories(RepositoryScope),
    /// `/organizations/{organization}/repositories/{repository}`
    Repository(RepositoryPath, RepositoryTab),
    /// `/organizations/{organization}/repositories/{repository}/tags/{tag}`
    Tag(RepositoryPath, TagName, TagTab),
    /// `/login-command`
    LoginCommand,
    /// `/settings`
    Settings,
    /// `/settings/connection`
    Connection,
    /// `/sign-in`
    SignIn,
    /// Anything else, as it was requested.
    NotFound(String),
}

impl Page {
    /// The page one step up, for the breadcrumbs.
    pub fn parent(&self) -> Option<Self> {
        Some(match self {
            Self::Organization(..) => Self::Organizations,
            Self::Repository(path, _) => {
                Self::Organization(path.organization.clone(), OrganizationTab::Repositories)
            }
            Self::Tag(path, ..) => Self::Repository(path.clone(), RepositoryTab::Tags),
            Self::Connection => Self::Settings,
            _ => return None,
        })
    }

    /// The page whatever its tab is. Tabs of one page share its heading and what it has loaded.
    pub fn without_tab(&self) -> Self {
        match self.clone() {
            Self::Organization(name, _) => Self::Organization(name, OrganizationTab::Repositories),
            Self::Repositories(_) => Self::Repositories(RepositoryScope::Own),
            Self::Repository(path, _) => Self::Repository(path, RepositoryTab::Tags),
            Self::Tag(path, tag, _) => Self::Tag(path, tag, TagTab::Overview),
            page => page,
        }
    }

    pub(super) fn parse(path: &str) -> Self {
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
        Some(match segments {
            [] => Self::Overview,
            ["organizations"] => Self::Organizations,
            ["repositories", rest @ ..] => Self::Repositories(part(RepositoryScope::WORDS, rest)?),
            ["login-command"] => Self::LoginCommand,
            ["settings"] => Self::Settings,
            ["settings", "connection"] => Self::Connection,
            ["sign-in"] => Self::SignIn,
            [
                "organizations",
                organization,
                "repositories",
                repository,
                rest @ ..,
            ] => {
                let path = repository_of_segments(organization, repository)?;
                match rest {
                    ["tags"] => Self::Repository(path, RepositoryTab::Tags),
                    ["tags", tag, rest @ ..] => {
                        let tag = TagName::existing(*tag).ok()?;
                        Self::Tag(path, tag, part(TagTab::WORDS, rest)?)
                    }
                    rest => Self::Repository(path, part(RepositoryTab::WORDS, rest)?),
                }
            }
            ["organizations", organization, rest @ ..] => Self::Organization(
                OrganizationName::existing(*organization).ok()?,
                part(OrganizationTab::WORDS, rest)?,
            ),
            ["login-command" | "settings" | "sign-in", ..] => return None,
            // The short form, as an image is written in a pull command.
            [organization, repository @ ..] if !repository.is_empty() => {
                let path = repository_of_segments(organization, &repository.join("$"))?;
                Self::Repository(path, RepositoryTab::Tags)
            }
            _ => return None,
        })
    }

    pub(super) fn to_path(&self) -> String {
        let of_repository = |path: &RepositoryPath| {
            format!(
                "/organizations/{}/repositories/{}",
                encode(path.organization.as_str()),
                encode(&path.repository.segment())
            )
        };
        match self {
            Self::Overview => "/".to_owned(),
            Self::Organizations => "/organizations".to_owned(),
            Self::Organization(name, tab) => {
                let tab = word(OrganizationTab::WORDS, tab);
                format!("/organizations/{}{tab}", encode(name.as_str()))
            }
            Self::Repositories(scope) => {
                "/repositories".to_owned() + &word(RepositoryScope::WORDS, scope)
            }
            Self::Repository(path, tab) => of_repository(path) + &word(RepositoryTab::WORDS, tab),
            Self::Tag(path, tag, tab) => {
                let tab = word(TagTab::WORDS, tab);
                format!("{}/tags/{}{tab}", of_repository(path), encode(tag.as_str()))
            }
            Self::LoginCommand => "/login-command".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Connection => "/settings/connection".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::NotFound(path) => path.clone(),
        }
    }
}
