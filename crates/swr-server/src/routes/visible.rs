//! Items visible to the caller, with the caller's role.
//!
//! Items without a role do not exist for the caller: the response is the same 404.

use super::segments::RepositorySegments;
use crate::auth::Caller;
use crate::error::Failure;
use crate::service::Service;
use crate::store::Connection;
use crate::store::access::{self, Right};
use crate::store::organizations::{self, OrganizationRow};
use crate::store::repositories::{self, RepositoryRow};

/// An organization on which, or in which, the caller has a right.
pub(crate) struct VisibleOrganization {
    pub row: OrganizationRow,
    right: Option<Right>,
}

/// A repository that the caller may see; without a right only because it is public or shared.
pub(crate) struct VisibleRepository {
    pub row: RepositoryRow,
    right: Option<Right>,
}

pub(crate) fn organization(
    connection: &Connection,
    caller: &Caller,
    name: &str,
) -> Result<VisibleOrganization, Failure> {
    let found = organizations::find(connection, &caller.viewer.region, name)?;
    let row = found.ok_or(Failure::NoSuchOrganization)?;
    let right = access::of_organization(connection, &caller.viewer, row.id)?;
    let sees_inside = || access::of_any_repository(connection, &caller.viewer, row.id);
    if right.is_none() && !sees_inside()? {
        return Err(Failure::NoSuchOrganization);
    }
    Ok(VisibleOrganization { row, right })
}

pub(crate) fn repository(
    connection: &Connection,
    caller: &Caller,
    names: &RepositorySegments,
) -> Result<VisibleRepository, Failure> {
    let region = &caller.viewer.region;
    let found = repositories::find(connection, region, &names.organization, &names.repository)?;
    if let Some(row) = found {
        let right = access::of_repository(connection, &caller.viewer, &row)?;
        if right.is_some() || access::is_open_to(connection, &caller.viewer, &row)? {
            return Ok(VisibleRepository { row, right });
        }
    }
    organization(connection, caller, &names.organization)?;
    Err(Failure::NoSuchRepository)
}

/// `check` for something that is done to an organization.
pub(crate) async fn check_organization(
    service: &Service,
    caller: &Caller,
    name: &str,
    right: Right,
) -> Result<(), Failure> {
    let (caller, name) = (caller.clone(), name.to_owned());
    let look = move |connection: &_| organization(connection, &caller, &name)?.require(right);
    service.store.look_up(look).await.map(drop)
}

/// Refuses who may not do that, before what they sent is looked at: a mistake in a request is only
/// explained to who may make the request. The transaction that does it asks again.
pub(crate) async fn check(
    service: &Service,
    caller: &Caller,
    names: &RepositorySegments,
    right: Right,
) -> Result<(), Failure> {
    let (caller, names) = (caller.clone(), names.clone());
    let look = move |connection: &_| repository(connection, &caller, &names)?.require(right);
    service.store.look_up(look).await.map(drop)
}

/// What was read of a request about a repository that the caller only must see. Anyone who does not see it
/// gets that response and not what is wrong with the request.
pub(crate) async fn explain<T>(
    service: &Service,
    caller: &Caller,
    names: &RepositorySegments,
    read: Result<T, Failure>,
) -> Result<T, Failure> {
    if read.is_err() {
        let (caller, names) = (caller.clone(), names.clone());
        let look = move |connection: &_| repository(connection, &caller, &names).map(drop);
        service.store.look_up(look).await?;
    }
    read
}

impl VisibleOrganization {
    /// On the whole organization; `None` for who has one only on something in it.
    pub(crate) fn right(&self) -> Option<Right> {
        self.right
    }

    pub(crate) fn require(self, right: Right) -> Result<OrganizationRow, Failure> {
        match self.right {
            Some(granted) if granted >= right => Ok(self.row),
            _ => Err(Failure::NotPermitted),
        }
    }
}

impl VisibleRepository {
    pub(crate) fn right(&self) -> Option<Right> {
        self.right
    }

    pub(crate) fn require(self, right: Right) -> Result<RepositoryRow, Failure> {
        match self.right {
            Some(granted) if granted >= right => Ok(self.row),
            _ => Err(Failure::RightTooLow),
        }
    }
}
