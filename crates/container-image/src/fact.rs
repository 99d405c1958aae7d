//! Facts that people look for, by names that stay: from annotations, and from the configurations of
//! artifacts.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::child::Child;
use crate::json;
use crate::kind::Kind;
use crate::manifest::Manifest;

/// The name of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactName {
    /// Name of the chart, feature, package or model.
    Name,
    /// Its version.
    Version,
    /// Version of the application that a chart installs.
    AppVersion,
    /// Description in a few words.
    Description,
    /// Moment of creation, as it was written.
    Created,
    /// Authors.
    Authors,
    /// Vendor.
    Vendor,
    /// Licences.
    Licenses,
    /// Home page.
    Url,
    /// Address of the documentation.
    Documentation,
    /// Address of the source code.
    Source,
    /// Revision of the source code.
    Revision,
    /// Name of the base image.
    BaseName,
    /// Digest of the base image.
    BaseDigest,
    /// One of the things within: a Tekton task or pipeline.
    Item,
    /// System that a WebAssembly program is for: `wasip1` is a module, `wasip2` a component.
    System,
    /// Format of a model's files.
    Format,
    /// Family of a model.
    Family,
    /// Architecture of a model.
    Architecture,
    /// Number of a model's parameters.
    Parameters,
    /// Precision of a model's numbers.
    Precision,
    /// Quantization of a model.
    Quantization,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub name: FactName,
    /// The value, as it was written.
    pub value: String,
}

/// Annotations with a meaning. Of two spellings the first that is there counts.
const ANNOTATIONS: &[(&str, FactName)] = &[
    ("org.opencontainers.image.title", FactName::Name),
    ("org.opencontainers.image.version", FactName::Version),
    (
        "org.opencontainers.image.description",
        FactName::Description,
    ),
    ("org.opencontainers.image.created", FactName::Created),
    ("org.opencontainers.artifact.created", FactName::Created),
    ("org.opencontainers.image.authors", FactName::Authors),
    ("org.opencontainers.image.vendor", FactName::Vendor),
    ("org.opencontainers.image.licenses", FactName::Licenses),
    ("org.opencontainers.image.license", FactName::Licenses),
    ("org.opencontainers.image.url", FactName::Url),
    (
        "org.opencontainers.image.documentation",
        FactName::Documentation,
    ),
    ("org.opencontainers.image.source", FactName::Source),
    ("org.opencontainers.image.revision", FactName::Revision),
    ("org.opencontainers.image.base.name", FactName::BaseName),
    ("org.opencontainers.image.base.digest", FactName::BaseDigest),
];

/// Fields of the configurations of artifacts.
const FIELDS: &[(Kind, &[&str], FactName)] = &[
    (Kind::HelmChart, &["name"], FactName::Name),
    (Kind::HelmChart, &["version"], FactName::Version),
    (Kind::HelmChart, &["appVersion"], FactName::AppVersion),
    (Kind::HelmChart, &["description"], FactName::Description),
    (Kind::HelmChart, &["home"], FactName::Url),
    (Kind::Wasm, &["os"], FactName::System),
    (Kind::Wasm, &["created"], FactName::Created),
    (Kind::FalcoArtifact, &["name"], FactName::Name),
    (Kind::FalcoArtifact, &["version"], FactName::Version),
    (Kind::ModelPack, &["descriptor", "name"], FactName::Name),
    (
        Kind::ModelPack,
        &["descriptor", "version"],
        FactName::Version,
    ),
    (
        Kind::ModelPack,
        &["descriptor", "licenses"],
        FactName::Licenses,
    ),
    (Kind::ModelPack, &["config", "format"], FactName::Format),
    (
        Kind::ModelPack,
        &["config", "architecture"],
        FactName::Architecture,
    ),
    (
        Kind::ModelPack,
        &["config", "paramSize"],
        FactName::Parameters,
    ),
    (
        Kind::ModelPack,
        &["config", "precision"],
        FactName::Precision,
    ),
    (
        Kind::ModelPack,
        &["config", "quantization"],
        FactName::Quantization,
    ),
    (Kind::KitOpsModel, &["package", "name"], FactName::Name),
    (
        Kind::KitOpsModel,
        &["package", "version"],
        FactName::Version,
    ),
    (Kind::KitOpsModel, &["model", "framework"], FactName::Format),
    (Kind::DockerModel, &["config", "format"], FactName::Format),
    (
        Kind::DockerModel,
        &["config", "parameters"],
        FactName::Parameters,
    ),
    (
        Kind::DockerModel,
        &["config", "quantization"],
        FactName::Quantization,
    ),
    (Kind::OllamaModel, &["model_format"], FactName::Format),
    (Kind::OllamaModel, &["model_family"], FactName::Family),
    (Kind::OllamaModel, &["model_type"], FactName::Parameters),
    (Kind::OllamaModel, &["file_type"], FactName::Quantization),
    (Kind::Model, &["model_format_name"], FactName::Format),
];

/// The fields of a dev container feature or template that its annotation holds.
const METADATA: &[(&str, FactName)] = &[
    ("name", FactName::Name),
    ("version", FactName::Version),
    ("description", FactName::Description),
];

impl Manifest {
    /// What the annotations tell.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if let Some(metadata) = self.annotations.get("dev.containers.metadata") {
            let metadata = json::object(metadata).unwrap_or_default();
            for (field, name) in METADATA {
                add(&mut facts, *name, json::text(&metadata, field));
            }
        }
        add_annotations(&mut facts, &self.annotations);
        let items = self.layers.iter().filter_map(|it| {
            let kind = it.annotation("dev.tekton.image.kind").unwrap_or_default();
            let item = format!("{kind} {}", it.annotation("dev.tekton.image.name")?);
            Some(item.trim_start().to_owned())
        });
        let name = FactName::Item;
        facts.extend(items.map(|value| Fact { name, value }));
        facts
    }
}

impl Child {
    /// What the annotations of the entry tell.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        add_annotations(&mut facts, &self.descriptor.annotations);
        facts
    }
}

/// What the configuration of an artifact of that kind tells.
#[must_use]
pub fn configuration_facts(kind: Kind, text: &str) -> Vec<Fact> {
    let root = json::object(text).unwrap_or_default();
    let mut facts = Vec::new();
    for (_, path, name) in FIELDS.iter().filter(|(it, ..)| *it == kind) {
        add(&mut facts, *name, json::at(&root, path).and_then(words));
    }
    facts
}

/// A text, or the texts of a list.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => {
            let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            Some(texts.join(", "))
        }
        _ => None,
    }
}

fn add_annotations(facts: &mut Vec<Fact>, annotations: &BTreeMap<String, String>) {
    for (annotation, name) in ANNOTATIONS {
        add(facts, *name, annotations.get(*annotation).cloned());
    }
}

fn add(facts: &mut Vec<Fact>, name: FactName, value: Option<String>) {
    let is_new = !facts.iter().any(|it| it.name == name);
    let value = value.filter(|it| is_new && !it.is_empty());
    facts.extend(value.map(|value| Fact { name, value }));
}
