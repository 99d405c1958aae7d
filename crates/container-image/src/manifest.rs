//! Manifests, as they are read.
//!
//! Sizes are those of the compressed blobs, as they are stored and sent. An index knows the sizes of
//! its children's manifests only, so it has no size of its own to show.

use std::collections::BTreeMap;

use crate::child::{Child, ChildRole};
use crate::companion::{CompanionKind, CompanionTag};
use crate::descriptor::Descriptor;
use crate::kind::{CommandFamily, Kind};
use crate::media_type;
use crate::platform::Platform;
use crate::recognition::Evidence;

/// The form in which a manifest is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Docker schema 1. It does not say how large its layers are.
    DockerSchema1,
    /// Docker schema 2.
    DockerImage,
    /// Docker manifest list.
    DockerList,
    /// OCI image manifest.
    OciImage,
    /// OCI index.
    OciIndex,
    /// OCI artifact manifest, of a draft that was given up.
    OciArtifact,
    /// Anything else, or no manifest at all.
    #[default]
    Unknown,
}

/// The content of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The form it is written in.
    pub form: Form,
    /// The kind of content, as far as the manifest tells without its tag.
    pub kind: Kind,
    /// The media type, as it was written or as it follows from the content.
    pub media_type: String,
    /// The type of an artifact, where `artifactType` says it.
    pub artifact_type: Option<String>,
    /// The manifest that this one says something about.
    pub subject: Option<Descriptor>,
    /// The configuration.
    pub config: Option<Descriptor>,
    /// The layers, base first; files and other blobs of an artifact, too.
    pub layers: Vec<Descriptor>,
    /// The entries of an index.
    pub children: Vec<Child>,
    /// The platform, which only Docker schema 1 has in the manifest.
    pub platform: Option<Platform>,
    /// The annotations, by name.
    pub annotations: BTreeMap<String, String>,
}

impl Form {
    /// The form that a media type names.
    pub(crate) fn of(media_type: &str) -> Self {
        match media_type {
            media_type::DOCKER_SCHEMA_1 | media_type::DOCKER_SCHEMA_1_SIGNED => Self::DockerSchema1,
            media_type::DOCKER_IMAGE => Self::DockerImage,
            media_type::DOCKER_LIST => Self::DockerList,
            media_type::OCI_IMAGE => Self::OciImage,
            media_type::OCI_INDEX => Self::OciIndex,
            media_type::OCI_ARTIFACT => Self::OciArtifact,
            _ => Self::Unknown,
        }
    }
}

impl Manifest {
    /// Whether it refers to manifests in place of having layers.
    #[must_use]
    pub fn is_index(&self) -> bool {
        matches!(self.form, Form::DockerList | Form::OciIndex)
    }

    /// The type of an artifact, or the media type of the configuration.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        let configuration = self.config.as_ref().map(|it| it.media_type.as_str());
        media_type::artifact(self.artifact_type.as_deref(), configuration)
    }

    /// The kind of content under a tag: some kinds are told by the name of their tag only.
    #[must_use]
    pub fn kind_under(&self, tag: &str) -> Kind {
        match self.companion_tag(tag) {
            None => self.kind,
            Some(_) if self.kind.is_companion() => self.kind,
            Some(tag) => tag.kind.into(),
        }
    }

    /// The image that a tag is named after. A digest without an ending is a name that people may
    /// use, too: there the content must be an index of what is no image.
    #[must_use]
    pub fn companion_tag(&self, tag: &str) -> Option<CompanionTag> {
        let is_referrers = || {
            let is_apart =
                |it: &Child| matches!(it.role(), ChildRole::Artifact | ChildRole::Companion);
            self.is_index() && self.children.iter().all(is_apart)
        };
        CompanionTag::of(tag).filter(|it| it.kind != CompanionKind::Referrers || is_referrers())
    }

    /// The tools that read it.
    #[must_use]
    pub fn family(&self) -> CommandFamily {
        let runs = |it: &Child| matches!(it.role(), ChildRole::Image | ChildRole::Index);
        match self.kind.family() {
            // The old layout of WebAssembly has named files, and its newer tools refuse it.
            CommandFamily::OrasCopy | CommandFamily::Wasm if self.files().next().is_some() => {
                CommandFamily::Oras
            }
            CommandFamily::Container if self.is_index() && !self.children.iter().any(runs) => {
                CommandFamily::OrasCopy
            }
            family => family,
        }
    }

    /// The layers that are files with names of their own.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Descriptor)> {
        self.layers
            .iter()
            .filter(|it| !it.is_empty())
            .filter_map(|it| Some((it.title()?, it)))
    }

    /// The kinds of what is stated about the subject, each once.
    #[must_use]
    pub fn statements(&self) -> Vec<Kind> {
        self.evidence().statements()
    }

    pub(crate) fn evidence(&self) -> Evidence<'_> {
        Evidence {
            artifact_type: self.artifact_type.as_deref(),
            configuration: self.config.as_ref().map(|it| it.media_type.as_str()),
            layers: &self.layers,
            annotations: &self.annotations,
        }
    }

    /// Every blob that is stored for it: layers and configuration, each once. Foreign layers are
    /// not among them, and a blob without a digest cannot be told from another.
    #[must_use]
    pub fn blobs(&self) -> BTreeMap<&str, u64> {
        self.distinct(|it| !it.is_foreign())
    }

    fn distinct(&self, is_meant: fn(&Descriptor) -> bool) -> BTreeMap<&str, u64> {
        let children = self.children.iter();
        let cached = children.filter(|it| it.role() == ChildRole::Blob);
        let cached = cached.map(|it| &it.descriptor);
        let all = self.layers.iter().chain(&self.config).chain(cached);
        let meant = all.filter(|it| !it.digest.is_empty() && is_meant(it));
        meant
            .map(|it| (it.digest.as_str(), it.size_bytes))
            .collect()
    }

    /// The compressed size of what is stored; `None` for an index and for schema 1, which do not
    /// say it.
    #[must_use]
    pub fn size_bytes(&self) -> Option<u64> {
        let blobs = self.blobs();
        let is_said = self.form != Form::DockerSchema1 && !blobs.is_empty();
        is_said.then(|| blobs.into_values().fold(0, u64::saturating_add))
    }

    /// The compressed size of the layers that are stored elsewhere.
    #[must_use]
    pub fn foreign_bytes(&self) -> u64 {
        let stored = self.blobs();
        let foreign = self.distinct(Descriptor::is_foreign).into_iter();
        foreign
            .filter(|(digest, _)| !stored.contains_key(digest))
            .fold(0, |sum, (_, size)| u64::saturating_add(sum, size))
    }

    /// The images of an index.
    pub fn images(&self) -> impl Iterator<Item = &Child> {
        self.with_role(ChildRole::Image)
    }

    /// The entries of an index that are something like that.
    pub fn with_role(&self, role: ChildRole) -> impl Iterator<Item = &Child> {
        self.children.iter().filter(move |it| it.role() == role)
    }

    /// The platforms of an index, in its order, or the one of an image that says it.
    pub fn platforms(&self) -> impl Iterator<Item = &Platform> {
        let of_images = self.images().filter_map(|it| it.platform.as_ref());
        of_images.chain(&self.platform)
    }

    /// The number of entries that say something about other entries.
    #[must_use]
    pub fn companion_count(&self) -> usize {
        self.with_role(ChildRole::Companion).count()
    }
}
