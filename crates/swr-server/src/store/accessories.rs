//! Artifacts attached to an image: signatures, attestations, SBOMs.
//!
//! Both ways of attaching are supported: the tag names of cosign, and the subject of OCI 1.1. A manifest that
//! uses both is one accessory.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one};
use crate::image::{Digest, signature_tag};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessoryRow {
    pub id: i64,
    pub digest: String,
    pub media_type: String,
    pub artifact_type: Option<String>,
    /// The tag that says what it accompanies, or else the newest of its tags.
    pub tag: Option<String>,
    pub image_size_bytes: u64,
    pub created_at: i64,
    pub updated_at: i64,
}

/// One page in the order in which they came, and how many there are in all.
pub fn list(
    connection: &Connection,
    repository_id: i64,
    of: &Digest,
    offset: u64,
    limit: u64,
) -> Result<(Vec<AccessoryRow>, u64), StoreError> {
    let [signature, attestation, sbom] = signature_tag::names(of);
    let found = "WITH found (digest) AS (
            SELECT manifest_digest FROM tags
            WHERE repository_id = ?1 AND name IN (?3, ?4, ?5) AND manifest_digest <> ?2
            UNION SELECT digest FROM manifests
            WHERE repository_id = ?1 AND subject_digest = ?2 AND digest <> ?2)";
    let of = params![repository_id, of.as_str(), signature, attestation, sbom];
    let count = format!("{found} SELECT count(*) FROM found");
    let total = fetch_one(connection, &count, of, |row| row.get(0))?;

    let sql = format!(
        "{found} SELECT m.rowid, m.digest, m.media_type, m.artifact_type, t.name,
                m.image_size_bytes, m.created_at, coalesce(t.updated_at, m.created_at)
         FROM found JOIN manifests m ON m.repository_id = ?1 AND m.digest = found.digest
         LEFT JOIN tags t ON t.id = (
             SELECT id FROM tags WHERE repository_id = ?1 AND manifest_digest = m.digest
             ORDER BY name IN (?3, ?4, ?5) DESC, updated_at DESC, id DESC LIMIT 1)
         ORDER BY m.created_at, m.rowid LIMIT ?6 OFFSET ?7"
    );
    let page = [of, params![limit, offset]].concat();
    let rows = fetch_all(connection, &sql, page.as_slice(), read)?;
    Ok((rows, total))
}

fn read(row: &Row<'_>) -> rusqlite::Result<AccessoryRow> {
    Ok(AccessoryRow {
        id: row.get(0)?,
        digest: row.get(1)?,
        media_type: row.get(2)?,
        artifact_type: row.get(3)?,
        tag: row.get(4)?,
        image_size_bytes: row.get(5)?,
        created_at: row.get(6)?,
        updated_at: row.get(7)?,
    })
}
