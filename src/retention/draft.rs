//! The form of a rule: its input, errors and request. Pure.

use std::collections::BTreeSet;

use swr_api::{RetentionRule, RetentionTemplate, Tag, TagName, TagSelector, TagSelectorKind};

use super::texts;
use crate::i18n::{Texts, format, names};
use crate::manifest::CompanionTag;
use crate::pattern::{Pattern, pattern_problem};

/// The most rules of a policy, and exceptions of a rule, that the service takes.
pub(super) const MAXIMUM_RULES: usize = 10;
const MAXIMUM_EXCEPTIONS: usize = 100;
/// How many tags are offered to be excepted.
const SUGGESTED: usize = 6;

/// What was typed for one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RuleDraft {
    /// All but so many, and not those older than so many days.
    pub(super) is_count: bool,
    pub(super) number: String,
    /// One per line.
    pub(super) labels: String,
    /// One per line.
    pub(super) patterns: String,
    /// What a line cannot hold, as it came.
    pub(super) kept: Vec<TagSelector>,
}

impl RuleDraft {
    /// What a known rule begins with; none for a kind that the console does not know.
    pub(super) fn of(rule: &RetentionRule) -> Option<Self> {
        let (is_count, number) = match rule.template {
            RetentionTemplate::Days(days) => (false, days),
            RetentionTemplate::Count(count) => (true, count),
            RetentionTemplate::Other { .. } => return None,
        };
        let mut draft = Self {
            is_count,
            number: number.to_string(),
            ..Self::default()
        };
        for selector in &rule.selectors {
            let TagSelector { kind, pattern } = selector;
            let is_line = pattern.trim() == pattern && !pattern.contains('\n');
            match kind {
                TagSelectorKind::Label if is_line && TagName::new(pattern).is_ok() => {
                    add_line(&mut draft.labels, pattern);
                }
                TagSelectorKind::Pattern if is_line && Pattern::new(pattern).is_ok() => {
                    add_line(&mut draft.patterns, pattern);
                }
                _ => draft.kept.push(selector.clone()),
            }
        }
        Some(draft)
    }

    /// The rule, if everything would do.
    pub(super) fn to_rule(&self) -> Option<RetentionRule> {
        let number = self.parsed_number()?;
        let english = Texts::english();
        let is_wrong =
            self.labels_problem(english).is_some() || self.patterns_problem(english).is_some();
        if is_wrong {
            return None;
        }
        let template = match self.is_count {
            true => RetentionTemplate::Count(number),
            false => RetentionTemplate::Days(number),
        };
        let selector = |kind: TagSelectorKind| {
            move |(_, line): (usize, &str)| TagSelector {
                kind: kind.clone(),
                pattern: line.to_owned(),
            }
        };
        let labels = lines(&self.labels).map(selector(TagSelectorKind::Label));
        let patterns = lines(&self.patterns).map(selector(TagSelectorKind::Pattern));
        Some(RetentionRule {
            template,
            selectors: labels.chain(patterns).chain(self.kept.clone()).collect(),
        })
    }

    /// What is wrong with the number. Before a first try a missing one is not wrong.
    pub(super) fn number_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        let is_unfinished = self.number.trim().is_empty() && !was_tried;
        if self.parsed_number().is_some() || is_unfinished {
            return None;
        }
        let text = match self.is_count {
            true => texts::COUNT_WRONG,
            false => texts::DAYS_WRONG,
        };
        Some(texts.get(text).to_owned())
    }

    /// What is wrong with the first wrong line of the excepted tags.
    pub(super) fn labels_problem(&self, texts: Texts) -> Option<String> {
        let count = lines(&self.labels).count() + lines(&self.patterns).count();
        if count + self.kept.len() > MAXIMUM_EXCEPTIONS {
            let maximum = format::number(texts, MAXIMUM_EXCEPTIONS as u64);
            return Some(texts.fill(texts::TOO_MANY, &[("maximum", &maximum)]));
        }
        first_problem(texts, &self.labels, |line| {
            names::name_problem::<TagName>(texts, line, true)
        })
    }

    /// What is wrong with the first wrong pattern.
    pub(super) fn patterns_problem(&self, texts: Texts) -> Option<String> {
        first_problem(texts, &self.patterns, |line| pattern_problem(texts, line))
    }

    /// Tags that people tend to except and that are not yet: those without a number first, which
    /// move from image to image, then the newest.
    pub(super) fn suggested(&self, tags: &[Tag]) -> Vec<String> {
        let excepted: BTreeSet<&str> = lines(&self.labels).map(|(_, line)| line).collect();
        // What is attached to an image goes and stays with it.
        let images = || {
            tags.iter()
                .filter(|it| CompanionTag::of(it.name.as_str()).is_none())
        };
        let names = || images().map(|it| it.name.as_str());
        let is_moving = |it: &&str| !it.contains(|it: char| it.is_ascii_digit());
        let moving = names().filter(is_moving);
        let others = names().filter(|it| !is_moving(it));
        let free = moving.chain(others).filter(|it| !excepted.contains(it));
        free.take(SUGGESTED).map(str::to_owned).collect()
    }

    fn parsed_number(&self) -> Option<u16> {
        let typed = self.number.trim();
        let maximum = match self.is_count {
            true => RetentionTemplate::MAXIMUM_COUNT,
            false => RetentionTemplate::MAXIMUM_DAYS,
        };
        let is_digits = typed.bytes().all(|it| it.is_ascii_digit());
        let number = typed.parse().ok().filter(|_| is_digits)?;
        (1..=maximum).contains(&number).then_some(number)
    }
}

/// The rules, if everything would do.
pub(super) fn to_rules(drafts: &[RuleDraft]) -> Option<Vec<RetentionRule>> {
    drafts.iter().map(RuleDraft::to_rule).collect()
}

/// Adds a line, behind whatever is there.
pub(super) fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(line);
}

/// The lines that say something, with their numbers. Blanks come with pasting.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate();
    numbered
        .map(|(index, line)| (index + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty())
}

fn first_problem(
    texts: Texts,
    text: &str,
    problem: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let (line, problem) = lines(text).find_map(|(number, line)| Some((number, problem(line)?)))?;
    let line = format::number(texts, line as u64);
    Some(texts.fill(texts::LINE, &[("line", &line), ("problem", &problem)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(is_count: bool, number: &str, labels: &str, patterns: &str) -> RuleDraft {
        RuleDraft {
            is_count,
            number: number.to_owned(),
            labels: labels.to_owned(),
            patterns: patterns.to_owned(),
            kept: Vec::new(),
        }
    }

    #[test]
    fn numbers_have_their_bounds() {
        let is_right = |is_count, number: &str| draft(is_count, number, "", "").to_rule().is_some();
        for number in ["1", "365", " 30 "] {
            assert!(is_right(false, number), "{number}");
        }
        for number in ["", "0", "366", "-1", "+1", "1.5", "many", "70000"] {
            assert!(!is_right(false, number), "{number}");
            let problem = draft(false, number, "", "").number_problem(Texts::english(), true);
            assert!(problem.unwrap().contains("365"), "{number}");
        }
        assert!(is_right(true, "1000") && !is_right(true, "1001"));
        let empty = draft(true, "", "", "");
        assert_eq!(empty.number_problem(Texts::english(), false), None);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let texts = Texts::english();
        let wrong = draft(true, "5", "latest\n\n a/b", "v\\d+\n*");
        let labels = wrong.labels_problem(texts).unwrap();
        assert!(labels.starts_with("Line 3: "), "{labels}");
        let patterns = wrong.patterns_problem(texts).unwrap();
        assert!(patterns.starts_with("Line 2: "), "{patterns}");
        assert_eq!(wrong.to_rule(), None);
    }

    #[test]
    fn a_rule_comes_back_as_it_was() {
        let selector = |kind, pattern: &str| TagSelector {
            kind,
            pattern: pattern.to_owned(),
        };
        let glob = TagSelectorKind::Other("glob".to_owned());
        let rule = RetentionRule {
            template: RetentionTemplate::Count(14),
            selectors: vec![
                selector(TagSelectorKind::Label, "latest"),
                selector(TagSelectorKind::Label, "stable"),
                selector(TagSelectorKind::Pattern, "v\\d+"),
                selector(TagSelectorKind::Pattern, " "),
                selector(TagSelectorKind::Label, "a/b"),
                selector(glob, "v*"),
            ],
        };
        let draft = RuleDraft::of(&rule).unwrap();
        assert_eq!(draft.labels, "latest\nstable");
        assert_eq!(draft.kept.len(), 3);
        assert_eq!(draft.to_rule(), Some(rule));
    }

    #[test]
    fn a_rule_has_so_many_exceptions_and_no_more() {
        let labels = |count: usize| vec!["latest"; count].join("\n");
        assert!(draft(true, "1", &labels(100), "").to_rule().is_some());
        assert!(draft(true, "1", &labels(100), "a").to_rule().is_none());
    }

    #[test]
    fn tags_without_a_number_are_offered_first() {
        let tag = |name: &str| -> Tag {
            serde_json::from_str(&format!(r#"{{"Tag":"{name}"}}"#)).unwrap()
        };
        let signature = format!("sha256-{}.sig", "0".repeat(64));
        let tags = ["2.0", "latest", &signature, "1.9", "stable"].map(tag);
        let offered = draft(true, "1", "latest", "").suggested(&tags);
        assert_eq!(offered, ["stable", "2.0", "1.9"]);
    }
}
