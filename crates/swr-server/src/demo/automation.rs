//! Automation in the demo data: nightly builds with a retention policy, and triggers with a history.
//!
//! Only the responses of the webhook are invented: the policy actually ran every night, and its log contains
//! what it deleted.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::people::ADMINISTRATOR;
use crate::retention::parse_rules;
use crate::service::{ACCOUNT_ID, REGION};
use crate::store::repositories::{self, RepositoryRow};
use crate::store::triggers::{self, Definition, ResultRow};
use crate::store::{StoreError, agencies, manifests, retention, tags};
use crate::time::{DAY, HOUR};

/// How many nights there were builds, and on which of them, counted from now, the policy came.
const NIGHTS: i64 = 40;
const POLICY_NIGHT: i64 = 30;

/// The build of the oldest night; they are numbered and have no dates, as the world has none.
const FIRST_BUILD: i64 = 211;

pub(super) fn seed(connection: &Connection, now: i64) -> Result<(), StoreError> {
    agencies::create(connection, ACCOUNT_ID, now - 300 * DAY)?;
    build_nightly(connection, &repository(connection, "scheduler")?, now)?;
    add_triggers(connection, &repository(connection, "api-gateway")?, now)
}

fn repository(connection: &Connection, name: &str) -> Result<RepositoryRow, StoreError> {
    let found = repositories::find(connection, REGION, "platform", name)?;
    Ok(found.expect("the catalog has it"))
}

fn build_nightly(
    connection: &Connection,
    repository: &RepositoryRow,
    now: i64,
) -> Result<(), StoreError> {
    let versions = tags::newest_names(connection, repository.id, 100)?;
    for night in (1..=NIGHTS).rev() {
        let built_at = now - night * DAY;
        let number = NIGHTS - night;
        // What was built at night became a version later; the image is the same.
        let version = versions
            .iter()
            .cycle()
            .nth(usize::try_from(number).unwrap_or(0));
        let version = version.expect("the catalog gives it tags");
        let manifest = manifests::find_by_tag(connection, repository.id, version)?;
        let digest = manifest.expect("the tag names it").digest;
        let tag = format!("nightly-{}", FIRST_BUILD + number);
        tags::put(connection, repository.id, &tag, &digest, built_at)?;
        if night == POLICY_NIGHT {
            let rules = parse_rules(&rules()).expect("a rule of this house");
            retention::create(connection, repository.id, &rules, built_at)?;
        }
        retention::run(connection, repository.id, built_at + HOUR)?;
    }
    // The catalog says when it was touched last.
    repositories::touch(connection, repository.id, repository.updated_at)
}

/// Fourteen nights, and every version forever.
fn rules() -> [Value; 1] {
    [json!({
        "template": "tag_rule",
        "params": {"num": "14"},
        "tag_selectors": [
            {"kind": "label", "pattern": "latest"},
            {"kind": "label", "pattern": "stable"},
            {"kind": "regexp", "pattern": r"\d+(\.\d+)*(-rc\.\d+)?"},
        ],
    })]
}

fn add_triggers(
    connection: &Connection,
    repository: &RepositoryRow,
    now: i64,
) -> Result<(), StoreError> {
    let creator = ADMINISTRATOR.name;
    let mut newest = tags::newest_names(connection, repository.id, 6)?;
    // As they were pushed.
    newest.reverse();
    for (definition, is_enabled) in definitions() {
        let made_at = now - 200 * DAY;
        let id = triggers::create(
            connection,
            repository.id,
            &definition,
            is_enabled,
            creator,
            made_at,
        )?;
        for (position, tag) in newest.iter().enumerate().filter(|_| is_enabled) {
            let is_success = position % 4 != 2;
            let detail = if is_success {
                "200 OK"
            } else {
                "the webhook did not respond within 5 seconds"
            };
            let age = i64::try_from(newest.len() - position).unwrap_or(1);
            let result = ResultRow {
                tag: tag.clone(),
                is_success,
                detail: detail.to_owned(),
                created_at: now - age * DAY,
            };
            triggers::add_result(connection, id, &result)?;
        }
    }
    Ok(())
}

/// One of each type; the last one is off and has never called.
fn definitions() -> [(Definition, bool); 3] {
    let define = |name: &str, trigger_type: &str, condition: &str| Definition {
        name: name.to_owned(),
        action: "update".to_owned(),
        app_type: "deployments".to_owned(),
        application: "api-gateway".to_owned(),
        cluster_id: "2f6d1c34-7f0e-4c8e-9d0c-5a1b6e0f4d21".to_owned(),
        cluster_name: "staging".to_owned(),
        cluster_ns: "platform".to_owned(),
        container: String::new(),
        condition: condition.to_owned(),
        trigger_type: trigger_type.to_owned(),
        trigger_mode: "cce".to_owned(),
    };
    let edge = Definition {
        cluster_id: String::new(),
        cluster_name: String::new(),
        trigger_mode: "cci".to_owned(),
        ..define("deploy-instances", "tag", "latest;stable")
    };
    [
        (define("deploy-staging", "all", ".*"), true),
        (
            define("deploy-production", "regular", r"\d+\.\d+\.\d+"),
            true,
        ),
        (edge, false),
    ]
}
