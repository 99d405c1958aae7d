//! Tags that a retention policy deletes: rules, tags and a moment in, doomed tags out.
//!
//! What a reader would get wrong: each rule looks at all tags there are, minus its own exceptions
//! and minus companions (signatures and their like, which follow their image), and not at what
//! another rule left. `tests/retention/cases.json` compares this file with the definition, and
//! docs/decisions/0012 says why it is this word.

mod companions;
mod rule;

use std::cmp::Reverse;

use crate::time::DAY;

use companions::{Companions, Verdict};
pub use rule::{Rule, RuleError, Selector, Template, parse_rules};

/// What matching the rules of one policy may take: a few seconds of one core at the very most.
const MAXIMUM_STEPS: u64 = 400_000_000;

/// Characters of tags that are counted at least, so that a policy is not accepted just because it was
/// saved while the repository was empty: a thousand tags of ten characters.
const LEAST_CHARACTERS: u64 = 10_000;

/// Whether the rules can be matched within the budget against tags of so many characters.
pub fn is_within_budget(rules: &[Rule], tag_characters: u64) -> bool {
    let steps: u64 = rules.iter().map(Rule::steps).sum();
    steps.saturating_mul(tag_characters.max(LEAST_CHARACTERS)) <= MAXIMUM_STEPS
}

/// A tag, as far as rules look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The greater of two is the younger one.
    pub id: i64,
    pub name: String,
    /// Of the manifest that it names.
    pub digest: String,
    /// When it was last pushed.
    pub updated_at: i64,
}

/// A tag that goes, and the first rule that says so.
#[derive(Debug, PartialEq, Eq)]
pub struct Doomed<'a> {
    pub tag: &'a Tag,
    /// Counted from 0.
    pub rule: usize,
    /// 0 for an image, 1 for what is attached to an image, 2 for what is attached to that.
    pub depth: usize,
}

/// Oldest first.
pub fn doomed<'a>(rules: &[Rule], tags: &'a [Tag], now: i64) -> Vec<Doomed<'a>> {
    let mut newest_first: Vec<&Tag> = tags.iter().collect();
    newest_first.sort_by_key(|tag| Reverse((tag.updated_at, tag.id)));
    let companions = Companions::of(&newest_first);
    let mut verdicts = vec![None; newest_first.len()];
    for (number, rule) in rules.iter().enumerate() {
        let mut counted = 0;
        for (position, tag) in newest_first.iter().enumerate() {
            if companions.is_one(position) || rule.excepts(&tag.name) {
                continue;
            }
            counted += 1;
            let goes = match rule.template {
                Template::Days(days) => now - tag.updated_at > i64::from(days) * DAY,
                Template::Newest(kept) => counted > kept,
            };
            if goes {
                verdicts[position].get_or_insert(Verdict {
                    rule: number,
                    depth: 0,
                });
            }
        }
    }
    companions.follow(rules, &newest_first, &mut verdicts);
    let decided = newest_first.into_iter().zip(verdicts).rev();
    decided
        .filter_map(|(tag, verdict)| {
            let Verdict { rule, depth } = verdict?;
            Some(Doomed { tag, rule, depth })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_rfc3339;
    use serde_json::Value;

    const CASES: &str = include_str!("../../../../tests/retention/cases.json");

    fn text<'a>(value: &'a Value, name: &str) -> &'a str {
        value[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name}: {value}"))
    }

    fn moment(value: &Value, name: &str) -> i64 {
        parse_rfc3339(text(value, name)).unwrap()
    }

    fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
        value[name]
            .as_array()
            .unwrap_or_else(|| panic!("no {name}: {value}"))
    }

    fn tags(case: &Value) -> Vec<Tag> {
        let tags = list(case, "tags").iter().map(|tag| Tag {
            id: tag["id"].as_i64().unwrap(),
            name: text(tag, "name").to_owned(),
            digest: text(tag, "digest").to_owned(),
            updated_at: moment(tag, "updated"),
        });
        tags.collect()
    }

    fn assert_case(case: &Value) {
        let name = text(case, "name");
        let rules = match (parse_rules(list(case, "rules")), case["refused"].as_bool()) {
            (Ok(rules), None) => rules,
            (Err(_), Some(true)) => return,
            (parsed, _) => panic!("{name}: {parsed:?}"),
        };
        let tags = tags(case);
        let doomed = doomed(&rules, &tags, moment(case, "now"));
        let deleted: Vec<_> = doomed.iter().map(|it| it.tag.name.as_str()).collect();
        let expected = list(case, "deleted").iter().map(|it| it.as_str().unwrap());
        assert_eq!(deleted, expected.collect::<Vec<_>>(), "{name}");
    }

    #[test]
    fn every_case_of_the_table_ends_as_it_says() {
        let table: Value = serde_json::from_str(CASES).unwrap();
        let cases = list(&table, "cases");
        assert!(cases.len() >= 30, "{}", cases.len());
        cases.iter().for_each(assert_case);
    }

    #[test]
    fn a_policy_has_a_budget_that_usual_ones_do_not_reach() {
        let policy = |rules: usize, patterns: usize, pattern: &str| {
            let selector = serde_json::json!({"kind": "regexp", "pattern": pattern});
            let rule = serde_json::json!({"template": "tag_rule", "params": {"num": "1"},
                "tag_selectors": vec![selector; patterns]});
            parse_rules(&vec![rule; rules]).unwrap()
        };
        let ten_thousand_tags = 120_000;
        let usual = policy(10, 5, r"v\d+\.\d+\.\d+");
        assert!(is_within_budget(&usual, ten_thousand_tags));
        let heavy = policy(10, 60, r"(?:a|b|c|d|e|f|[0-9]+)*\.x");
        assert!(!is_within_budget(&heavy, ten_thousand_tags));
        let monstrous = policy(10, 100, "(?:[a-z0-9]?){200}");
        assert!(
            !is_within_budget(&monstrous, 0),
            "also before the first push"
        );
    }

    #[test]
    fn the_log_names_the_first_rule_that_said_so() {
        let rules = serde_json::json!([
            {"template": "date_rule", "params": {"days": "1"}, "tag_selectors": []},
            {"template": "tag_rule", "params": {"num": "1"}, "tag_selectors": []},
        ]);
        let rules = parse_rules(rules.as_array().unwrap()).unwrap();
        let tag = |id, days| Tag {
            id,
            name: format!("t{id}"),
            digest: String::new(),
            updated_at: days * DAY,
        };
        let tags = [tag(3, 5), tag(1, 1), tag(2, 4)];
        let doomed = doomed(&rules, &tags, 5 * DAY);
        let seen: Vec<_> = doomed.iter().map(|it| (it.tag.id, it.rule)).collect();
        assert_eq!(seen, [(1, 0), (2, 1)]);
    }
}
