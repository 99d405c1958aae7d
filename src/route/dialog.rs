//! The dialogs with an address: a name and, where required, a subject.

use std::fmt::Display;

use swr_api::{OrganizationName, RepositoryPath, SynchronizationTarget, TagName, TriggerName};

use super::percent::encode_keeping_slashes;
use super::repository_of_segments;

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
    /// `?dialog=push-image&subject={organization}/{repository}`
    PushImage(RepositoryPath),
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
    /// `?dialog=create-retention&subject={organization}/{repository}`
    CreateRetention(RepositoryPath),
    /// `?dialog=edit-retention&subject={organization}/{repository}/{number}`
    EditRetention(RepositoryPath, i64),
    /// `?dialog=delete-retention&subject={organization}/{repository}/{number}`
    DeleteRetention(RepositoryPath, i64),
    /// `?dialog=create-trigger&subject={organization}/{repository}`
    CreateTrigger(RepositoryPath),
    /// `?dialog=trigger-results&subject={organization}/{repository}/{trigger}`
    TriggerResults(RepositoryPath, TriggerName),
    /// `?dialog=delete-trigger&subject={organization}/{repository}/{trigger}`
    DeleteTrigger(RepositoryPath, TriggerName),
    /// `?dialog=create-agency`
    CreateAgency,
}

impl Dialog {
    pub(super) fn parse(word: &str, subject: Option<&str>) -> Option<Self> {
        Some(match word {
            "create-organization" => Self::CreateOrganization,
            "create-repository" => Self::CreateRepository,
            "delete-organization" => {
                Self::DeleteOrganization(OrganizationName::existing(subject?).ok()?)
            }
            "edit-repository" => Self::EditRepository(repository_of(subject?)?),
            "push-image" => Self::PushImage(repository_of(subject?)?),
            "delete-repository" => Self::DeleteRepository(repository_of(subject?)?),
            "grant-organization-access" => {
                Self::GrantOrganizationAccess(OrganizationName::existing(subject?).ok()?)
            }
            "grant-repository-access" => Self::GrantRepositoryAccess(repository_of(subject?)?),
            "delete-tag" => {
                let (path, tag) = below(subject)?;
                Self::DeleteTag(path, TagName::existing(tag).ok()?)
            }
            "retag" => {
                let (path, tag) = below(subject)?;
                Self::RetagTag(path, TagName::existing(tag).ok()?)
            }
            "share-repository" => Self::ShareRepository(repository_of(subject?)?),
            "edit-share" => {
                let (path, account) = share(subject?)?;
                Self::EditShare(path, account)
            }
            "stop-sharing" => {
                let (path, account) = share(subject?)?;
                Self::StopSharing(path, account)
            }
            "create-synchronization" => Self::CreateSynchronization(repository_of(subject?)?),
            "delete-synchronization" => {
                let (rest, organization) = subject?.rsplit_once('/')?;
                let (path, region) = rest.rsplit_once('/')?;
                let target = SynchronizationTarget {
                    remote_region_id: region.to_owned(),
                    remote_organization: OrganizationName::existing(organization).ok()?,
                };
                Self::DeleteSynchronization(repository_of(path)?, target)
            }
            "synchronize-tags" => Self::SynchronizeTags(repository_of(subject?)?),
            "create-retention" => Self::CreateRetention(repository_of(subject?)?),
            "edit-retention" => {
                let (path, id) = below(subject)?;
                Self::EditRetention(path, number(id)?)
            }
            "delete-retention" => {
                let (path, id) = below(subject)?;
                Self::DeleteRetention(path, number(id)?)
            }
            "create-trigger" => Self::CreateTrigger(repository_of(subject?)?),
            "trigger-results" => {
                let (path, trigger) = below(subject)?;
                Self::TriggerResults(path, TriggerName::existing(trigger).ok()?)
            }
            "delete-trigger" => {
                let (path, trigger) = below(subject)?;
                Self::DeleteTrigger(path, TriggerName::existing(trigger).ok()?)
            }
            "create-agency" => Self::CreateAgency,
            _ => return None,
        })
    }

    pub(super) fn to_query(&self) -> String {
        let (word, subject) = match self {
            Self::CreateOrganization => ("create-organization", None),
            Self::CreateRepository => ("create-repository", None),
            Self::DeleteOrganization(name) => ("delete-organization", Some(name.to_string())),
            Self::EditRepository(path) => ("edit-repository", Some(subject_of(path))),
            Self::PushImage(path) => ("push-image", Some(subject_of(path))),
            Self::DeleteRepository(path) => ("delete-repository", Some(subject_of(path))),
            Self::GrantOrganizationAccess(name) => {
                ("grant-organization-access", Some(name.to_string()))
            }
            Self::GrantRepositoryAccess(path) => {
                ("grant-repository-access", Some(subject_of(path)))
            }
            Self::DeleteTag(path, tag) => ("delete-tag", Some(inside(path, tag))),
            Self::RetagTag(path, tag) => ("retag", Some(inside(path, tag))),
            Self::ShareRepository(path) => ("share-repository", Some(subject_of(path))),
            Self::EditShare(path, account) => ("edit-share", Some(inside(path, account))),
            Self::StopSharing(path, account) => ("stop-sharing", Some(inside(path, account))),
            Self::CreateSynchronization(path) => ("create-synchronization", Some(subject_of(path))),
            Self::DeleteSynchronization(path, target) => {
                let (region, there) = (&target.remote_region_id, &target.remote_organization);
                let subject = inside(path, format_args!("{region}/{there}"));
                ("delete-synchronization", Some(subject))
            }
            Self::SynchronizeTags(path) => ("synchronize-tags", Some(subject_of(path))),
            Self::CreateRetention(path) => ("create-retention", Some(subject_of(path))),
            Self::EditRetention(path, id) => ("edit-retention", Some(inside(path, id))),
            Self::DeleteRetention(path, id) => ("delete-retention", Some(inside(path, id))),
            Self::CreateTrigger(path) => ("create-trigger", Some(subject_of(path))),
            Self::TriggerResults(path, name) => ("trigger-results", Some(inside(path, name))),
            Self::DeleteTrigger(path, name) => ("delete-trigger", Some(inside(path, name))),
            Self::CreateAgency => ("create-agency", None),
        };
        match subject {
            Some(subject) => format!("dialog={word}&subject={}", encode_keeping_slashes(&subject)),
            None => format!("dialog={word}"),
        }
    }
}

/// The repository of a subject: `organization/repository`, with the slashes of its name as `$`.
fn repository_of(subject: &str) -> Option<RepositoryPath> {
    let (organization, repository) = subject.split_once('/')?;
    repository_of_segments(organization, repository)
}

fn subject_of(path: &RepositoryPath) -> String {
    format!("{}/{}", path.organization, path.repository.segment())
}

/// A repository and the account it is shared with, whose name may hold anything.
fn share(subject: &str) -> Option<(RepositoryPath, String)> {
    let mut parts = subject.splitn(3, '/');
    let (organization, repository) = (parts.next()?, parts.next()?);
    let account = parts.next().filter(|it| !it.is_empty())?;
    let path = repository_of_segments(organization, repository)?;
    Some((path, account.to_owned()))
}

/// What is in a repository, and its name there.
fn below(subject: Option<&str>) -> Option<(RepositoryPath, &str)> {
    let (path, name) = subject?.rsplit_once('/')?;
    Some((repository_of(path)?, name))
}

fn inside(path: &RepositoryPath, name: impl Display) -> String {
    format!("{}/{name}", subject_of(path))
}

/// Written in one way only, so that an address comes back as it was.
fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|it: &i64| it.to_string() == text)
}
