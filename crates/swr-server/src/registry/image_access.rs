//! The requester's permissions on an image, determined with every request and in its transaction.

use super::address::ImageName;
use super::refusal::Refusal;
use super::requester::Requester;
use super::scope::Action;
use crate::names;
use crate::store::Connection;
use crate::store::access::{self, Right};
use crate::store::blobs::Destination;
use crate::store::organizations::{self, OrganizationRow};
use crate::store::repositories::{self, NewRepository, RepositoryRow};

/// An image name, and what the requester may do with it.
#[derive(Debug)]
pub(super) struct ImageAccess {
    pub organization: OrganizationRow,
    /// `None` before the first push.
    pub repository: Option<RepositoryRow>,
    name: String,
    right: Option<Right>,
    /// Public, or shared with the requester's account: it may be pulled without a right.
    is_open: bool,
}

/// What the requester may do there; `None` where there is no such organization.
fn look(
    connection: &Connection,
    requester: &Requester,
    image: &ImageName,
) -> Result<Option<ImageAccess>, Refusal> {
    let Some(organization) =
        organizations::find(connection, &requester.region.name, &image.organization)?
    else {
        return Ok(None);
    };
    let repository = repositories::find(
        connection,
        &requester.region.name,
        &image.organization,
        &image.repository,
    )?;
    let viewer = requester.caller.as_ref().map(|caller| &caller.viewer);
    let (right, is_open) = match (viewer, &repository) {
        (None, repository) => (None, repository.as_ref().is_some_and(|row| row.is_public)),
        (Some(viewer), Some(repository)) => (
            access::of_repository(connection, viewer, repository)?,
            access::is_open_to(connection, viewer, repository)?,
        ),
        (Some(viewer), None) => (
            access::of_organization(connection, viewer, organization.id)?,
            false,
        ),
    };
    Ok(Some(ImageAccess {
        organization,
        repository,
        name: image.repository.clone(),
        right,
        is_open,
    }))
}

fn denied(image: &ImageName, action: Action) -> Refusal {
    Refusal::Denied(match action {
        Action::Pull => format!("pulling {image} requires the Read role"),
        Action::Push => format!("pushing {image} requires the Edit role"),
        Action::Delete => format!("deleting from {image} requires the Manage role"),
    })
}

/// The same whether there is an organization or not.
fn denied_to_stranger(image: &ImageName) -> Refusal {
    let organization = &image.organization;
    Refusal::Denied(format!(
        "pushing {image} requires the Edit role; the organization {organization} may not exist"
    ))
}

fn unknown(image: &ImageName) -> Refusal {
    Refusal::NameUnknown(format!(
        "repository {image} does not exist, or you do not have access"
    ))
}

impl ImageAccess {
    /// Opens the image for that, or says why not; without an account that is a challenge to sign in.
    pub(super) fn open(
        connection: &Connection,
        requester: &Requester,
        image: &ImageName,
        action: Action,
    ) -> Result<Self, Refusal> {
        match look(connection, requester, image)? {
            Some(found) if found.allows(action) => found.checked(image, action),
            _ if requester.caller.is_none() => Err(requester.sign_in_first()),
            // Whether it exists is not told to who has no role on it.
            Some(found) if found.right.is_some() || found.is_open => Err(denied(image, action)),
            _ if action == Action::Push => Err(denied_to_stranger(image)),
            _ => Err(unknown(image)),
        }
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::Pull => self.is_open || self.right.is_some(),
            Action::Push => self.may_push(),
            Action::Delete => self.right >= Some(Right::Manage),
        }
    }

    /// Who may push also sees what is pushed and not yet part of an image.
    pub(super) fn may_push(&self) -> bool {
        self.right >= Some(Right::Edit)
    }

    /// A push may go where nothing is yet, if it may be called so; the rest needs a repository,
    /// unless it is a client looking before it pushes.
    fn checked(self, image: &ImageName, action: Action) -> Result<Self, Refusal> {
        match (&self.repository, action) {
            (Some(_), _) => Ok(self),
            (None, Action::Push) => match names::check_repository(&self.name) {
                Ok(()) => Ok(self),
                Err(why) => Err(Refusal::NameInvalid(why)),
            },
            (None, Action::Pull) if self.may_push() => Ok(self),
            (None, _) => Err(unknown(image)),
        }
    }

    pub(super) fn repository_id(&self) -> Option<i64> {
        self.repository.as_ref().map(|row| row.id)
    }

    pub(super) fn destination(&self) -> Destination<'_> {
        Destination {
            organization_id: self.organization.id,
            repository: &self.name,
            repository_id: self.repository_id(),
        }
    }

    /// The repository to push into; the first push makes it, private.
    pub(super) fn ensure_repository(
        &self,
        connection: &Connection,
        requester: &Requester,
        now: i64,
    ) -> Result<i64, Refusal> {
        if let Some(id) = self.repository_id() {
            return Ok(id);
        }
        let caller = requester
            .caller
            .as_ref()
            .ok_or_else(|| requester.sign_in_first())?;
        let new = NewRepository {
            organization_id: self.organization.id,
            name: &self.name,
            category: "other",
            description: "",
            is_public: false,
            creator_id: &caller.viewer.user_id,
            creator_name: &caller.user_name,
            now,
        };
        Ok(repositories::create(connection, &new)?)
    }
}
