//! What a manifest says: its kind, its layers, its platforms. Pure, and it reads anything: what is
//! no manifest is [`Kind::Unknown`], never an error, because the text is whatever somebody pushed.
//!
//! Sizes are those of the compressed blobs, as they are stored and sent. An index knows the sizes of
//! its children's manifests only, so it has no size of its own to show.

mod child;
mod deletion;
mod parse;
mod pretty;
mod signature_tag;

use std::collections::BTreeMap;

pub use child::{Child, Platform};
pub use deletion::{DeletionPlan, Manifests, PlannedImage};
pub use pretty::pretty;
pub use signature_tag::{SignatureKind, SignatureTag};

/// The kind of content under a digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// One image, in Docker's first form: schema 1. It does not say how large its layers are.
    DockerSchema1,
    /// One image, in Docker's form: schema 2.
    DockerImage,
    /// An index in Docker's form: a manifest list.
    DockerList,
    /// One image, in the form of the OCI.
    OciImage,
    /// An index, in the form of the OCI.
    OciIndex,
    /// Something else than an image: a chart, a signature, an attestation.
    Artifact,
    /// Anything else, or no manifest at all.
    #[default]
    Unknown,
}

/// A reference to a blob.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptor {
    /// The digest of the blob.
    pub digest: String,
    /// How many bytes the blob has.
    pub size_bytes: u64,
    /// The media type of the blob.
    pub media_type: String,
}

/// The content of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The kind of content.
    pub kind: Kind,
    /// The media type, as it was written or as it follows from the content.
    pub media_type: String,
    /// What an artifact is, where it says so.
    pub artifact_type: Option<String>,
    /// The image that an artifact is about.
    pub subject: Option<Descriptor>,
    /// The configuration of an image.
    pub config: Option<Descriptor>,
    /// The layers of an image, the lowest first.
    pub layers: Vec<Descriptor>,
    /// What an index refers to, attestations too.
    pub children: Vec<Child>,
    /// The annotations, by name.
    pub annotations: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads a manifest.
    pub fn parse(text: &str) -> Self {
        parse::manifest(text).unwrap_or_default()
    }

    /// Whether it refers to images instead of being one.
    pub fn is_index(&self) -> bool {
        matches!(self.kind, Kind::DockerList | Kind::OciIndex)
    }

    /// Everything it needs beside itself: layers and configuration, each blob once.
    pub fn blobs(&self) -> BTreeMap<&str, u64> {
        let all = self.layers.iter().chain(&self.config);
        all.map(|it| (it.digest.as_str(), it.size_bytes)).collect()
    }

    /// The compressed size of an image; an index has none, and schema 1 does not say.
    pub fn size_bytes(&self) -> Option<u64> {
        let has_blobs = self.kind != Kind::DockerSchema1 && self.has_blobs();
        let sum = || self.blobs().into_values().fold(0, u64::saturating_add);
        has_blobs.then(sum)
    }

    fn has_blobs(&self) -> bool {
        self.config.is_some() || !self.layers.is_empty()
    }

    /// The images of an index.
    pub fn images(&self) -> impl Iterator<Item = &Child> {
        self.children.iter().filter(|it| !it.is_attestation())
    }

    /// The platforms of an index, in its order.
    pub fn platforms(&self) -> impl Iterator<Item = &Platform> {
        self.images().filter_map(|it| it.platform.as_ref())
    }

    /// How many children say something about their sisters and are no images themselves.
    pub fn attestation_count(&self) -> usize {
        self.children.len() - self.images().count()
    }
}
