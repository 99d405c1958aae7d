//! Effective access: grants on organizations joined with grants on repositories and shares. The grants
//! themselves are in `members`.

use rusqlite::{Connection, params};

use super::StoreError;
use super::members::{self, GrantTarget};
use super::repositories::RepositoryRow;
use super::statement::{fetch_one, fetch_optional};

pub use super::viewer::{Right, Viewer};

/// The right on a whole organization; `None` without one.
pub fn of_organization(
    connection: &Connection,
    viewer: &Viewer,
    organization_id: i64,
) -> Result<Option<Right>, StoreError> {
    let sql = "SELECT CASE WHEN ?3 AND o.account_id = ?4 THEN 7 ELSE
                 (SELECT m.access FROM organization_members m
                  WHERE m.organization_id = o.id AND m.user_id = ?2) END
               FROM organizations o WHERE o.id = ?1";
    let key = params![
        organization_id,
        viewer.user_id,
        viewer.is_administrator,
        viewer.account_id
    ];
    let number: Option<Option<u8>> = fetch_optional(connection, sql, key, |row| row.get(0))?;
    Ok(number.flatten().and_then(Right::from_number))
}

/// The greater of the rights on the repository and on its organization.
///
/// A public repository gives no one a right here, though everyone may pull from it, and neither
/// does a share: both only open it.
pub fn of_repository(
    connection: &Connection,
    viewer: &Viewer,
    repository: &RepositoryRow,
) -> Result<Option<Right>, StoreError> {
    let above = of_organization(connection, viewer, repository.organization_id)?;
    let target = GrantTarget::Repository(repository.id);
    Ok(above.max(members::granted(connection, target, &viewer.user_id)?))
}

/// Whether the viewer may look into the repository and pull from it without any right: because it
/// is public, or because it is shared with the viewer's account and the share has not ended.
pub fn is_open_to(
    connection: &Connection,
    viewer: &Viewer,
    repository: &RepositoryRow,
) -> Result<bool, StoreError> {
    if repository.is_public {
        return Ok(true);
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM shares WHERE repository_id = ?1 AND account_id = ?2
                 AND (ends_at IS NULL OR ends_at > ?3))";
    let key = params![repository.id, viewer.account_id, viewer.now];
    fetch_one(connection, sql, key, |row| row.get(0))
}

/// Whether the viewer has a role on any repository of the organization.
pub fn of_any_repository(
    connection: &Connection,
    viewer: &Viewer,
    organization_id: i64,
) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM repository_members m
                 JOIN repositories r ON r.id = m.repository_id
                 WHERE r.organization_id = ?1 AND m.user_id = ?2)";
    fetch_one(
        connection,
        sql,
        params![organization_id, viewer.user_id],
        |row| row.get(0),
    )
}
