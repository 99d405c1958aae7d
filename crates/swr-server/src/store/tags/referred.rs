//! The tags that a tag refers to: of the image that it signs, and of the images in its index.

use rusqlite::{Connection, params};

use super::TagRow;
use crate::image::signature_tag;
use crate::store::StoreError;
use crate::store::statement::fetch_all;

/// Names behind `last` in the order of their bytes.
///
/// A tag refers to the manifest that its name says it accompanies, to its manifest's subject, and
/// to the children of its index; to itself it does not.
pub fn names_referred_to(
    connection: &Connection,
    repository_id: i64,
    tag: &TagRow,
    last: &str,
    limit: u64,
) -> Result<Vec<String>, StoreError> {
    let accompanied = signature_tag::accompanied(&tag.name);
    let accompanied = accompanied.map(|(digest, _)| digest.to_string());
    let sql = "WITH referred (digest) AS (
                   SELECT ?3
                   UNION SELECT subject_digest FROM manifests
                   WHERE repository_id = ?1 AND digest = ?2
                   UNION SELECT child_digest FROM manifest_children
                   WHERE repository_id = ?1 AND parent_digest = ?2)
               SELECT name FROM tags
               WHERE repository_id = ?1 AND manifest_digest IN (
                   SELECT digest FROM referred WHERE digest IS NOT NULL)
                 AND name > ?4 AND id <> ?5
               ORDER BY name LIMIT ?6";
    let key = params![repository_id, tag.digest, accompanied, last, tag.id, limit];
    fetch_all(connection, sql, key, |row| row.get(0))
}
