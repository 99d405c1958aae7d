//! Organizations, as seen by a viewer.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::members::{self, GrantTarget};
use super::statement::{fetch_all, fetch_one, fetch_optional};
use super::viewer::{Right, Viewer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRow {
    pub id: i64,
    pub name: String,
    pub creator_name: String,
    pub account_id: String,
    pub region: String,
}

/// An organization in a list: with the viewer's right and its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationSummary {
    pub organization: OrganizationRow,
    /// The number of the right; `None` when the viewer has rights on repositories only.
    pub access: Option<u8>,
    pub member_count: u64,
    pub repository_count: u64,
}

pub struct NewOrganization<'a> {
    pub region: &'a str,
    pub name: &'a str,
    pub account_id: &'a str,
    pub creator_id: &'a str,
    pub creator_name: &'a str,
    pub now: i64,
}

/// The organizations that a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those on which the viewer has a right.
    Mine,
    /// Also those where the viewer has a role on some repository.
    Visible,
}

/// `StoreError::Exists` when the name is taken in the region, no matter who has it. The creator manages it.
pub fn create(connection: &Connection, new: &NewOrganization<'_>) -> Result<i64, StoreError> {
    let sql =
        "INSERT INTO organizations (region, account_id, name, creator_id, creator_name, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![
        new.region,
        new.account_id,
        new.name,
        new.creator_id,
        new.creator_name,
        new.now
    ])?;
    let id = connection.last_insert_rowid();
    let target = GrantTarget::Organization(id);
    members::grant(connection, target, new.creator_id, Right::Manage)?;
    Ok(id)
}

pub fn find(
    connection: &Connection,
    region: &str,
    name: &str,
) -> Result<Option<OrganizationRow>, StoreError> {
    let sql = "SELECT id, name, creator_name, account_id, region FROM organizations
               WHERE region = ?1 AND name = ?2";
    fetch_optional(connection, sql, [region, name], read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<OrganizationRow> {
    Ok(OrganizationRow {
        id: row.get(0)?,
        name: row.get(1)?,
        creator_name: row.get(2)?,
        account_id: row.get(3)?,
        region: row.get(4)?,
    })
}

const SUMMARY: &str = "SELECT o.id, o.name, o.creator_name, o.account_id, o.region,
        CASE WHEN :administrator AND o.account_id = :account THEN 7 ELSE mine.access END AS access,
        (SELECT count(*) FROM organization_members m WHERE m.organization_id = o.id),
        (SELECT count(*) FROM repositories r WHERE r.organization_id = o.id)
    FROM organizations o
    LEFT JOIN organization_members mine ON mine.organization_id = o.id AND mine.user_id = :user";

fn read_summary(row: &Row<'_>) -> rusqlite::Result<OrganizationSummary> {
    Ok(OrganizationSummary {
        organization: read(row)?,
        access: row.get(5)?,
        member_count: row.get(6)?,
        repository_count: row.get(7)?,
    })
}

/// By name. `containing` keeps the names that hold that text.
pub fn list(
    connection: &Connection,
    viewer: &Viewer,
    scope: Scope,
    containing: &str,
) -> Result<Vec<OrganizationSummary>, StoreError> {
    let sql = format!(
        "{SUMMARY} WHERE o.region = :region AND instr(o.name, :containing) > 0 AND (access IS NOT NULL
            OR :visible AND EXISTS (SELECT 1 FROM repository_members rm
                JOIN repositories r ON r.id = rm.repository_id
                WHERE r.organization_id = o.id AND rm.user_id = :user))
         ORDER BY o.name"
    );
    let parameters = rusqlite::named_params! {
        ":administrator": viewer.is_administrator,
        ":account": viewer.account_id,
        ":user": viewer.user_id,
        ":region": viewer.region,
        ":visible": scope == Scope::Visible,
        ":containing": containing,
    };
    fetch_all(connection, &sql, parameters, read_summary)
}

/// One organization as the viewer sees it; the caller decides whether they may.
pub fn summary(
    connection: &Connection,
    viewer: &Viewer,
    id: i64,
) -> Result<OrganizationSummary, StoreError> {
    let sql = format!("{SUMMARY} WHERE o.id = :id");
    let parameters = rusqlite::named_params! {
        ":administrator": viewer.is_administrator,
        ":account": viewer.account_id,
        ":user": viewer.user_id,
        ":id": id,
    };
    fetch_one(connection, &sql, parameters, read_summary)
}

/// How much of the account's quota is used in the region.
pub fn count_of_account(
    connection: &Connection,
    account_id: &str,
    region: &str,
) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM organizations WHERE account_id = ?1 AND region = ?2";
    fetch_one(connection, sql, [account_id, region], |row| row.get(0))
}

pub fn has_repositories(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM repositories WHERE organization_id = ?1)";
    fetch_one(connection, sql, [id], |row| row.get(0))
}

/// Takes everything in it along: ask `has_repositories` in the same transaction first.
pub fn delete(connection: &Connection, id: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM organizations WHERE id = ?1", [id])?;
    Ok(())
}
