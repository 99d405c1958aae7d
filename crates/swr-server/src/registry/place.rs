//! What the asker may do with an image, asked anew with every request and in its transaction.

use super::address::ImageName;
use super::asker::Asker;
use super::refusal::Refusal;
use super::scope::Action;
use crate::names;
use crate::store::Connection;
use crate::store::access::{self, Right};
use crate::store::blobs::Destination;
use crate::store::organizations::{self, OrganizationRow};
use crate::store::repositories::{self, NewRepository, RepositoryRow};

/// An image name that the asker may use for what they asked.
#[derive(Debug)]
pub(super) struct Place {
    pub organization: OrganizationRow,
    /// `None` before the first push.
    pub repository: Option<RepositoryRow>,
    name: String,
    right: Option<Right>,
    /// Public, or shared with the asker's account: it may be pulled without a right.
    is_open: bool,
}

/// Opens the place, or says why not; without an account that is a challenge to sign in.
pub(super) fn open(
    connection: &Connection,
    asker: &Asker,
    image: &ImageName,
    action: Action,
) -> Result<Place, Refusal> {
    if !asker.is_for(image, action) {
        return Err(asker.needs(image, action));
    }
    let place = look(connection, asker, image)?;
    match place {
        Some(place) if place.allows(action) => place.checked(image, action),
        _ if asker.caller.is_none() => Err(asker.needs(image, action)),
        // Whether it exists is not told to who has no right on it.
        Some(place) if place.right.is_some() || place.is_open => Err(denied(image, action)),
        _ if action == Action::Push => Err(denied(image, action)),
        _ => Err(unknown(image)),
    }
}

fn look(
    connection: &Connection,
    asker: &Asker,
    image: &ImageName,
) -> Result<Option<Place>, Refusal> {
    let Some(organization) =
        organizations::find(connection, &asker.region.name, &image.organization)?
    else {
        return Ok(None);
    };
    let repository = repositories::find(
        connection,
        &asker.region.name,
        &image.organization,
        &image.repository,
    )?;
    let viewer = asker.caller.as_ref().map(|caller| &caller.viewer);
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
    Ok(Some(Place {
        organization,
        repository,
        name: image.repository.clone(),
        right,
        is_open,
    }))
}

fn denied(image: &ImageName, action: Action) -> Refusal {
    Refusal::Denied(match action {
        Action::Pull => format!("pulling {image} needs the right to read it"),
        Action::Push => format!("pushing {image} needs the right to edit it"),
        Action::Delete => format!("deleting from {image} needs the right to manage it"),
    })
}

fn unknown(image: &ImageName) -> Refusal {
    Refusal::NameUnknown(format!("there is no repository {image}, or no right on it"))
}

impl Place {
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
        asker: &Asker,
        now: i64,
    ) -> Result<i64, Refusal> {
        if let Some(id) = self.repository_id() {
            return Ok(id);
        }
        let caller = asker.caller.as_ref();
        let caller = caller.ok_or_else(|| asker.sign_in_first())?;
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
