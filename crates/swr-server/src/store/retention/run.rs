//! One run of a policy: matched on a snapshot, deleted in small transactions, and recorded.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::{PolicyRow, find, written};
use crate::image::signature_tag::companion_of;
use crate::retention::{Tag, doomed, is_within_budget};
use crate::store::statement::{fetch_all, fetch_one};
use crate::store::{StoreError, repositories};

/// A policy and all tags of its repository at one moment.
pub struct Snapshot {
    policy: PolicyRow,
    tags: Vec<Tag>,
}

/// A tag to delete, as it was in the snapshot.
#[derive(Debug, Clone)]
pub struct Deletion {
    policy_id: i64,
    /// All rules of the policy, as they are kept.
    rules: Arc<str>,
    tag: Tag,
    /// The digest of the image that must have no tag any longer, for a companion.
    after: Option<String>,
    /// The rule that asks for it, as JSON.
    rule: String,
}

/// What a policy must be matched with; `None` without a policy.
pub fn snapshot(
    connection: &Connection,
    repository_id: i64,
) -> Result<Option<Snapshot>, StoreError> {
    let Some(policy) = find(connection, repository_id)? else {
        return Ok(None);
    };
    let tags = tags_of(connection, repository_id)?;
    Ok(Some(Snapshot { policy, tags }))
}

impl Snapshot {
    /// Whether the rules can be matched with these tags in the time that a policy may take.
    pub fn is_within_budget(&self) -> bool {
        let characters: usize = self.tags.iter().map(|tag| tag.name.chars().count()).sum();
        is_within_budget(&self.policy.rules, characters as u64)
    }

    /// Matches the rules. It may take a second; no connection is needed for it. Images come before what
    /// is attached to them.
    pub fn plan(&self, now: i64) -> Vec<Deletion> {
        let rules = &self.policy.rules;
        let kept: Arc<str> = written(rules).into();
        let mut doomed = doomed(rules, &self.tags, now);
        doomed.sort_by_key(|it| it.depth);
        let deletions = doomed.into_iter().map(|it| Deletion {
            policy_id: self.policy.id,
            rules: kept.clone(),
            tag: it.tag.clone(),
            after: (it.depth > 0)
                .then(|| companion_of(&it.tag.name))
                .flatten()
                .map(|digest| digest.to_string()),
            rule: rules[it.rule].to_json(),
        });
        deletions.collect()
    }
}

/// Deletes and writes down, in the caller's transaction, how many there were. A tag that was pushed
/// since the snapshot stays, and so does what is attached to it; every tag stays when the policy is gone
/// or has other rules.
pub fn delete_planned(
    connection: &Connection,
    repository_id: i64,
    deletions: &[Deletion],
    now: i64,
) -> Result<usize, StoreError> {
    let mut deleted = 0;
    for it in deletions {
        let sql = "DELETE FROM tags WHERE id = ?1 AND name = ?2 AND updated_at = ?3 AND EXISTS (
                       SELECT 1 FROM retention_policies
                       WHERE id = ?4 AND repository_id = ?5 AND rules = ?6)
                   AND (?7 IS NULL OR NOT EXISTS (
                       SELECT 1 FROM tags WHERE repository_id = ?5 AND manifest_digest = ?7))";
        let tag = &it.tag;
        let of_policy = params![it.policy_id, repository_id, it.rules, it.after];
        let key = [params![tag.id, tag.name, tag.updated_at], of_policy].concat();
        if connection.prepare_cached(sql)?.execute(key.as_slice())? > 0 {
            write_down(connection, repository_id, it, now)?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

/// Notes that tags of the repository were deleted.
pub fn settle(connection: &Connection, repository_id: i64, now: i64) -> Result<(), StoreError> {
    repositories::touch(connection, repository_id, now)?;
    repositories::settle_sizes(connection, now)
}

/// All at once, in the caller's transaction. How many tags went; none without a policy.
pub fn run(connection: &Connection, repository_id: i64, now: i64) -> Result<usize, StoreError> {
    let Some(snapshot) = snapshot(connection, repository_id)? else {
        return Ok(0);
    };
    let deleted = delete_planned(connection, repository_id, &snapshot.plan(now), now)?;
    if deleted > 0 {
        settle(connection, repository_id, now)?;
    }
    Ok(deleted)
}

/// Only what rules look at: manifests of ten thousand tags are not read for that.
fn tags_of(connection: &Connection, repository_id: i64) -> Result<Vec<Tag>, StoreError> {
    let sql = "SELECT id, name, manifest_digest, updated_at FROM tags WHERE repository_id = ?1";
    fetch_all(connection, sql, [repository_id], |row| {
        Ok(Tag {
            id: row.get(0)?,
            name: row.get(1)?,
            digest: row.get(2)?,
            updated_at: row.get(3)?,
        })
    })
}

/// How many characters the names of all tags have together.
pub fn tag_characters(connection: &Connection, repository_id: i64) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(length(name)), 0) FROM tags WHERE repository_id = ?1";
    fetch_one(connection, sql, [repository_id], |row| row.get(0))
}

fn write_down(
    connection: &Connection,
    repository_id: i64,
    deletion: &Deletion,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO retention_log (repository_id, policy_id, rule, tag, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let Deletion {
        policy_id,
        tag,
        rule,
        ..
    } = deletion;
    let line = params![repository_id, policy_id, rule, tag.name, now];
    connection.prepare_cached(sql)?.execute(line)?;
    Ok(())
}

/// The repositories that have a policy: id, and name for the log.
pub fn repositories_with_policy(connection: &Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = "SELECT r.id, o.name || '/' || r.name FROM retention_policies p
               JOIN repositories r ON r.id = p.repository_id
               JOIN organizations o ON o.id = r.organization_id ORDER BY p.id";
    fetch_all(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}
