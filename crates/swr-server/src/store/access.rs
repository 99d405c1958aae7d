//! Who may do what: the one place that joins grants on organizations with grants on repositories,
//! and with shares.

use rusqlite::{Connection, params};

use super::StoreError;
use super::repositories::RepositoryRow;
use super::statement::{fetch_one, fetch_optional};

/// What somebody may do, weakest first; each includes the ones before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Right {
    Read = 1,
    Edit = 3,
    Manage = 7,
}

impl Right {
    /// The number that stands for it on the wire and in the tables.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The right that the number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Read, Self::Edit, Self::Manage]
            .into_iter()
            .find(|right| right.number() == number)
    }
}

/// A condition on a repository `r` and its organization `o`: the viewer has a right on it. It takes
/// `:administrator`, `:account` and `:user`.
pub(super) const HAS_RIGHT: &str = "(:administrator AND o.account_id = :account
    OR EXISTS (SELECT 1 FROM organization_members m
               WHERE m.organization_id = o.id AND m.user_id = :user)
    OR EXISTS (SELECT 1 FROM repository_members m
               WHERE m.repository_id = r.id AND m.user_id = :user))";

/// On whose behalf something is read or done, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub user_id: String,
    pub account_id: String,
    /// Where they are asking: organizations of other regions do not exist there.
    pub region: String,
    /// Manages everything of the account without being a member of anything.
    pub is_administrator: bool,
    /// When they asked: shares end.
    pub now: i64,
}

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
/// A public repository gives nobody a right here, though everybody may pull from it, and neither
/// does a share: both only open it.
pub fn of_repository(
    connection: &Connection,
    viewer: &Viewer,
    repository: &RepositoryRow,
) -> Result<Option<Right>, StoreError> {
    let above = of_organization(connection, viewer, repository.organization_id)?;
    let sql = "SELECT access FROM repository_members WHERE repository_id = ?1 AND user_id = ?2";
    let key = params![repository.id, viewer.user_id];
    let number: Option<u8> = fetch_optional(connection, sql, key, |row| row.get(0))?;
    Ok(above.max(number.and_then(Right::from_number)))
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

/// Whether the viewer has a right on any repository of the organization.
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

/// Grants a right on an organization, or changes it.
pub fn grant_organization(
    connection: &Connection,
    organization_id: i64,
    user_id: &str,
    right: Right,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO organization_members (organization_id, user_id, access)
               VALUES (?1, ?2, ?3)
               ON CONFLICT (organization_id, user_id) DO UPDATE SET access = excluded.access";
    let grant = params![organization_id, user_id, right.number()];
    connection.prepare_cached(sql)?.execute(grant)?;
    Ok(())
}

/// Grants a right on one repository, or changes it.
pub fn grant_repository(
    connection: &Connection,
    repository_id: i64,
    user_id: &str,
    right: Right,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO repository_members (repository_id, user_id, access)
               VALUES (?1, ?2, ?3)
               ON CONFLICT (repository_id, user_id) DO UPDATE SET access = excluded.access";
    let grant = params![repository_id, user_id, right.number()];
    connection.prepare_cached(sql)?.execute(grant)?;
    Ok(())
}
