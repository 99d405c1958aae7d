//! Copies an image from one repository to another, without its blobs: all references share their files.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::statement::fetch_all;
use super::{StoreError, manifests};
use crate::image::Manifest;

/// Copies the manifest and everything below it. Whether the source has it.
pub fn copy(
    connection: &Connection,
    from: i64,
    to: i64,
    digest: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let mut is_there = false;
    // Children first: the size of an index is added up from what is there when it comes.
    for reached in children_first(connection, from, digest)? {
        let Some(row) = manifests::find(connection, from, &reached)? else {
            // An index may outlive a child that was deleted by its digest.
            continue;
        };
        let manifest = Manifest::parse(&row.media_type, &row.body);
        let manifest = manifest.map_err(|error| StoreError::Broken(error.to_string()))?;
        manifests::put(connection, to, &manifest, &row.body, now)?;
        take_blobs(connection, from, to, &reached)?;
        is_there |= reached == digest;
    }
    Ok(is_there)
}

/// What was pushed with the manifest and its text does not ask for: foreign layers.
fn take_blobs(connection: &Connection, from: i64, to: i64, digest: &str) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO manifest_blobs (repository_id, manifest_digest, blob_digest)
               SELECT ?2, manifest_digest, blob_digest FROM manifest_blobs
               WHERE repository_id = ?1 AND manifest_digest = ?3";
    connection
        .prepare_cached(sql)?
        .execute(params![from, to, digest])?;
    Ok(())
}

/// All that the manifest reaches and itself at the end, each once and behind what it refers to.
fn children_first(
    connection: &Connection,
    repository_id: i64,
    digest: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT child_digest FROM manifest_children
               WHERE repository_id = ?1 AND parent_digest = ?2";
    let mut order = Vec::new();
    let mut seen = HashSet::new();
    // A digest is left, and put in order, after all that was pushed above it.
    let mut stack = vec![(digest.to_owned(), false)];
    while let Some((next, is_left)) = stack.pop() {
        if is_left {
            order.push(next);
        } else if seen.insert(next.clone()) {
            stack.push((next.clone(), true));
            let key = params![repository_id, next];
            let children = fetch_all(connection, sql, key, |row| row.get(0))?;
            stack.extend(children.into_iter().map(|child| (child, false)));
        }
    }
    Ok(order)
}
