//! The condition of a trigger: the tags it applies to.

use crate::names;
use crate::pattern::Pattern;

#[derive(Debug, Clone)]
pub enum Condition {
    All,
    /// One of these names.
    Tags(Vec<String>),
    Pattern(Pattern),
}

impl Condition {
    /// Reads `condition` as the `trigger_type` wants it, or says what is wrong.
    pub fn parse(trigger_type: &str, condition: &str) -> Result<Self, String> {
        match trigger_type {
            "all" if condition == ".*" => Ok(Self::All),
            "all" => Err("condition must be .* when trigger_type is all".into()),
            "tag" => tags(condition).map(Self::Tags),
            "regular" => match Pattern::new(condition) {
                Ok(pattern) => Ok(Self::Pattern(pattern)),
                Err(error) => Err(format!("condition: {error}")),
            },
            other => Err(format!("trigger_type {other:?}")),
        }
    }

    pub fn matches(&self, tag: &str) -> bool {
        match self {
            Self::All => true,
            Self::Tags(names) => names.iter().any(|name| name == tag),
            Self::Pattern(pattern) => pattern.matches(tag),
        }
    }
}

fn tags(condition: &str) -> Result<Vec<String>, String> {
    let names = condition
        .split(';')
        .map(|name| match names::check_tag(name) {
            Ok(()) => Ok(name.to_owned()),
            Err(why) => Err(format!("condition: {name:?} is not a valid tag: {why}")),
        });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(trigger_type: &str, condition: &str, tag: &str) -> bool {
        Condition::parse(trigger_type, condition)
            .unwrap()
            .matches(tag)
    }

    #[test]
    fn each_type_has_its_own_reading() {
        assert!(matches("all", ".*", "anything"));
        assert!(matches("tag", "latest;v1.0", "v1.0"));
        assert!(!matches("tag", "latest;v1.0", "v1x0"));
        assert!(matches("regular", r"v\d+", "v12") && !matches("regular", r"v\d+", "v1.2"));
    }

    #[test]
    fn a_condition_that_is_none_of_its_type_is_rejected() {
        for (trigger_type, condition) in [
            ("all", "v.*"),
            ("all", ""),
            ("tag", ""),
            ("tag", "a;"),
            ("tag", "a, b"),
            ("regular", ""),
            ("regular", "v("),
            ("regular", "(?!latest).*"),
            ("none", ".*"),
        ] {
            let parsed = Condition::parse(trigger_type, condition);
            assert!(parsed.is_err(), "{trigger_type} {condition}");
        }
    }
}
