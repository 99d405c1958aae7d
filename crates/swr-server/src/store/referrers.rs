//! Manifests with a subject, found by that subject.

use rusqlite::{Connection, params};

use super::StoreError;
use crate::image::Digest;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferrerRow {
    pub digest: String,
    pub media_type: String,
    pub artifact_type: Option<String>,
    /// Its annotations are in here.
    pub body: Vec<u8>,
}

/// The referrers of a manifest that a page holds.
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    pub subject: &'a Digest,
    /// `None` for all.
    pub artifact_type: Option<&'a str>,
    /// The last digest of the page before; empty for the first page.
    pub last: &'a str,
    /// A page ends when its manifests have more bytes: they may be long, and there may be many.
    pub room_bytes: usize,
}

/// One page in the order of their digests, and whether there is another one behind it. The
/// manifest that they speak of need not be there.
pub fn list(
    connection: &Connection,
    repository_id: i64,
    selection: &Selection<'_>,
) -> Result<(Vec<ReferrerRow>, bool), StoreError> {
    let sql = "SELECT digest, media_type, artifact_type, body FROM manifests
               WHERE repository_id = ?1 AND subject_digest = ?2 AND digest > ?3
                 AND (?4 IS NULL OR artifact_type = ?4)
               ORDER BY digest";
    let key = params![
        repository_id,
        selection.subject.as_str(),
        selection.last,
        selection.artifact_type
    ];
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(key)?;
    let mut page = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        if bytes > selection.room_bytes {
            return Ok((page, true));
        }
        let referrer = ReferrerRow {
            digest: row.get(0)?,
            media_type: row.get(1)?,
            artifact_type: row.get(2)?,
            body: row.get(3)?,
        };
        bytes += referrer.body.len();
        page.push(referrer);
    }
    Ok((page, false))
}
