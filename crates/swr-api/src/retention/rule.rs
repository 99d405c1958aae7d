//! One rule: which tags are too old or too many, and which stay nevertheless.
//!
//! The numbers are texts on the wire. What cannot be understood is kept as it came, so that one odd
//! rule does not cost the policies beside it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::List;
use crate::lenient::{or_default, rows};
use crate::words::words;

/// A rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "RuleFields", into = "RuleFields")]
pub struct RetentionRule {
    /// The tags that are deleted (wire: `template` and `params`).
    pub template: RetentionTemplate,
    /// Those of them that stay nevertheless (wire: `tag_selectors`).
    pub selectors: Vec<TagSelector>,
}

/// The tags that a rule deletes.
#[derive(Clone, Debug, PartialEq)]
pub enum RetentionTemplate {
    /// Those older than so many days: 1 to [`MAXIMUM_DAYS`](Self::MAXIMUM_DAYS) (wire: `date_rule`).
    Days(u16),
    /// All but the newest ones: 1 to [`MAXIMUM_COUNT`](Self::MAXIMUM_COUNT) (wire: `tag_rule`).
    Count(u16),
    /// A template this crate does not understand, as it came.
    Other {
        /// Its name.
        template: String,
        /// Its parameters.
        params: Map<String, Value>,
    },
}

impl RetentionTemplate {
    /// The most days the service takes.
    pub const MAXIMUM_DAYS: u16 = 365;

    /// The most tags the service takes.
    pub const MAXIMUM_COUNT: u16 = 1000;
}

/// Tags that stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TagSelector {
    /// How the pattern is meant.
    #[serde(default, deserialize_with = "or_default")]
    pub kind: TagSelectorKind,
    /// The name of a tag, or a regular expression.
    #[serde(default, deserialize_with = "or_default")]
    pub pattern: String,
}

words! {
    /// How a selector's pattern is meant.
    TagSelectorKind {
        /// `label`: the name of a tag.
        Label = "label",
        /// `regexp`: a regular expression.
        Pattern = "regexp",
    }
}

#[derive(Serialize, Deserialize)]
struct RuleFields {
    #[serde(default, deserialize_with = "or_default")]
    template: String,
    #[serde(default, deserialize_with = "or_default")]
    params: Map<String, Value>,
    #[serde(default, deserialize_with = "rows")]
    tag_selectors: List<TagSelector>,
}

impl From<RuleFields> for RetentionRule {
    fn from(fields: RuleFields) -> Self {
        let RuleFields {
            template, params, ..
        } = fields;
        let number = |name| number(params.get(name)?);
        let understood = match template.as_str() {
            // An exception that cannot be read makes it another rule.
            _ if !fields.tag_selectors.is_whole() => None,
            "date_rule" => number("days").map(RetentionTemplate::Days),
            "tag_rule" => number("num").map(RetentionTemplate::Count),
            _ => None,
        };
        Self {
            template: understood.unwrap_or(RetentionTemplate::Other { template, params }),
            selectors: fields.tag_selectors.items,
        }
    }
}

impl From<RetentionRule> for RuleFields {
    fn from(rule: RetentionRule) -> Self {
        let (template, params) = match rule.template {
            RetentionTemplate::Days(days) => ("date_rule".to_owned(), parameter("days", days)),
            RetentionTemplate::Count(count) => ("tag_rule".to_owned(), parameter("num", count)),
            RetentionTemplate::Other { template, params } => (template, params),
        };
        Self {
            template,
            params,
            tag_selectors: rule.selectors.into(),
        }
    }
}

/// Documented as a text; a number is what a tidier service would send.
fn number(value: &Value) -> Option<u16> {
    match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64()?.try_into().ok(),
    }
}

fn parameter(name: &str, number: u16) -> Map<String, Value> {
    let mut params = Map::new();
    params.insert(name.to_owned(), Value::String(number.to_string()));
    params
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{RetentionRule, RetentionTemplate};

    fn read(template: &str, params: &Value) -> RetentionTemplate {
        let rule = json!({"template": template, "params": params, "tag_selectors": []});
        let found: RetentionRule = serde_json::from_value(rule).unwrap();
        found.template
    }

    #[test]
    fn numbers_are_texts_on_the_wire() {
        assert_eq!(
            read("date_rule", &json!({"days": "30"})),
            RetentionTemplate::Days(30)
        );
        assert_eq!(
            read("tag_rule", &json!({"num": 7})),
            RetentionTemplate::Count(7)
        );
        let rule = RetentionRule {
            template: RetentionTemplate::Count(1000),
            selectors: Vec::new(),
        };
        assert_eq!(
            serde_json::to_value(rule).unwrap(),
            json!({"template": "tag_rule", "params": {"num": "1000"}, "tag_selectors": []})
        );
    }

    #[test]
    fn what_is_not_understood_is_kept_as_it_came() {
        for (template, params) in [
            ("string", json!({})),
            ("date_rule", json!({})),
            ("date_rule", json!({"days": "many"})),
            ("date_rule", json!({"days": "70000"})),
            ("date_rule", json!({"num": "7"})),
            ("size_rule", json!({"bytes": [1]})),
        ] {
            let found = read(template, &params);
            let RetentionTemplate::Other { .. } = &found else {
                panic!("{template} {params} was understood");
            };
            let selectors = Vec::new();
            let template_only = RetentionRule {
                template: found,
                selectors,
            };
            let written = serde_json::to_value(template_only).unwrap();
            assert_eq!(written["template"], template);
            assert_eq!(written["params"], params);
        }
    }
}
