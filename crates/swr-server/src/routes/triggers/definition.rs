//! Reads the definition of a trigger field by field.

use crate::body::Fields;
use crate::error::Failure;
use crate::store::triggers::Definition;
use crate::triggers::Condition;

const NAME_LENGTH: usize = 64;

/// Names of clusters, workloads and what is in them: the reference sets no end, this one is longer
/// than any of them can be.
const TEXT_LENGTH: usize = 256;

pub(super) fn definition(fields: &Fields) -> Result<Definition, Failure> {
    let name = fields.required_text("name")?;
    if !is_name(&name) {
        let why = "name must have 1–64 characters: letters, digits, _ and -; it must start with \
                   a letter, must not contain two separators in a row, and must not end with one";
        return Err(Failure::BadParameter(why.into()));
    }
    let trigger_type = fields.required_text("trigger_type")?;
    let condition = fields.required_text("condition")?;
    Condition::parse(&trigger_type, &condition).map_err(Failure::BadParameter)?;
    let trigger_mode = fields.text("trigger_mode")?;
    let trigger_mode = trigger_mode.unwrap_or_else(|| "cce".into());
    let cluster = |name| cluster(fields, name, &trigger_mode);
    Ok(Definition {
        name,
        action: one_of(fields, "action", &["update"])?,
        app_type: one_of(fields, "app_type", &["deployments", "statefulsets"])?,
        application: named(fields, "application")?,
        cluster_id: cluster("cluster_id")?,
        cluster_name: cluster("cluster_name")?,
        cluster_ns: named(fields, "cluster_ns")?,
        container: bounded("container", fields.text("container")?.unwrap_or_default())?,
        condition,
        trigger_type,
        trigger_mode,
    })
}

pub(super) fn enable(fields: &Fields) -> Result<bool, Failure> {
    Ok(one_of(fields, "enable", &["true", "false"])? == "true")
}

/// Starts with a letter; `_` and `-` one at a time and between the rest.
fn is_name(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.len() <= NAME_LENGTH
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.split(['_', '-']).all(is_word)
}

fn one_of(fields: &Fields, name: &'static str, words: &[&str]) -> Result<String, Failure> {
    let given = fields.required_text(name)?;
    if words.contains(&given.as_str()) {
        return Ok(given);
    }
    Err(Failure::BadParameter(format!(
        "{name} must be {}",
        words.join(" or ")
    )))
}

fn named(fields: &Fields, name: &'static str) -> Result<String, Failure> {
    let given = fields.required_text(name)?;
    if given.is_empty() {
        return Err(Failure::BadParameter(format!("{name} is empty")));
    }
    bounded(name, given)
}

fn bounded(name: &'static str, given: String) -> Result<String, Failure> {
    if given.chars().count() <= TEXT_LENGTH {
        return Ok(given);
    }
    let why = format!("{name} has more than {TEXT_LENGTH} characters");
    Err(Failure::BadParameter(why))
}

/// A cluster of CCE must be named; CCI has none.
fn cluster(fields: &Fields, name: &'static str, mode: &str) -> Result<String, Failure> {
    match (mode, fields.text(name)?.unwrap_or_default()) {
        ("cce", given) if given.is_empty() => Err(Failure::MissingParameter(name)),
        ("cce", given) => bounded(name, given),
        ("cci", given) if given.is_empty() => Ok(given),
        ("cci", _) => {
            let why = format!("{name} must be empty when trigger_mode is cci");
            Err(Failure::BadParameter(why))
        }
        _ => Err(Failure::BadParameter(
            "trigger_mode must be cce or cci".into(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_words_between_single_separators() {
        for name in ["a", "A1", "deploy-staging_2", &"a".repeat(64)] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            "1a",
            "-a",
            "a-",
            "a--b",
            "a-_b",
            "a b",
            "ä",
            &"a".repeat(65),
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
