//! A retention rule, read from JSON and written as JSON: in requests, answers, the log and the
//! database it looks the same.

use serde::Serialize;
use serde_json::{Value, json};

use crate::pattern::{Pattern, PatternError, check_length};

/// The reference sets no bounds. These keep one policy from occupying the service.
const MAXIMUM_RULES: usize = 10;
const MAXIMUM_SELECTORS: usize = 100;

#[derive(Debug, Clone)]
pub struct Rule {
    pub template: Template,
    selectors: Vec<Selector>,
}

/// What the rule deletes of the tags that are not excepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Everything older than so many days.
    Days(u32),
    /// Everything but the newest ones.
    Newest(u32),
}

/// Tags that are excepted from deletion.
#[derive(Debug, Clone)]
pub enum Selector {
    /// This one.
    Label(String),
    /// All that match.
    Pattern(Pattern),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0}")]
    Wrong(String),
}

fn wrong<T>(what: impl Into<String>) -> Result<T, RuleError> {
    Err(RuleError::Wrong(what.into()))
}

/// At least one rule.
pub fn parse_rules(values: &[Value]) -> Result<Vec<Rule>, RuleError> {
    match values.len() {
        0 => wrong("rules is empty"),
        1..=MAXIMUM_RULES => values.iter().map(Rule::parse).collect(),
        _ => wrong(format!("rules has more than {MAXIMUM_RULES} rules")),
    }
}

impl Rule {
    fn parse(value: &Value) -> Result<Self, RuleError> {
        let template = match text(value, "template")? {
            "date_rule" => Template::Days(number(value, "days", 365)?),
            "tag_rule" => Template::Newest(number(value, "num", 1000)?),
            other => return wrong(format!("template {other:?}")),
        };
        let selectors = match field(value, "tag_selectors")? {
            Value::Array(selectors) if selectors.len() <= MAXIMUM_SELECTORS => selectors,
            Value::Array(_) => {
                return wrong(format!("tag_selectors has more than {MAXIMUM_SELECTORS}"));
            }
            _ => return wrong("tag_selectors is not an array"),
        };
        let selectors = selectors
            .iter()
            .map(Selector::parse)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            template,
            selectors,
        })
    }

    pub fn excepts(&self, tag: &str) -> bool {
        self.selectors.iter().any(|selector| match selector {
            Selector::Label(name) => name == tag,
            Selector::Pattern(pattern) => pattern.matches(tag),
        })
    }

    /// Steps that the exceptions take at most for each character of a tag.
    pub(super) fn steps(&self) -> u64 {
        let steps = self.selectors.iter().map(|selector| match selector {
            Selector::Label(_) => 1,
            Selector::Pattern(pattern) => pattern.steps(),
        });
        steps
            .map(|steps| u64::try_from(steps).unwrap_or(u64::MAX))
            .sum()
    }

    /// Both are of one kind, whatever their numbers.
    pub fn has_template_of(&self, other: &Self) -> bool {
        self.template.name() == other.template.name()
    }

    /// With the fields in the order of the reference.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers")
    }
}

impl Template {
    fn name(self) -> &'static str {
        match self {
            Self::Days(_) => "date_rule",
            Self::Newest(_) => "tag_rule",
        }
    }
}

impl Selector {
    fn parse(value: &Value) -> Result<Self, RuleError> {
        let kind = text(value, "kind")?;
        let pattern = text(value, "pattern")?;
        let refused = |error: PatternError| RuleError::Wrong(format!("pattern: {error}"));
        match kind {
            "label" => {
                check_length(pattern).map_err(refused)?;
                Ok(Self::Label(pattern.to_owned()))
            }
            "regexp" => Ok(Self::Pattern(Pattern::new(pattern).map_err(refused)?)),
            other => wrong(format!("kind {other:?}")),
        }
    }
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            template: &'a str,
            params: Value,
            tag_selectors: Vec<Excepted<'a>>,
        }
        #[derive(Serialize)]
        struct Excepted<'a> {
            kind: &'a str,
            pattern: &'a str,
        }
        let tag_selectors = self.selectors.iter().map(|selector| match selector {
            Selector::Label(name) => Excepted {
                kind: "label",
                pattern: name,
            },
            Selector::Pattern(pattern) => Excepted {
                kind: "regexp",
                pattern: pattern.text(),
            },
        });
        let written = Written {
            template: self.template.name(),
            params: match self.template {
                Template::Days(days) => json!({"days": days.to_string()}),
                Template::Newest(kept) => json!({"num": kept.to_string()}),
            },
            tag_selectors: tag_selectors.collect(),
        };
        written.serialize(serializer)
    }
}

fn field<'a>(value: &'a Value, name: &'static str) -> Result<&'a Value, RuleError> {
    if !value.is_object() {
        return wrong("rules and their entries must be objects");
    }
    let found = value.get(name).filter(|value| !value.is_null());
    found.ok_or(RuleError::Missing(name))
}

fn text<'a>(value: &'a Value, name: &'static str) -> Result<&'a str, RuleError> {
    let found = field(value, name)?.as_str();
    found.ok_or_else(|| RuleError::Wrong(format!("{name} is not a string")))
}

/// A number from 1 on, written as a string of digits.
fn number(rule: &Value, name: &'static str, maximum: u32) -> Result<u32, RuleError> {
    let given = text(field(rule, "params")?, name)?;
    let is_digits = given.bytes().all(|byte| byte.is_ascii_digit());
    match given.parse() {
        Ok(number) if is_digits && (1..=maximum).contains(&number) => Ok(number),
        _ => wrong(format!("{name} must be between 1 and {maximum}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Rule, RuleError> {
        Rule::parse(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn a_rule_is_written_as_the_reference_has_it() {
        let written = concat!(
            r#"{"template":"date_rule","params":{"days":"30"},"tag_selectors":["#,
            r#"{"kind":"label","pattern":"v5"},{"kind":"regexp","pattern":"^123$"}]}"#
        );
        assert_eq!(parse(written).unwrap().to_json(), written);
    }

    #[test]
    fn parameters_are_strings_within_their_bounds() {
        let days = |days: &str| {
            let rule = r#"{"template":"date_rule","params":{"days":DAYS},"tag_selectors":[]}"#;
            parse(&rule.replace("DAYS", days)).is_ok()
        };
        assert!(days("\"1\"") && days("\"365\"") && days("\"007\""));
        for refused in [
            "30", "\"0\"", "\"366\"", "\"-1\"", "\"+1\"", "\"1.5\"", "\"\"",
        ] {
            assert!(!days(refused), "{refused}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |rule: &str| match parse(rule) {
            Err(RuleError::Missing(name)) => name,
            other => panic!("{other:?}"),
        };
        assert_eq!(missing("{}"), "template");
        assert_eq!(missing(r#"{"template":"tag_rule"}"#), "params");
        let no_number = r#"{"template":"tag_rule","params":{"days":"1"}}"#;
        assert_eq!(missing(no_number), "num");
        let no_selectors = r#"{"template":"tag_rule","params":{"num":"1"}}"#;
        assert_eq!(missing(no_selectors), "tag_selectors");
    }

    #[test]
    fn there_are_one_to_ten_rules() {
        let rule = r#"{"template":"tag_rule","params":{"num":"1"},"tag_selectors":[]}"#;
        let rule: Value = serde_json::from_str(rule).unwrap();
        assert!(parse_rules(&[]).is_err());
        assert!(parse_rules(&vec![rule.clone(); 10]).is_ok());
        assert!(parse_rules(&vec![rule; 11]).is_err());
    }
}
