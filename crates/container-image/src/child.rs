//! Entries of an index.

use std::collections::BTreeMap;

use crate::descriptor::{Descriptor, LazyFormat};
use crate::kind::Kind;
use crate::media_type;
use crate::platform::Platform;
use crate::recognition::Evidence;

/// On an entry, the digest of the image that it says something about.
const REFERENCE: &str = "vnd.docker.reference.digest";
/// On an entry, what it is to that image.
const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
/// The same in an index of SOCI.
const SOCI_REFERENCE: &str = "com.amazon.soci.image-manifest-digest";
/// What must be supported to run an image of Nydus.
const NYDUS_FEATURE: &str = "nydus.remoteimage.v1";

/// One entry of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Child {
    /// The manifest it refers to. The size is that of the manifest, not of the image.
    pub descriptor: Descriptor,
    /// The platform of an image.
    pub platform: Option<Platform>,
}

/// What an entry of an index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildRole {
    /// Image, for a platform or for any.
    Image,
    /// Another index.
    Index,
    /// What says something about another entry: an attestation, or an index for lazy loading.
    Companion,
    /// Artifact of a type.
    Artifact,
    /// Blob, as in old build caches.
    Blob,
    /// Anything else: without a digest, or for an unknown platform without more.
    Other,
}

impl Child {
    /// The digest of the image that it says something about.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        let names = [REFERENCE, SOCI_REFERENCE];
        names
            .into_iter()
            .find_map(|it| self.descriptor.annotation(it))
    }

    /// The kind of a companion or an artifact, as far as the entry tells.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let evidence = Evidence {
            artifact_type: self.descriptor.artifact_type.as_deref(),
            configuration: None,
            layers: &[],
            annotations: &self.descriptor.annotations,
        };
        match self.role() {
            ChildRole::Image => Kind::Image,
            ChildRole::Index => Kind::Index,
            ChildRole::Companion => evidence.kind().unwrap_or(Kind::Attestation),
            ChildRole::Artifact => evidence.kind().unwrap_or(Kind::Artifact),
            ChildRole::Blob | ChildRole::Other => Kind::Unknown,
        }
    }

    /// What it is in its index.
    ///
    /// That a platform is unknown proves no attestation, and an index of SOCI has the platform of
    /// its image: only types and annotations tell.
    #[must_use]
    pub fn role(&self) -> ChildRole {
        let Descriptor {
            digest, media_type, ..
        } = &self.descriptor;
        let is_known =
            media_type.is_empty() || media_type::MANIFESTS.contains(&media_type.as_str());
        let is_unknown = self.platform.as_ref().is_some_and(Platform::is_unknown);
        match () {
            () if digest.is_empty() => ChildRole::Other,
            () if !is_known => ChildRole::Blob,
            () if self.is_companion() => ChildRole::Companion,
            () if [media_type::OCI_INDEX, media_type::DOCKER_LIST]
                .contains(&media_type.as_str()) =>
            {
                ChildRole::Index
            }
            () if self.is_typed() => ChildRole::Artifact,
            () if is_unknown => ChildRole::Other,
            () => ChildRole::Image,
        }
    }

    /// Whether it says something about another entry of its index.
    fn is_companion(&self) -> bool {
        let reference = self.descriptor.annotation(REFERENCE_TYPE);
        let is_attestation = match reference {
            Some(reference) => reference == "attestation-manifest",
            None => self.descriptor.annotation(REFERENCE).is_some(),
        };
        let artifact_type = self.descriptor.artifact_type.as_deref().unwrap_or_default();
        is_attestation
            || self.descriptor.annotation(SOCI_REFERENCE).is_some()
            || artifact_type.starts_with("application/vnd.docker.attestation.manifest.")
            || artifact_type.starts_with("application/vnd.amazon.soci.")
    }

    /// Whether it has a type that no image has.
    fn is_typed(&self) -> bool {
        let artifact_type = self.descriptor.artifact_type.as_deref();
        artifact_type.is_some_and(|it| !media_type::is_image_configuration(it))
    }

    /// The format of an image that can be loaded lazily, where its entry tells.
    #[must_use]
    pub fn lazy_format(&self) -> Option<LazyFormat> {
        let mut features = self.platform.iter().flat_map(|it| &it.os_features);
        let is_nydus = features.any(|it| it == NYDUS_FEATURE);
        match is_nydus {
            true => Some(LazyFormat::Nydus),
            false => self.descriptor.lazy_format(),
        }
    }

    /// The annotations, by name.
    #[must_use]
    pub fn annotations(&self) -> &BTreeMap<String, String> {
        &self.descriptor.annotations
    }
}
