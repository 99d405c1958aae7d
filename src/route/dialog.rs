//! The dialogs that have an address: a word and, where it is about something, a subject.

use swr_api::{OrganizationName, SynchronizationTarget, TagName};

use super::RepositoryPath;
use super::percent::encode_keeping_slashes;

/// A dialog. Those about several selected things have no address, as a selection has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// `?dialog=create-organization`
    CreateOrganization,
    /// `?dialog=delete-organization&subject={organization}`
    DeleteOrganization(OrganizationName),
    /// `?dialog=create-repository`
    CreateRepository,
    /// `?dialog=edit-repository&subject={organization}/{repository}`
    EditRepository(RepositoryPath),
    /// `?dialog=delete-repository&subject={organization}/{repository}`
    DeleteRepository(RepositoryPath),
    /// `?dialog=grant-organization-access&subject={organization}`
    GrantOrganizationAccess(OrganizationName),
    /// `?dialog=grant-repository-access&subject={organization}/{repository}`
    GrantRepositoryAccess(RepositoryPath),
    /// `?dialog=delete-tag&subject={organization}/{repository}/{tag}`
    DeleteTag(RepositoryPath, TagName),
    /// `?dialog=share-repository&subject={organization}/{repository}`
    ShareRepository(RepositoryPath),
    /// `?dialog=edit-share&subject={organization}/{repository}/{account}`
    EditShare(RepositoryPath, String),
    /// `?dialog=stop-sharing&subject={organization}/{repository}/{account}`
    StopSharing(RepositoryPath, String),
    /// `?dialog=retag&subject={organization}/{repository}/{tag}`
    RetagTag(RepositoryPath, TagName),
    /// `?dialog=create-synchronization&subject={organization}/{repository}`
    CreateSynchronization(RepositoryPath),
    /// `?dialog=delete-synchronization&subject={organization}/{repository}/{region}/{organization}`
    DeleteSynchronization(RepositoryPath, SynchronizationTarget),
    /// `?dialog=synchronize-tags&subject={organization}/{repository}`
    SynchronizeTags(RepositoryPath),
}

impl Dialog {
    pub(super) fn parse(word: &str, subject: Option<&str>) -> Option<Self> {
        Some(match word {
            "create-organization" => Self::CreateOrganization,
            "create-repository" => Self::CreateRepository,
            "delete-organization" => {
                Self::DeleteOrganization(OrganizationName::existing(subject?).ok()?)
            }
            "edit-repository" => Self::EditRepository(RepositoryPath::parse(subject?)?),
            "delete-repository" => Self::DeleteRepository(RepositoryPath::parse(subject?)?),
            "grant-organization-access" => {
                Self::GrantOrganizationAccess(OrganizationName::existing(subject?).ok()?)
            }
            "grant-repository-access" => {
                Self::GrantRepositoryAccess(RepositoryPath::parse(subject?)?)
            }
            "delete-tag" => {
                let (path, tag) = tag_subject(subject?)?;
                Self::DeleteTag(path, tag)
            }
            "retag" => {
                let (path, tag) = tag_subject(subject?)?;
                Self::RetagTag(path, tag)
            }
            "share-repository" => Self::ShareRepository(RepositoryPath::parse(subject?)?),
            "edit-share" => {
                let (path, account) = share(subject?)?;
                Self::EditShare(path, account)
            }
            "stop-sharing" => {
                let (path, account) = share(subject?)?;
                Self::StopSharing(path, account)
            }
            "create-synchronization" => {
                Self::CreateSynchronization(RepositoryPath::parse(subject?)?)
            }
            "delete-synchronization" => {
                let (rest, organization) = subject?.rsplit_once('/')?;
                let (path, region) = rest.rsplit_once('/')?;
                let target = SynchronizationTarget {
                    remote_region_id: region.to_owned(),
                    remote_organization: OrganizationName::existing(organization).ok()?,
                };
                Self::DeleteSynchronization(RepositoryPath::parse(path)?, target)
            }
            "synchronize-tags" => Self::SynchronizeTags(RepositoryPath::parse(subject?)?),
            _ => return None,
        })
    }

    pub(super) fn to_query(&self) -> String {
        let (word, subject) = match self {
            Self::CreateOrganization => ("create-organization", None),
            Self::CreateRepository => ("create-repository", None),
            Self::DeleteOrganization(name) => ("delete-organization", Some(name.to_string())),
            Self::EditRepository(path) => ("edit-repository", Some(path.to_subject())),
            Self::DeleteRepository(path) => ("delete-repository", Some(path.to_subject())),
            Self::GrantOrganizationAccess(name) => {
                ("grant-organization-access", Some(name.to_string()))
            }
            Self::GrantRepositoryAccess(path) => {
                ("grant-repository-access", Some(path.to_subject()))
            }
            Self::DeleteTag(path, tag) => {
                ("delete-tag", Some(format!("{}/{tag}", path.to_subject())))
            }
            Self::ShareRepository(path) => ("share-repository", Some(path.to_subject())),
            Self::EditShare(path, account) => (
                "edit-share",
                Some(format!("{}/{account}", path.to_subject())),
            ),
            Self::StopSharing(path, account) => (
                "stop-sharing",
                Some(format!("{}/{account}", path.to_subject())),
            ),
            Self::RetagTag(path, tag) => ("retag", Some(format!("{}/{tag}", path.to_subject()))),
            Self::CreateSynchronization(path) => {
                ("create-synchronization", Some(path.to_subject()))
            }
            Self::DeleteSynchronization(path, target) => {
                let (region, there) = (&target.remote_region_id, &target.remote_organization);
                let subject = format!("{}/{region}/{there}", path.to_subject());
                ("delete-synchronization", Some(subject))
            }
            Self::SynchronizeTags(path) => ("synchronize-tags", Some(path.to_subject())),
        };
        match subject {
            Some(subject) => format!("dialog={word}&subject={}", encode_keeping_slashes(&subject)),
            None => format!("dialog={word}"),
        }
    }
}

/// A repository and the account it is shared with, whose name may hold anything.
fn share(subject: &str) -> Option<(RepositoryPath, String)> {
    let mut parts = subject.splitn(3, '/');
    let (organization, repository) = (parts.next()?, parts.next()?);
    let account = parts.next().filter(|it| !it.is_empty())?;
    let path = RepositoryPath::parse(&format!("{organization}/{repository}"))?;
    Some((path, account.to_owned()))
}

/// `{organization}/{repository}/{tag}`
fn tag_subject(subject: &str) -> Option<(RepositoryPath, TagName)> {
    let (path, tag) = subject.rsplit_once('/')?;
    Some((RepositoryPath::parse(path)?, TagName::existing(tag).ok()?))
}
