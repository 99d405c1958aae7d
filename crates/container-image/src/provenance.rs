//! Provenance by SLSA, version 0.2 and 1: who built something, how, and from what.

use serde_json::Value;

use crate::json;

/// What was said of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The builder, mostly an address.
    pub builder: Option<String>,
    /// The type of the build.
    pub build_type: Option<String>,
    /// The address of the source code.
    pub source: Option<String>,
    /// The revision of the source code.
    pub revision: Option<String>,
    /// The file within the source that says how to build.
    pub entry_point: Option<String>,
    /// The moment when the build began, as it was written.
    pub started: Option<String>,
    /// The moment when the build ended, as it was written.
    pub finished: Option<String>,
    /// What the build took in.
    pub materials: Vec<Material>,
}

/// Something that a build took in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    /// The address.
    pub uri: String,
    /// The digest with its algorithm.
    pub digest: Option<String>,
}

/// Where each fact may stand, in the order of the fields of [`Provenance`] and the best place first.
/// BuildKit notes the repository that it ran in, which tells more than the address of a context.
type Places = &'static [&'static [&'static str]];

const BUILDER: Places = &[&["builder", "id"], &["runDetails", "builder", "id"]];
const BUILD_TYPE: Places = &[&["buildType"], &["buildDefinition", "buildType"]];
const BUILDKIT_V02: &str = "https://mobyproject.org/buildkit@v1#metadata";
const SOURCE: Places = &[
    &["metadata", BUILDKIT_V02, "vcs", "source"],
    &[
        "runDetails",
        "metadata",
        "buildkit_metadata",
        "vcs",
        "source",
    ],
    &[
        "buildDefinition",
        "externalParameters",
        "workflow",
        "repository",
    ],
    &["invocation", "configSource", "uri"],
    &[
        "buildDefinition",
        "externalParameters",
        "configSource",
        "uri",
    ],
];
const REVISION: Places = &[
    &["metadata", BUILDKIT_V02, "vcs", "revision"],
    &[
        "runDetails",
        "metadata",
        "buildkit_metadata",
        "vcs",
        "revision",
    ],
    &["invocation", "configSource", "digest", "sha1"],
    &[
        "buildDefinition",
        "externalParameters",
        "configSource",
        "digest",
        "sha1",
    ],
    &["buildDefinition", "externalParameters", "workflow", "ref"],
];
const ENTRY_POINT: Places = &[
    &["invocation", "configSource", "entryPoint"],
    &[
        "buildDefinition",
        "externalParameters",
        "configSource",
        "path",
    ],
    &["buildDefinition", "externalParameters", "workflow", "path"],
];
const STARTED: Places = &[
    &["metadata", "buildStartedOn"],
    &["runDetails", "metadata", "startedOn"],
];
const FINISHED: Places = &[
    &["metadata", "buildFinishedOn"],
    &["runDetails", "metadata", "finishedOn"],
];

impl Provenance {
    /// The facts of a predicate.
    pub(crate) fn of(predicate: &Value) -> Self {
        let first = |places: Places| {
            let mut places = places.iter();
            places.find_map(|path| json::text_at(predicate, path))
        };
        Self {
            builder: first(BUILDER),
            build_type: first(BUILD_TYPE),
            source: first(SOURCE),
            revision: first(REVISION),
            entry_point: first(ENTRY_POINT),
            started: first(STARTED),
            finished: first(FINISHED),
            materials: materials(predicate),
        }
    }
}

fn materials(predicate: &Value) -> Vec<Material> {
    let dependencies = predicate.get("buildDefinition").unwrap_or(&Value::Null);
    let old = json::list(predicate, "materials").iter();
    let all = old.chain(json::list(dependencies, "resolvedDependencies"));
    let material = |it: &Value| {
        Some(Material {
            uri: json::text(it, "uri").or_else(|| json::text(it, "name"))?,
            digest: digest(it),
        })
    };
    all.filter_map(material).collect()
}

/// The digest of a material or a subject: `{"sha256": "0a…"}`. SHA-256 goes before any other.
pub(crate) fn digest(value: &Value) -> Option<String> {
    let digests = json::pairs(value, "digest");
    let (algorithm, hex) = digests.get_key_value("sha256").or(digests.iter().next())?;
    Some(format!("{algorithm}:{hex}"))
}
