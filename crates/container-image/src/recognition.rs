//! Recognition of kinds: one table of what types and annotations tell.
//!
//! A kind is often told by the media type of the configuration alone, and that of an image is no
//! proof of an image: some tools give it to layers of their own.

use std::collections::BTreeMap;

use crate::descriptor::Descriptor;
use crate::kind::Kind;

/// A place where a kind shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Type of the artifact or of the configuration.
    Type,
    /// Type of a layer.
    Layer,
    /// Annotation of the manifest: `name` or `name=value`.
    Annotation,
    /// Annotation of a layer.
    LayerAnnotation,
}

use Place::{Annotation, Layer, LayerAnnotation, Type};

/// What each place begins with, and the kind that it tells. The first that fits holds: a type goes
/// before a layer, and the narrower before the wider.
const RULES: &[(Place, &str, Kind)] = &[
    (Type, "application/vnd.cncf.helm.config.", Kind::HelmChart),
    (Type, "application/vnd.cncf.flux.config.", Kind::FluxSource),
    (Type, "application/vnd.wasm.config.", Kind::Wasm),
    (
        Layer,
        "application/vnd.cncf.openpolicyagent.policy.layer.",
        Kind::ConftestPolicy,
    ),
    (
        Type,
        "application/vnd.cncf.openpolicyagent.",
        Kind::OpaBundle,
    ),
    (Type, "application/vnd.cncf.kyverno.", Kind::KyvernoPolicy),
    (Type, "application/vnd.cncf.falco.", Kind::FalcoArtifact),
    (
        Layer,
        "application/vnd.devcontainers.collection.",
        Kind::DevContainerCollection,
    ),
    (
        Annotation,
        "com.github.package.type=devcontainer_template",
        Kind::DevContainerTemplate,
    ),
    (
        Type,
        "application/vnd.devcontainers",
        Kind::DevContainerFeature,
    ),
    (
        Type,
        "application/vnd.docker.compose.project",
        Kind::ComposeProject,
    ),
    (
        Type,
        "application/vnd.buildkit.cacheconfig.",
        Kind::BuildCache,
    ),
    (Type, "application/vnd.cncf.notary.", Kind::Signature),
    (
        Type,
        "application/vnd.dev.cosign.artifact.sig.",
        Kind::Signature,
    ),
    (
        Type,
        "application/vnd.dev.cosign.artifact.att.",
        Kind::Attestation,
    ),
    (
        Type,
        "application/vnd.dev.cosign.artifact.sbom.",
        Kind::Sbom,
    ),
    (
        Type,
        "application/vnd.dev.sigstore.bundle",
        Kind::Attestation,
    ),
    (
        Type,
        "application/vnd.docker.attestation.manifest.",
        Kind::Attestation,
    ),
    (Type, "application/vnd.in-toto", Kind::Attestation),
    (Type, "application/vnd.dsse.envelope", Kind::Attestation),
    (Type, "application/vnd.cyclonedx", Kind::Sbom),
    (Type, "application/spdx", Kind::Sbom),
    (Type, "text/spdx", Kind::Sbom),
    (Type, "application/vnd.syft", Kind::Sbom),
    (Type, "application/vnd.amazon.soci.", Kind::SociIndex),
    (Type, "application/vnd.sylabs.sif.", Kind::SingularityImage),
    (Type, "application/vnd.cncf.model.", Kind::ModelPack),
    (Type, "application/vnd.kitops.modelkit.", Kind::KitOpsModel),
    (Type, "application/vnd.docker.ai.", Kind::DockerModel),
    (Type, "application/x-mlmodel", Kind::Model),
    (Type, "application/x-config", Kind::Model),
    (Layer, "application/vnd.ollama.image.", Kind::OllamaModel),
    (
        Layer,
        "application/vnd.dev.cosign.simplesigning",
        Kind::Signature,
    ),
    (
        Layer,
        "application/vnd.dev.sigstore.bundle",
        Kind::Attestation,
    ),
    (Layer, "application/vnd.dsse.envelope", Kind::Attestation),
    (Layer, "application/vnd.in-toto", Kind::Attestation),
    (Layer, "application/vnd.cyclonedx", Kind::Sbom),
    (Layer, "application/spdx", Kind::Sbom),
    (Layer, "text/spdx", Kind::Sbom),
    (Layer, "application/vnd.syft", Kind::Sbom),
    (Layer, "application/vnd.sylabs.sif.", Kind::SingularityImage),
    // As early versions spelled it.
    (
        Layer,
        "appliciation/vnd.sylabs.sif.",
        Kind::SingularityImage,
    ),
    (Layer, "application/vnd.conda.", Kind::CondaPackage),
    (Layer, "application/vnd.wasm.", Kind::Wasm),
    (Layer, "application/wasm", Kind::Wasm),
    (Layer, "application/vnd.docker.ai.", Kind::DockerModel),
    (Layer, "application/vnd.cncf.model.", Kind::ModelPack),
    (Layer, "application/vnd.kitops.modelkit.", Kind::KitOpsModel),
    (Layer, "application/x-mlmodel", Kind::Model),
    (LayerAnnotation, "dev.tekton.image.name", Kind::TektonBundle),
    (LayerAnnotation, "olot.layer.content.", Kind::ModelCar),
    (
        Annotation,
        "com.github.package.type=homebrew_bottle",
        Kind::HomebrewBottle,
    ),
    (Annotation, "sh.brew.", Kind::HomebrewBottle),
    (Annotation, "module.wasm.image/variant", Kind::WasmImage),
    (Type, "application/vnd.unknown.", Kind::Files),
    (Type, "application/vnd.oci.empty.", Kind::Artifact),
];

/// What an attestation states, by how the type of its predicate begins.
const PREDICATES: &[(&str, Kind)] = &[
    ("https://slsa.dev/provenance/", Kind::Provenance),
    ("https://spdx.dev/", Kind::Sbom),
    ("https://spdx.github.io/", Kind::Sbom),
    ("https://cyclonedx.org/", Kind::Sbom),
    ("https://sigstore.dev/cosign/sign/", Kind::Signature),
];

/// The annotations that carry the type of a predicate.
const PREDICATE_TYPES: &[&str] = &[
    "in-toto.io/predicate-type",
    "predicateType",
    "dev.sigstore.bundle.predicateType",
];

/// What is known of a manifest, or of the entry of an index that refers to one.
pub(crate) struct Evidence<'a> {
    /// What `artifactType` says.
    pub(crate) artifact_type: Option<&'a str>,
    /// The media type of the configuration.
    pub(crate) configuration: Option<&'a str>,
    pub(crate) layers: &'a [Descriptor],
    pub(crate) annotations: &'a BTreeMap<String, String>,
}

impl Evidence<'_> {
    /// The kind that the first fitting rule tells; `None` when no rule fits.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let (.., kind) = RULES.iter().find(|&&(place, start, _)| match place {
            Type => self.types().any(|it| it.starts_with(start)),
            Layer => self
                .layers
                .iter()
                .any(|it| it.media_type.starts_with(start)),
            Annotation => has(self.annotations, start),
            LayerAnnotation => self.layers.iter().any(|it| has(&it.annotations, start)),
        })?;
        Some(match kind {
            Kind::Attestation => self.attestation(),
            kind => *kind,
        })
    }

    fn types(&self) -> impl Iterator<Item = &str> {
        self.artifact_type.into_iter().chain(self.configuration)
    }

    /// An attestation is called by what it states, where that is one thing.
    fn attestation(&self) -> Kind {
        match self.statements()[..] {
            [kind] => kind,
            _ => Kind::Attestation,
        }
    }

    /// The kinds of what is stated, each once.
    pub(crate) fn statements(&self) -> Vec<Kind> {
        let layers = self.layers.iter().map(|it| &it.annotations);
        let mut kinds = Vec::new();
        for annotations in layers.chain([self.annotations]) {
            let kind = statement(annotations);
            kinds.extend(kind.filter(|it| !kinds.contains(it)));
        }
        kinds
    }
}

/// What the annotations of a manifest or of a layer say about its statement.
fn statement(annotations: &BTreeMap<String, String>) -> Option<Kind> {
    let mut names = PREDICATE_TYPES.iter();
    if let Some(predicate) = names.find_map(|name| annotations.get(*name)) {
        return Some(predicate_kind(predicate));
    }
    let content = annotations.get("dev.sigstore.bundle.content");
    content
        .filter(|it| *it == "message-signature")
        .map(|_| Kind::Signature)
}

/// The kind of a statement by the type of its predicate.
pub(crate) fn predicate_kind(predicate_type: &str) -> Kind {
    let mut known = PREDICATES.iter();
    let kind = known.find_map(|(start, kind)| predicate_type.starts_with(*start).then_some(*kind));
    kind.unwrap_or(Kind::Attestation)
}

/// Whether an annotation begins like that, or has that value.
fn has(annotations: &BTreeMap<String, String>, rule: &str) -> bool {
    match rule.split_once('=') {
        Some((name, value)) => annotations.get(name).is_some_and(|it| it == value),
        None => annotations.keys().any(|it| it.starts_with(rule)),
    }
}
