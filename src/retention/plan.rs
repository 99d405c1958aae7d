//! Predicts which tags a policy deletes. Pure.
//!
//! This is the console's own implementation of docs/decisions/0012, deliberately independent of the
//! service's; `tests/retention` compares both with one table and with each other. Easy to get wrong: every
//! rule applies to all tags except its own exceptions, regardless of the other rules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use swr_api::{
    RetentionRule, RetentionTemplate, Tag, TagName, TagSelector, TagSelectorKind, Timestamp,
};

use crate::manifest::CompanionTag;
use crate::pattern::Pattern;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Characters of an exception that names a tag.
const MAXIMUM_LABEL_LENGTH: usize = 256;

/// The rules of a policy, understood.
#[derive(Clone, Debug)]
pub struct Rules(Vec<Rule>);

#[derive(Clone, Debug)]
struct Rule {
    limit: Limit,
    exceptions: Vec<Exception>,
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    Age(i64),
    Count(usize),
}

#[derive(Clone, Debug)]
enum Exception {
    Named(String),
    Matching(Pattern),
}

/// The fates of all tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the tags that were given.
    pub fates: Vec<Fate>,
    /// The indices of those that go, oldest first.
    pub deleted: Vec<usize>,
}

/// The fate of one tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is deleted by the rule of this index, and maybe by others after it.
    Goes(usize),
    /// It stays, for one reason of each rule.
    Stays(Vec<Reason>),
}

/// Why a rule lets a tag stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The exception of this index is the first that means it.
    Excepted(usize),
    /// It is among the newest.
    Newest,
    /// It is young enough.
    Young,
    /// It is attached to an image, and goes with the last tag of it.
    Companion,
}

/// Why no one can say what becomes of the tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplanned {
    /// The service did not say when this tag was pushed.
    NoTime(TagName),
}

impl Rules {
    /// Understands rules; none when the service would refuse them, or knows a kind of rule that the
    /// console does not.
    pub fn read(rules: &[RetentionRule]) -> Option<Self> {
        let rules: Vec<Rule> = rules.iter().map(Rule::read).collect::<Option<_>>()?;
        (!rules.is_empty()).then_some(Self(rules))
    }

    /// Sends companions after the images that go with their last tag, and those of companions after
    /// them, until nothing changes.
    fn follow(&self, tags: &[(i64, &Tag)], fates: &mut [Fate]) {
        let mut of_digest: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, (_, tag)) in tags.iter().enumerate() {
            of_digest.entry(&tag.digest).or_default().push(index);
        }
        let of_tag = |(index, (_, tag)): (usize, &(i64, &Tag))| {
            Some((index, of_digest.get(image_of(tag)?.as_str())?))
        };
        let mut waiting: Vec<_> = tags.iter().enumerate().filter_map(of_tag).collect();
        loop {
            let before = waiting.len();
            waiting.retain(|(index, holders)| {
                let Some(rule) = rule_of_all(tags, fates, holders) else {
                    return true;
                };
                fates[*index] = self.fate_of_companion(rule, tags[*index].1);
                false
            });
            if waiting.len() == before {
                return;
            }
        }
    }

    /// By the rule that deletes its image, unless that excepts it.
    fn fate_of_companion(&self, rule: usize, tag: &Tag) -> Fate {
        let exceptions = &self.0[rule].exceptions;
        match exceptions.iter().position(|it| it.means(&tag.name)) {
            None => Fate::Goes(rule),
            Some(exception) => {
                let mut reasons = vec![Reason::Companion; self.0.len()];
                reasons[rule] = Reason::Excepted(exception);
                Fate::Stays(reasons)
            }
        }
    }
}

/// The digest that a tag is attached to; one that is named after its own is an image's like any other.
fn image_of(tag: &Tag) -> Option<String> {
    let about = CompanionTag::of(tag.name.as_str())?.about;
    (about != tag.digest).then_some(about)
}

/// The rule by which the youngest of these tags goes, if all of them go.
fn rule_of_all(tags: &[(i64, &Tag)], fates: &[Fate], indices: &[usize]) -> Option<usize> {
    let rule = |index: &usize| match fates[*index] {
        Fate::Goes(rule) => Some((tags[*index].0, tags[*index].1.id, rule)),
        Fate::Stays(_) => None,
    };
    let rules: Option<Vec<_>> = indices.iter().map(rule).collect();
    rules?.into_iter().max().map(|(.., rule)| rule)
}

impl Rule {
    fn read(rule: &RetentionRule) -> Option<Self> {
        let limit = match rule.template {
            RetentionTemplate::Days(days @ 1..=RetentionTemplate::MAXIMUM_DAYS) => {
                Limit::Age(i64::from(days) * DAY_MILLIS)
            }
            RetentionTemplate::Count(count @ 1..=RetentionTemplate::MAXIMUM_COUNT) => {
                Limit::Count(usize::from(count))
            }
            _ => return None,
        };
        let exceptions = rule.selectors.iter().map(Exception::read);
        Some(Self {
            limit,
            exceptions: exceptions.collect::<Option<_>>()?,
        })
    }

    /// The reason for which each tag stays; none for what goes.
    fn reasons(&self, tags: &[(i64, &Tag)], now: i64) -> Vec<Option<Reason>> {
        let excepted = |tag: &Tag| {
            let index = self.exceptions.iter().position(|it| it.means(&tag.name));
            index.map(Reason::Excepted)
        };
        let companion = |tag: &Tag| image_of(tag).map(|_| Reason::Companion);
        let reason = |tag: &Tag| companion(tag).or_else(|| excepted(tag));
        let mut reasons: Vec<_> = tags.iter().map(|(_, tag)| reason(tag)).collect();
        let mut others: Vec<usize> = (0..tags.len())
            .filter(|index| reasons[*index].is_none())
            .collect();
        match self.limit {
            Limit::Age(limit) => {
                others.retain(|index| now.saturating_sub(tags[*index].0) <= limit);
                others
                    .iter()
                    .for_each(|it| reasons[*it] = Some(Reason::Young));
            }
            Limit::Count(count) => {
                others.sort_by_key(|index| Reverse((tags[*index].0, tags[*index].1.id)));
                others.truncate(count);
                others
                    .iter()
                    .for_each(|it| reasons[*it] = Some(Reason::Newest));
            }
        }
        reasons
    }
}

impl Exception {
    fn read(selector: &TagSelector) -> Option<Self> {
        let TagSelector { kind, pattern } = selector;
        match kind {
            TagSelectorKind::Label => {
                let is_label = (1..=MAXIMUM_LABEL_LENGTH).contains(&pattern.chars().count());
                is_label.then(|| Self::Named(pattern.clone()))
            }
            TagSelectorKind::Pattern => Pattern::new(pattern).ok().map(Self::Matching),
            TagSelectorKind::Other(_) => None,
        }
    }

    fn means(&self, tag: &TagName) -> bool {
        match self {
            Self::Named(name) => name == tag.as_str(),
            Self::Matching(pattern) => pattern.matches(tag.as_str()),
        }
    }
}

impl Plan {
    /// What the rules do to all tags of a repository at this moment.
    ///
    /// # Errors
    /// When it cannot be told of one of the tags.
    pub fn of(rules: &Rules, tags: &[Tag], now: Timestamp) -> Result<Self, Unplanned> {
        let timed = |tag| timed(tag).ok_or_else(|| Unplanned::NoTime(Tag::clone(tag).name));
        let tags: Vec<(i64, &Tag)> = tags.iter().map(timed).collect::<Result<_, _>>()?;
        let by_rule: Vec<_> = rules
            .0
            .iter()
            .map(|rule| rule.reasons(&tags, now.unix_millis()))
            .collect();
        let fate = |index: usize| {
            let reasons = by_rule.iter().map(|reasons| reasons[index]);
            match by_rule.iter().position(|reasons| reasons[index].is_none()) {
                Some(rule) => Fate::Goes(rule),
                None => Fate::Stays(reasons.flatten().collect()),
            }
        };
        let mut fates: Vec<Fate> = (0..tags.len()).map(fate).collect();
        rules.follow(&tags, &mut fates);
        let mut deleted: Vec<usize> = (0..tags.len())
            .filter(|index| matches!(fates[*index], Fate::Goes(_)))
            .collect();
        deleted.sort_by_key(|index| (tags[*index].0, tags[*index].1.id));
        Ok(Self { fates, deleted })
    }
}

/// How many of these tags an exception means, whether another one does, too.
pub fn excepted<'a>(selector: &TagSelector, tags: impl Iterator<Item = &'a TagName>) -> usize {
    let exception = Exception::read(selector);
    tags.filter(|tag| exception.as_ref().is_some_and(|it| it.means(tag)))
        .count()
}

fn timed(tag: &Tag) -> Option<(i64, &Tag)> {
    Some((tag.updated_at?.unix_millis(), tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(id: i64, name: &str, day: i64) -> Tag {
        let json = format!(r#"{{"Tag":"{name}","id":{id}}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        let updated_at = Some(Timestamp::from_unix_millis(day * DAY_MILLIS));
        Tag { updated_at, ..tag }
    }

    fn rules(json: &str) -> Rules {
        Rules::read(&serde_json::from_str::<Vec<RetentionRule>>(json).unwrap()).unwrap()
    }

    #[test]
    fn every_tag_has_its_reason() {
        let rules = rules(
            r#"[
                {"template": "tag_rule", "params": {"num": "1"}, "tag_selectors": [
                    {"kind": "label", "pattern": "latest"}, {"kind": "regexp", "pattern": "l.*"}]},
                {"template": "date_rule", "params": {"days": "3"}, "tag_selectors": [
                    {"kind": "regexp", "pattern": "l.*"}]}
            ]"#,
        );
        let tags = [
            tag(1, "old", 1),
            tag(2, "latest", 2),
            tag(3, "middle", 6),
            tag(4, "new", 8),
        ];
        let now = Timestamp::from_unix_millis(9 * DAY_MILLIS);
        let plan = Plan::of(&rules, &tags, now).unwrap();
        let expected = [
            Fate::Goes(0),
            Fate::Stays(vec![Reason::Excepted(0), Reason::Excepted(0)]),
            Fate::Goes(0),
            Fate::Stays(vec![Reason::Newest, Reason::Young]),
        ];
        assert_eq!(plan.fates, expected);
        assert_eq!(plan.deleted, [0, 2]);
    }

    #[test]
    fn what_is_attached_to_an_image_stays_and_goes_with_it() {
        let rules = rules(r#"[{"template": "tag_rule", "params": {"num": "1"}}]"#);
        let digest = |digit: &str| format!("sha256:{}", digit.repeat(64));
        let image = |id, name: &str, day, digit: &str| Tag {
            digest: digest(digit),
            ..tag(id, name, day)
        };
        let signature = |digit: &str| format!("sha256-{}.sig", digit.repeat(64));
        let tags = [
            image(1, "v1", 1, "1"),
            image(2, &signature("1"), 2, "a"),
            image(3, "v2", 3, "2"),
            image(4, &signature("2"), 4, "b"),
            image(5, &signature("3"), 5, "c"),
        ];
        let plan = Plan::of(&rules, &tags, Timestamp::from_unix_millis(9 * DAY_MILLIS)).unwrap();
        assert_eq!(plan.deleted, [0, 1]);
        let stays = Fate::Stays(vec![Reason::Companion]);
        assert_eq!((&plan.fates[3], &plan.fates[4]), (&stays, &stays));
    }

    #[test]
    fn a_tag_without_a_time_makes_no_promise() {
        let rules = rules(r#"[{"template": "date_rule", "params": {"days": "1"}}]"#);
        let lost = Tag {
            updated_at: None,
            ..tag(1, "lost", 1)
        };
        let now = Timestamp::from_unix_millis(0);
        let name = lost.name.clone();
        assert_eq!(Plan::of(&rules, &[lost], now), Err(Unplanned::NoTime(name)));
    }
}
