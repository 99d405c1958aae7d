//! The `config.json` of a package, judged before anything is built: a console that starts with “The
//! configuration is wrong” is no package.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::schema;
use crate::project;

/// What is taken when no file is given: the service on the page's own origin.
const DEFAULT: &str = "hosting/config.json";

/// A configuration that the console takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Configuration {
    /// As it was written.
    pub(super) text: String,
    /// Whether addresses stand after the `#`.
    pub(super) has_hash_routing: bool,
}

impl Configuration {
    /// The given file, or the default.
    pub(super) fn load(file: Option<&Path>) -> Result<Self> {
        let default = project::root().join(DEFAULT);
        let file = file.unwrap_or(&default);
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("{} could not be read", file.display()))?;
        Self::read(text).with_context(|| format!("{} is not a valid configuration", file.display()))
    }

    /// The default with addresses after the `#`.
    pub(super) fn default_with_hash_routing() -> Result<Self> {
        let text = Self::load(None)?.text;
        Self::read(text.replace(r#""routing": "path""#, r#""routing": "hash""#))
    }

    fn read(text: String) -> Result<Self> {
        let value: Value = serde_json::from_str(&text).context("invalid JSON")?;
        let schema = std::fs::read_to_string(project::root().join("config.schema.json"))?;
        let schema = serde_json::from_str(&schema).context("config.schema.json is not JSON")?;
        if let Err(wrong) = schema::check(&schema, &value) {
            bail!("{wrong}");
        }
        refuse_ids_used_twice(&value)?;
        Ok(Self {
            text,
            has_hash_routing: value["routing"] == "hash",
        })
    }
}

/// What a schema cannot say.
fn refuse_ids_used_twice(configuration: &Value) -> Result<()> {
    let connections = configuration["connections"].as_array();
    let ids: Vec<_> = connections
        .into_iter()
        .flatten()
        .map(|it| &it["id"])
        .collect();
    match (1..ids.len()).find(|&position| ids[..position].contains(&ids[position])) {
        Some(position) => bail!("connections[{position}].id: used more than once"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        let error = Configuration::read(text.to_owned()).unwrap_err();
        format!("{error:#}")
    }

    #[test]
    fn the_default_is_there_in_both_routings() {
        assert!(!Configuration::load(None).unwrap().has_hash_routing);
        assert!(
            Configuration::default_with_hash_routing()
                .unwrap()
                .has_hash_routing
        );
    }

    #[test]
    fn a_file_is_kept_as_it_was_written() {
        let text = "{\n\t\"routing\": \"hash\" }\n";
        let read = Configuration::read(text.to_owned()).unwrap();
        assert_eq!((read.text.as_str(), read.has_hash_routing), (text, true));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(wrong("{").starts_with("invalid JSON"));
        let connections = |list: &str| wrong(&format!(r#"{{"connections": [{list}]}}"#));
        assert_eq!(wrong(r#"{"colour": 1}"#), "colour: unknown setting");
        assert_eq!(
            connections(r#"{"id": "a"}"#),
            "connections[0].region: required"
        );
        let address = connections(r#"{"id": "a", "region": "b", "iam": "iam.example"}"#);
        assert!(
            address.starts_with("connections[0].iam: must be one of"),
            "{address}"
        );
        let way = connections(r#"{"id": "a", "region": "b", "sign_in": ["magic"]}"#);
        assert!(way.starts_with("connections[0].sign_in[0]: "), "{way}");
        let twice = connections(r#"{"id": "a", "region": "b"}, {"id": "a", "region": "c"}"#);
        assert_eq!(twice, "connections[1].id: used more than once");
        let missing = Configuration::load(Some(Path::new("no-such.json"))).unwrap_err();
        assert!(missing.to_string().contains("no-such.json"));
    }
}
