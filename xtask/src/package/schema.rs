//! Judges a file by `config.schema.json`, for the few keywords that it uses, and names the field.
//!
//! Another keyword in the schema is a mistake of ours and ends the program: nothing in it may go
//! unchecked. `tests/configuration.rs` compares this check with the console's.

use serde_json::Value;

/// What says something to people and nothing about a value.
const REMARKS: [&str; 5] = ["$defs", "$schema", "default", "description", "title"];

/// Whether the value is as the schema has it; an error says where it is not and what it must be.
pub(crate) fn check(schema: &Value, value: &Value) -> Result<(), String> {
    let judge = Judge { root: schema };
    judge.check(schema, "", value)
}

struct Judge<'a> {
    root: &'a Value,
}

impl Judge<'_> {
    fn check(&self, schema: &Value, place: &str, value: &Value) -> Result<(), String> {
        let keywords = schema.as_object().expect("a schema is an object").iter();
        let mut rules = keywords.filter(|(keyword, _)| !REMARKS.contains(&keyword.as_str()));
        rules.try_for_each(|(keyword, rule)| self.check_by(schema, (keyword, rule), place, value))
    }

    /// As JSON Schema has it, a keyword about another kind of value holds for this one.
    fn check_by(
        &self,
        schema: &Value,
        (keyword, rule): (&str, &Value),
        place: &str,
        value: &Value,
    ) -> Result<(), String> {
        match keyword {
            "$ref" => {
                let pointer = rule.as_str().and_then(|it| it.strip_prefix('#'));
                let found = pointer.and_then(|it| self.root.pointer(it));
                self.check(found.expect("the schema refers to itself"), place, value)
            }
            "items" => {
                let mut items = value.as_array().into_iter().flatten().enumerate();
                items.try_for_each(|(at, item)| self.check(rule, &format!("{place}[{at}]"), item))
            }
            "properties" => {
                let mut fields = value.as_object().into_iter().flatten();
                fields.try_for_each(|(name, value)| match rule.get(name) {
                    Some(rule) => self.check(rule, &below(place, name), value),
                    None => Ok(()),
                })
            }
            "additionalProperties" if rule == false => {
                let mut names = value.as_object().into_iter().flatten().map(|it| it.0);
                match names.find(|name| schema["properties"].get(name).is_none()) {
                    Some(name) => Err(format!("{}: unknown setting", below(place, name))),
                    None => Ok(()),
                }
            }
            "required" => {
                let mut names = texts(rule).into_iter();
                match names.find(|name| value.is_object() && value.get(name).is_none()) {
                    Some(name) => Err(format!("{}: required", below(place, name))),
                    None => Ok(()),
                }
            }
            "anyOf" => {
                let choices = rule.as_array().expect("choices are a list");
                match choices
                    .iter()
                    .any(|it| self.check(it, place, value).is_ok())
                {
                    true => Ok(()),
                    false => Err(wrong(place, &format!("must be one of {rule}"))),
                }
            }
            _ => match is_so(keyword, rule, value) {
                true => Ok(()),
                false => Err(wrong(
                    place,
                    &format!("violates the rule {keyword}: {rule}"),
                )),
            },
        }
    }
}

/// The keywords that look at nothing inside of a value.
fn is_so(keyword: &str, rule: &Value, value: &Value) -> bool {
    let reaches = |count: usize| rule.as_u64().is_some_and(|least| count as u64 >= least);
    match keyword {
        "type" if rule.is_array() => texts(rule).contains(&kind_of(value)),
        "type" => rule == kind_of(value),
        "const" => rule == value,
        "enum" => rule.as_array().is_some_and(|it| it.contains(value)),
        "pattern" => {
            let start = rule.as_str().and_then(|it| it.strip_prefix('^'));
            let start = start.expect("a pattern says how a text starts");
            let is_plain = |it: char| it.is_alphanumeric() || ":/".contains(it);
            assert!(start.chars().all(is_plain), "{start} is more than a start");
            value.as_str().is_none_or(|text| text.starts_with(start))
        }
        "minLength" => value.as_str().is_none_or(|it| reaches(it.chars().count())),
        "minItems" => value.as_array().is_none_or(|it| reaches(it.len())),
        _ => panic!("the schema uses {keyword}, which nobody reads here"),
    }
}

fn texts(list: &Value) -> Vec<&str> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn below(place: &str, name: &str) -> String {
    match place {
        "" => name.to_owned(),
        place => format!("{place}.{name}"),
    }
}

fn wrong(place: &str, reason: &str) -> String {
    match place {
        "" => format!("the file: {reason}"),
        place => format!("{place}: {reason}"),
    }
}
