//! Builds artifacts that are attached to an image.
//!
//! cosign identifies the image by the name of the tag, so its manifest alone does not; an artifact of
//! OCI 1.1 names its subject.

use serde_json::{Value, json};

use super::{Blob, carry};
use crate::image::{Digest, media_type};

const EMPTY: &str = "application/vnd.oci.empty.v1+json";
const SIMPLE_SIGNING: &str = "application/vnd.dev.cosign.simplesigning.v1+json";

/// A manifest and the blobs to push before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    pub blobs: Vec<Blob>,
    pub manifest: Blob,
}

impl Companion {
    /// A signature as cosign writes it; `signature` is in base64.
    pub fn signature(about: &Digest, name: &str, signature: &str) -> Self {
        let payload = json!({
            "critical": {
                "identity": {"docker-reference": name},
                "image": {"docker-manifest-digest": about.as_str()},
                "type": "cosign container image signature",
            },
            "optional": null,
        });
        let payload = Blob::json(SIMPLE_SIGNING, &payload);
        let annotations = json!({"dev.cosignproject.cosign/signature": signature});
        let (config, manifest) = carry(&payload, "", annotations);
        Self {
            blobs: vec![payload, config],
            manifest,
        }
    }

    /// One file about a manifest; `kind` is its media type and what the artifact is.
    pub fn artifact(
        about: &Blob,
        kind: &'static str,
        content: Vec<u8>,
        annotations: &Value,
    ) -> Self {
        let content = Blob::new(kind, content);
        let config = Blob::json(EMPTY, &json!({}));
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": media_type::OCI_IMAGE,
            "artifactType": kind,
            "config": config.descriptor(),
            "layers": [content.descriptor()],
            "subject": about.descriptor(),
            "annotations": annotations,
        });
        Self {
            blobs: vec![content, config],
            manifest: Blob::json(media_type::OCI_IMAGE, &manifest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Manifest;

    #[test]
    fn an_artifact_is_about_its_subject_and_a_signature_does_not_say() {
        let about = Blob::json(media_type::OCI_INDEX, &json!({}));
        let sbom = Companion::artifact(&about, "application/spdx+json", vec![1], &json!({}));
        let read = Manifest::parse(sbom.manifest.media_type, &sbom.manifest.bytes).unwrap();
        assert_eq!(read.subject, Some(about.digest.clone()));
        assert_eq!(read.artifact_type.as_deref(), Some("application/spdx+json"));
        let signature = Companion::signature(&about.digest, "o/app", "AA==");
        let read = Manifest::parse(media_type::OCI_IMAGE, &signature.manifest.bytes).unwrap();
        assert_eq!(read.subject, None);
    }
}
