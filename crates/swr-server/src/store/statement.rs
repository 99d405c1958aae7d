//! Executes a statement with parameters and returns its rows.
//!
//! The connection caches prepared statements, so the same text is parsed once.

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::StoreError;

/// Every row, in the statement's order.
pub(super) fn fetch_all<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first row, if there is one.
pub(super) fn fetch_optional<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(parameters, read).optional()?)
}

/// The first row of a statement that always has one.
pub(super) fn fetch_one<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<T, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(parameters, read)?)
}
