//! Repositories and policies that no one thought of: the console foretells what the service does.
//!
//! They are made by counting, so a number that fails is a case that can be looked at.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use swr_api::Timestamp;
use swr_server::retention::{self, doomed, parse_rules};

use crate::{deleted, rules};

const CASES: u64 = 3_000;
const DAY: u64 = 24 * 60 * 60 * 1000;
const NOW: u64 = 1_700_000_000_000;

/// Numbers without a pattern, the same ones every time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let place = usize::try_from(self.below(choices.len() as u64)).unwrap();
        choices[place]
    }
}

const LABELS: [&str; 5] = ["latest", "stable", "v1", "1.2.3", "nobody"];
const PATTERNS: [&str; 12] = [
    "v\\d+",
    "1\\..*",
    "(?i)RC-[0-9]+",
    "a|ab",
    "latest|stable",
    ".*",
    "",
    "(?!v).*",
    "*",
    "[a-z]+-\\d{1,3}",
    "\\d+(\\.\\d+)*",
    "^$",
];

fn selector(numbers: &mut Numbers) -> Value {
    // Now and then one that must be refused.
    match numbers.below(20) {
        0 => json!({"kind": "glob", "pattern": "v*"}),
        1..=9 => json!({"kind": "label", "pattern": numbers.one_of(&LABELS)}),
        _ => json!({"kind": "regexp", "pattern": numbers.one_of(&PATTERNS)}),
    }
}

fn rule(numbers: &mut Numbers) -> Value {
    let count = numbers.below(4);
    let selectors: Vec<Value> = (0..count).map(|_| selector(numbers)).collect();
    let number = match numbers.below(10) {
        0 => numbers.one_of(&[0, 365, 366, 1000, 1001]),
        _ => 1 + numbers.below(12),
    };
    let (template, name) = numbers.one_of(&[("date_rule", "days"), ("tag_rule", "num")]);
    let params = json!({name: number.to_string()});
    json!({"template": template, "params": params, "tag_selectors": selectors})
}

/// The hexadecimal digits of a digest.
fn hex(number: u64) -> String {
    format!("{number:064x}")
}

fn name(numbers: &mut Numbers, id: u64) -> String {
    match numbers.below(8) {
        // Of an image that has tags, or has not, or of another one of these.
        6 => format!("sha256-{}.sig", hex(numbers.below(8))),
        7 => format!(
            "sha256-{}{}",
            hex(numbers.below(8)),
            numbers.one_of(&["", ".att"])
        ),
        0 => format!("v{id}"),
        1 => format!("1.{}.{id}", numbers.below(4)),
        2 => format!("rc-{id}"),
        3 => format!("nightly-{id}"),
        4 => format!("a{id}"),
        _ => format!("{}{id}", numbers.one_of(&["b", "RC-", "ab", "2024."])),
    }
}

/// Pushed on whole days, a millisecond beside them, or at any time: equal times are common.
fn pushed(numbers: &mut Numbers) -> u64 {
    let day = NOW - numbers.below(14) * DAY;
    match numbers.below(4) {
        0 => day + 1,
        1 => day - 1,
        2 => day - numbers.below(DAY),
        _ => day,
    }
}

fn tags(numbers: &mut Numbers) -> Vec<Value> {
    let mut named: Vec<&str> = LABELS.to_vec();
    let count = numbers.below(40);
    let tag = |id: u64| {
        let is_named = numbers.below(5) == 0;
        let label = named.pop().filter(|_| is_named).map(str::to_owned);
        let updated = i64::try_from(pushed(numbers)).unwrap();
        json!({
            // Ids have no order in the list.
            "id": id * 7 % 41,
            "name": label.unwrap_or_else(|| name(numbers, id)),
            "digest": format!("sha256:{}", hex(numbers.below(6))),
            "updated": Timestamp::from_unix_millis(updated).to_string(),
        })
    };
    let mut tags: Vec<Value> = (1..=count).map(tag).collect();
    // One repository has a name once.
    let mut names = BTreeSet::new();
    tags.retain(|tag| names.insert(tag["name"].to_string()));
    tags
}

/// What the service deletes; none where it refuses the rules.
fn deleted_by_service(rules: &Value, tags: &[Value]) -> Option<Vec<String>> {
    let rules = parse_rules(rules.as_array().unwrap()).ok()?;
    let tag = |it: &Value| retention::Tag {
        id: it["id"].as_i64().unwrap(),
        name: it["name"].as_str().unwrap().to_owned(),
        digest: it["digest"].as_str().unwrap().to_owned(),
        updated_at: Timestamp::parse(it["updated"].as_str().unwrap())
            .unwrap()
            .unix_millis(),
    };
    let tags: Vec<_> = tags.iter().map(tag).collect();
    let doomed = doomed(&rules, &tags, i64::try_from(NOW).unwrap());
    Some(doomed.iter().map(|it| it.tag.name.clone()).collect())
}

#[test]
fn what_is_foretold_is_what_the_service_deletes() {
    let now = Timestamp::from_unix_millis(i64::try_from(NOW).unwrap());
    let (mut refused, mut went) = (0, 0);
    for case in 1..=CASES {
        let mut numbers = Numbers(case.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let count = 1 + numbers.below(3);
        let policy = Value::Array((0..count).map(|_| rule(&mut numbers)).collect());
        let tags = tags(&mut numbers);
        let foretold = rules(&policy).map(|rules| deleted(&rules, &tags, now));
        let happened = deleted_by_service(&policy, &tags);
        assert_eq!(foretold, happened, "case {case}: {policy} over {tags:?}");
        match happened {
            None => refused += 1,
            Some(names) => went += names.len(),
        }
    }
    assert!(refused > 100 && refused < CASES / 2, "{refused} refused");
    assert!(went > 10_000, "{went} went");
}
