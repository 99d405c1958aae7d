//! Kinds of content, and which tools read each of them.

/// The kind of content that a manifest stands for, whatever form the manifest has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Container image.
    Image,
    /// Index: images for several platforms, or other manifests.
    Index,
    /// Build cache of BuildKit.
    BuildCache,
    /// Signature of another manifest.
    Signature,
    /// Provenance: how another manifest was built.
    Provenance,
    /// SBOM: what another manifest consists of.
    Sbom,
    /// Attestation of another kind, or of several kinds.
    Attestation,
    /// Index of what refers to an image, where a registry has no call for that.
    Referrers,
    /// Index of SOCI, with which layers are loaded lazily.
    SociIndex,
    /// Helm chart.
    HelmChart,
    /// Source of Flux.
    FluxSource,
    /// WebAssembly module or component.
    Wasm,
    /// WebAssembly module in a container image.
    WasmImage,
    /// Tekton tasks and pipelines.
    TektonBundle,
    /// Bundle of Open Policy Agent.
    OpaBundle,
    /// Policies of conftest.
    ConftestPolicy,
    /// Policies of Kyverno.
    KyvernoPolicy,
    /// Rules or a plugin of Falco.
    FalcoArtifact,
    /// Dev container feature.
    DevContainerFeature,
    /// Dev container template.
    DevContainerTemplate,
    /// List of dev container features or templates.
    DevContainerCollection,
    /// Project of Docker Compose.
    ComposeProject,
    /// Conda package.
    CondaPackage,
    /// Homebrew bottle.
    HomebrewBottle,
    /// Image file of Singularity or Apptainer.
    SingularityImage,
    /// Model in the layout of ModelPack.
    ModelPack,
    /// Model in the layout of KitOps.
    KitOpsModel,
    /// Model of Docker Model Runner.
    DockerModel,
    /// Model of Ollama.
    OllamaModel,
    /// Model in another layout.
    Model,
    /// Container image that carries a model.
    ModelCar,
    /// Files without a type of their own.
    Files,
    /// Artifact of a type that is not known.
    Artifact,
    /// Anything else, or no manifest at all.
    #[default]
    Unknown,
}

/// The tools that read a kind of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandFamily {
    /// Docker, Podman and everything that runs containers.
    Container,
    /// Docker's builder, which takes the cache.
    BuildCache,
    /// Helm.
    Helm,
    /// Flux.
    Flux,
    /// ORAS, which writes files under their names.
    Oras,
    /// ORAS, which copies the whole where layers are no files with names.
    OrasCopy,
    /// Package tool of WebAssembly.
    Wasm,
    /// Command line of Tekton.
    Tekton,
    /// conftest.
    Conftest,
    /// Command line of Falco.
    Falco,
    /// Docker Compose.
    Compose,
    /// Apptainer or Singularity.
    Apptainer,
    /// Command line of ModelPack.
    ModelPack,
    /// Command line of KitOps.
    KitOps,
    /// Docker Model Runner.
    DockerModel,
    /// Ollama.
    Ollama,
}

use CommandFamily as Family;

/// Each kind with its name for machines and its tools, in the order of the kinds.
const KINDS: &[(Kind, &str, Family)] = &[
    (Kind::Image, "image", Family::Container),
    (Kind::Index, "index", Family::Container),
    (Kind::BuildCache, "build-cache", Family::BuildCache),
    (Kind::Signature, "signature", Family::OrasCopy),
    (Kind::Provenance, "provenance", Family::OrasCopy),
    (Kind::Sbom, "sbom", Family::OrasCopy),
    (Kind::Attestation, "attestation", Family::OrasCopy),
    (Kind::Referrers, "referrers", Family::OrasCopy),
    (Kind::SociIndex, "soci-index", Family::OrasCopy),
    (Kind::HelmChart, "helm-chart", Family::Helm),
    (Kind::FluxSource, "flux-source", Family::Flux),
    (Kind::Wasm, "wasm", Family::Wasm),
    (Kind::WasmImage, "wasm-image", Family::Container),
    (Kind::TektonBundle, "tekton-bundle", Family::Tekton),
    (Kind::OpaBundle, "opa-bundle", Family::OrasCopy),
    (Kind::ConftestPolicy, "conftest-policy", Family::Conftest),
    (Kind::KyvernoPolicy, "kyverno-policy", Family::OrasCopy),
    (Kind::FalcoArtifact, "falco-artifact", Family::Falco),
    (
        Kind::DevContainerFeature,
        "devcontainer-feature",
        Family::OrasCopy,
    ),
    (
        Kind::DevContainerTemplate,
        "devcontainer-template",
        Family::OrasCopy,
    ),
    (
        Kind::DevContainerCollection,
        "devcontainer-collection",
        Family::OrasCopy,
    ),
    (Kind::ComposeProject, "compose-project", Family::Compose),
    (Kind::CondaPackage, "conda-package", Family::OrasCopy),
    (Kind::HomebrewBottle, "homebrew-bottle", Family::OrasCopy),
    (
        Kind::SingularityImage,
        "singularity-image",
        Family::Apptainer,
    ),
    (Kind::ModelPack, "modelpack", Family::ModelPack),
    (Kind::KitOpsModel, "kitops-model", Family::KitOps),
    (Kind::DockerModel, "docker-model", Family::DockerModel),
    (Kind::OllamaModel, "ollama-model", Family::Ollama),
    (Kind::Model, "model", Family::OrasCopy),
    (Kind::ModelCar, "modelcar", Family::Container),
    (Kind::Files, "files", Family::OrasCopy),
    (Kind::Artifact, "artifact", Family::OrasCopy),
    (Kind::Unknown, "unknown", Family::OrasCopy),
];

impl Kind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|(kind, ..)| *kind)
    }

    /// The name for machines, which stays.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// The tools that read it. ORAS also writes files, where layers have names.
    pub(crate) fn family(self) -> Family {
        KINDS[self as usize].2
    }

    /// Whether it says something about another manifest and is nothing by itself.
    #[must_use]
    pub fn is_companion(self) -> bool {
        matches!(
            self,
            Self::Signature
                | Self::Provenance
                | Self::Sbom
                | Self::Attestation
                | Self::Referrers
                | Self::SociIndex
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds_and_names_differ() {
        for (index, (kind, ..)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, index, "{kind:?}");
        }
        assert_eq!(Kind::Unknown as usize + 1, KINDS.len());
        let mut names: Vec<&str> = Kind::all().map(Kind::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KINDS.len());
    }
}
