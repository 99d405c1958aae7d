//! Lists of shared repositories: by the viewer's account, or with it.
//!
//! A repository is listed once, however many accounts it is shared with, and stays listed after the share has
//! expired: the list contains the state.

use rusqlite::{Connection, named_params};

use super::StoreError;
use super::repositories::{self, Page, RepositoryRow};
use super::statement::{fetch_all, fetch_one};
use super::viewer::{HAS_RIGHT, Viewer};

/// The accounts whose repositories a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Center {
    /// Ours, shared by us; only those on which the viewer has a right.
    Own,
    /// Other accounts', shared with ours: for all of our users.
    ThirdParty,
}

/// The shared repositories of a list, and the part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub center: Center,
    /// Part of the organization's name; empty for all.
    pub organization: String,
    /// Part of the repository's name; empty for all.
    pub name: String,
    /// Part of the name of the other account: the owner's, or one that it is shared with.
    pub account: String,
    /// Whether a share is in force; `None` for both.
    pub is_in_force: Option<bool>,
    pub page: Page,
}

/// A repository, and whether a share of it is in force.
pub type SharedRepository = (RepositoryRow, bool);

const OWN: &str = "WITH shared (repository_id, is_in_force) AS (
        SELECT s.repository_id, max(s.ends_at IS NULL OR s.ends_at > :now)
        FROM shares s JOIN accounts other ON other.id = s.account_id
        WHERE instr(other.name, :other) > 0 GROUP BY s.repository_id)";

const THIRD_PARTY: &str = "WITH shared (repository_id, is_in_force) AS (
        SELECT s.repository_id, s.ends_at IS NULL OR s.ends_at > :now
        FROM shares s JOIN repositories r ON r.id = s.repository_id
        JOIN organizations o ON o.id = r.organization_id
        JOIN accounts other ON other.id = o.account_id
        WHERE s.account_id = :account AND instr(other.name, :other) > 0)";

const SELECTED: &str = "FROM shared JOIN repositories r ON r.id = shared.repository_id
    JOIN organizations o ON o.id = r.organization_id
    WHERE o.region = :region AND instr(o.name, :organization) > 0 AND instr(r.name, :name) > 0
      AND (:below IS NULL OR r.id < :below)
      AND (:in_force IS NULL OR shared.is_in_force = :in_force)";

/// One page, and how many there are in all.
pub fn list(
    connection: &Connection,
    viewer: &Viewer,
    selection: &Selection,
) -> Result<(Vec<SharedRepository>, u64), StoreError> {
    let filter = named_params! {
        ":region": viewer.region,
        ":organization": selection.organization,
        ":name": selection.name,
        ":other": selection.account,
        ":in_force": selection.is_in_force,
        ":below": selection.page.below,
        ":third_party": selection.center == Center::ThirdParty,
        ":administrator": viewer.is_administrator,
        ":account": viewer.account_id,
        ":user": viewer.user_id,
        ":now": viewer.now,
    };
    let shared = match selection.center {
        Center::Own => OWN,
        Center::ThirdParty => THIRD_PARTY,
    };
    let selected =
        format!("{SELECTED} AND (:third_party OR o.account_id = :account AND {HAS_RIGHT})");
    let count = format!("{shared} SELECT count(*) {selected}");
    let total = fetch_one(connection, &count, filter, |row| row.get(0))?;
    let page = selection.page.clause();
    let sql = format!("{shared} SELECT r.id, shared.is_in_force {selected} {page}");
    let ids: Vec<(i64, bool)> = fetch_all(connection, &sql, filter, |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let rows = ids
        .into_iter()
        .map(|(id, is_in_force)| Ok((repositories::by_id(connection, id)?, is_in_force)));
    Ok((rows.collect::<Result<_, StoreError>>()?, total))
}
