//! Verification of a data folder or a backup: rows against files, and every byte against its digest.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rusqlite::{Connection, Params, params};
use sha2::{Digest as _, Sha256};

use super::failure::{BackupError, StoreError};
use super::folder::database_in;
use super::statement::{fetch_all, fetch_one};
use super::{database, write_ahead_log};
use crate::image::Digest;

/// Read at a time when a blob is hashed.
const PIECE_BYTES: usize = 256 * 1024;

/// What a check of a folder came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub blobs: usize,
    pub bytes: u64,
    pub manifests: usize,
    /// A sentence for each thing that is not as it was.
    pub problems: Vec<String>,
}

/// Refuses a folder without a database.
pub(super) fn require_database(folder: &Path) -> Result<(), BackupError> {
    write_ahead_log::require_both(&database_in(folder))?;
    match database_in(folder).is_file() {
        true => Ok(()),
        false => Err(BackupError::NoDatabase(folder.to_path_buf())),
    }
}

/// Compares rows with files and hashes everything. Nothing is changed; a server may be running.
pub fn verify(folder: &Path) -> Result<Verified, BackupError> {
    require_database(folder)?;
    let path = database_in(folder);
    database::check(&path)?;
    let connection = database::open_as_it_is(&path)?;
    let mut verified = Verified::default();
    check_references(&connection, &mut verified)?;
    check_manifests(&connection, &mut verified)?;
    check_blobs(&connection, &folder.join("blobs"), &mut verified)?;
    Ok(verified)
}

fn check_references(connection: &Connection, verified: &mut Verified) -> Result<(), StoreError> {
    let broken = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken {
        let problem = "the database refers to a row that does not exist";
        verified.problems.push(problem.into());
    }
    Ok(())
}

/// Docker's signed schema 1 has the digest of a part of its bytes, and is left out.
fn check_manifests(connection: &Connection, verified: &mut Verified) -> Result<(), StoreError> {
    let sql = "SELECT m.digest, m.body, o.name || '/' || r.name, r.id FROM manifests m
               JOIN repositories r ON r.id = m.repository_id
               JOIN organizations o ON o.id = r.organization_id WHERE m.schema_version = 2";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, body): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        verified.manifests += 1;
        if Digest::of(&body).as_str() != digest {
            let (image, repository_id): (String, i64) = (row.get(2)?, row.get(3)?);
            let problem = format!("manifest {digest} of {image} does not match its digest");
            let tags = tags_that_need_manifest(connection, repository_id, &digest)?;
            verified.problems.push(format!("{problem}; {tags}"));
        }
    }
    Ok(())
}

fn check_blobs(
    connection: &Connection,
    folder: &Path,
    verified: &mut Verified,
) -> Result<(), StoreError> {
    let sql = "SELECT digest, size_bytes FROM blobs ORDER BY digest";
    let rows: Vec<(String, u64)> =
        fetch_all(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (digest, size_bytes) in rows {
        let hex = digest.strip_prefix("sha256:").unwrap_or(&digest);
        let path = folder.join(hex);
        let hashed = hash(&path);
        let length = hashed.as_ref().map_or(0, |it| it.1);
        let Some(damage) = judge(&digest, size_bytes, hashed) else {
            verified.blobs += 1;
            verified.bytes += length;
            continue;
        };
        let tags = tags_that_need_blob(connection, &digest)?;
        // A running server may have swept it since.
        if !path.exists() && !is_known(connection, &digest)? {
            continue;
        }
        let problem = format!("the blob {digest} {damage}; {tags}");
        verified.problems.push(problem);
    }
    Ok(())
}

fn is_known(connection: &Connection, digest: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM blobs WHERE digest = ?1)";
    fetch_one(connection, sql, [digest], |row| row.get(0))
}

/// The tags that need a blob, for anyone who must push them again.
pub(super) fn tags_that_need_blob(
    connection: &Connection,
    digest: &str,
) -> Result<String, StoreError> {
    let first = "SELECT repository_id, manifest_digest FROM manifest_blobs WHERE blob_digest = ?1";
    tags_above(connection, first, [digest])
}

/// The same for a manifest.
fn tags_that_need_manifest(
    connection: &Connection,
    repository_id: i64,
    digest: &str,
) -> Result<String, StoreError> {
    tags_above(connection, "SELECT ?1, ?2", params![repository_id, digest])
}

/// The tags of manifests, and of the indexes that contain them, however deeply.
fn tags_above(
    connection: &Connection,
    manifests: &str,
    parameters: impl Params,
) -> Result<String, StoreError> {
    let sql = format!(
        "WITH RECURSIVE above (repository_id, digest) AS (
             {manifests}
             UNION SELECT c.repository_id, c.parent_digest FROM above JOIN manifest_children c
             ON c.repository_id = above.repository_id AND c.child_digest = above.digest)
         SELECT DISTINCT o.name || '/' || r.name || ':' || t.name FROM above
         JOIN tags t ON t.repository_id = above.repository_id AND t.manifest_digest = above.digest
         JOIN repositories r ON r.id = t.repository_id
         JOIN organizations o ON o.id = r.organization_id
         ORDER BY 1 LIMIT 10"
    );
    let tags: Vec<String> = fetch_all(connection, &sql, parameters, |row| row.get(0))?;
    Ok(match tags.is_empty() {
        true => "no tag needs it".into(),
        false => format!("push again: {}", tags.join(", ")),
    })
}

/// What is wrong with the file of a blob, as the end of a sentence.
pub(crate) fn judge(
    digest: &str,
    size_bytes: u64,
    hashed: io::Result<(String, u64)>,
) -> Option<String> {
    match hashed {
        Ok((actual, length)) if actual == digest && length == size_bytes => None,
        Ok((_, length)) if length != size_bytes => {
            Some(format!("has {length} bytes instead of {size_bytes}"))
        }
        Ok(_) => Some("does not match its digest".into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some("is missing".into()),
        Err(error) => Some(format!("cannot be read ({error})")),
    }
}

fn hash(path: &Path) -> io::Result<(String, u64)> {
    let mut hashing = Hashing::begin(path)?;
    while !hashing.advance()? {}
    Ok(hashing.finish())
}

/// A file that is hashed piece by piece.
pub(crate) struct Hashing {
    file: File,
    hasher: Sha256,
    piece: Vec<u8>,
    length: u64,
}

impl Hashing {
    pub(crate) fn begin(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: File::open(path)?,
            hasher: Sha256::new(),
            piece: vec![0; PIECE_BYTES],
            length: 0,
        })
    }

    /// Hashes one more piece. Whether it was the end of the file.
    pub(crate) fn advance(&mut self) -> io::Result<bool> {
        let read = self.file.read(&mut self.piece)?;
        self.hasher.update(&self.piece[..read]);
        self.length += read as u64;
        Ok(read == 0)
    }

    /// Bytes that were hashed.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The digest of all pieces, and how many bytes they were.
    pub(crate) fn finish(self) -> (String, u64) {
        (Digest::finished(self.hasher).to_string(), self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::samples::{add_repository, push_image, push_index};
    use crate::store::{Store, blobs, tags};

    #[test]
    fn tags_that_need_a_damaged_blob_are_named_through_every_level_of_indexes() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let (organization_id, repository_id) = add_repository(&store);
        let (config, image) = push_image(&store, organization_id, repository_id);
        let platforms = push_index(&store, repository_id, &image);
        let release = push_index(&store, repository_id, &platforms);
        let tag = |connection: &_| {
            tags::delete(connection, repository_id, "latest")?;
            tags::put(connection, repository_id, "v1", release.as_str(), 0)
        };
        store.write_now(tag).unwrap();
        std::fs::remove_file(blobs::path(store.folder(), &config)).unwrap();
        let problems = verify(folder.path()).unwrap().problems;
        let expected = format!("the blob {config} is missing; push again: platform/app:v1");
        assert_eq!(problems, [expected]);
    }
}
