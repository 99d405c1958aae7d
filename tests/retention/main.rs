//! What the console says before a policy is saved, held to the table of what policies delete, and
//! to what the service deletes in repositories that no one thought of.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod generated;
mod table;

use serde_json::{Value, json};
use swr_api::{RetentionRule, Tag, Timestamp};
use swr_console::retention::plan::{Plan, Rules};

/// The rules as the console understands them; none where it would not save them. A number that is
/// no text is read like any other, and never written.
pub(crate) fn rules(values: &Value) -> Option<Rules> {
    let read: Vec<RetentionRule> = serde_json::from_value(values.clone()).unwrap();
    let mut numbers = values
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| &rule["params"]);
    let is_writable = numbers.all(|it| it.as_object().unwrap().values().all(Value::is_string));
    Rules::read(&read).filter(|_| is_writable)
}

/// The names that the console says will go, oldest first.
pub(crate) fn deleted(rules: &Rules, tags: &[Value], now: Timestamp) -> Vec<String> {
    let tags: Vec<Tag> = tags.iter().map(tag).collect();
    let plan = Plan::of(rules, &tags, now).unwrap();
    let names = plan
        .deleted
        .iter()
        .map(|place| tags[*place].name.to_string());
    names.collect()
}

/// A tag of the table, as the service lists it.
fn tag(tag: &Value) -> Tag {
    let listed = json!({
        "Tag": tag["name"],
        "id": tag["id"],
        "digest": tag["digest"],
        "updated": tag["updated"],
    });
    serde_json::from_value(listed).unwrap()
}
