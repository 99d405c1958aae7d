//! All formats except Docker schema 1: images, indexes, and artifacts in the current form and in that of the
//! OCI 1.1 draft.
//!
//! To a registry, an artifact is an image: a set of blobs. Its type is `artifactType`, or otherwise the media
//! type of its configuration.

use std::collections::BTreeMap;

use container_image::media_type;
use serde::Deserialize;

use super::{Child, Content, Manifest, NotAManifest, agree, digest, malformed};
use crate::image::Digest;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    schema_version: Option<i64>,
    media_type: Option<String>,
    artifact_type: Option<String>,
    config: Option<Descriptor>,
    layers: Option<Vec<Descriptor>>,
    manifests: Option<Vec<Descriptor>>,
    /// The layers of an OCI artifact manifest.
    blobs: Option<Vec<Descriptor>>,
    subject: Option<Descriptor>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    #[serde(default)]
    media_type: String,
    digest: String,
    size: u64,
}

pub(super) fn read(media_type: &'static str, bytes: &[u8]) -> Result<Manifest, NotAManifest> {
    let wire: Wire = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
    agree(wire.media_type.as_ref(), media_type)?;
    check_version(&wire, media_type)?;
    let is_oci = ![media_type::DOCKER_IMAGE, media_type::DOCKER_LIST].contains(&media_type);
    let subject = wire.subject.as_ref().filter(|_| is_oci);
    let subject = subject.map(|subject| digest(&subject.digest)).transpose()?;
    let artifact_type = artifact_type(&wire).filter(|_| is_oci);
    let content = match media_type {
        media_type::DOCKER_IMAGE | media_type::OCI_IMAGE => image(wire)?,
        media_type::OCI_ARTIFACT => artifact(wire)?,
        _ => index(wire)?,
    };
    Ok(Manifest {
        media_type,
        digest: Digest::of(bytes),
        schema_version: 2,
        content,
        subject,
        artifact_type,
    })
}

fn check_version(wire: &Wire, outside: &'static str) -> Result<(), NotAManifest> {
    match wire.schema_version {
        Some(2) => Ok(()),
        // The draft left it out.
        None if outside == media_type::OCI_ARTIFACT => Ok(()),
        None => Err(NotAManifest::Malformed("schemaVersion is missing".into())),
        Some(found) => Err(NotAManifest::SchemaVersion {
            found,
            wanted: 2,
            outside,
        }),
    }
}

fn artifact_type(wire: &Wire) -> Option<String> {
    let config = wire
        .config
        .as_ref()
        .map(|config| config.media_type.as_str());
    media_type::artifact(wire.artifact_type.as_deref(), config).map(str::to_owned)
}

fn image(wire: Wire) -> Result<Content, NotAManifest> {
    // What one kind has and the other has not must not be there: a client could read it either way.
    if wire.manifests.is_some() || wire.blobs.is_some() {
        let why = "an image cannot have manifests or blobs";
        return Err(NotAManifest::Malformed(why.into()));
    }
    let missing = |field: &str| NotAManifest::Malformed(format!("{field} is missing"));
    let config = wire.config.ok_or_else(|| missing("config"))?;
    let layers = wire.layers.ok_or_else(|| missing("layers"))?;
    let config_digest = digest(&config.digest)?;
    let mut blobs = BTreeMap::from([(config_digest.clone(), Some(config.size))]);
    let mut foreign = BTreeMap::new();
    for layer in &layers {
        match media_type::is_foreign_layer(&layer.media_type) {
            true => add(&mut foreign, layer)?,
            false => add(&mut blobs, layer)?,
        }
    }
    Ok(Content::Image {
        config: Some(config_digest),
        blobs,
        foreign,
    })
}

fn artifact(wire: Wire) -> Result<Content, NotAManifest> {
    if wire.manifests.is_some() || wire.config.is_some() || wire.layers.is_some() {
        let why = "an artifact can have blobs, but no configuration, layers or manifests";
        return Err(NotAManifest::Malformed(why.into()));
    }
    let mut blobs = BTreeMap::new();
    for blob in &wire.blobs.unwrap_or_default() {
        add(&mut blobs, blob)?;
    }
    Ok(Content::Image {
        config: None,
        blobs,
        foreign: BTreeMap::new(),
    })
}

fn add(blobs: &mut BTreeMap<Digest, Option<u64>>, layer: &Descriptor) -> Result<(), NotAManifest> {
    let before = blobs.insert(digest(&layer.digest)?, Some(layer.size));
    if before.is_some_and(|before| before != Some(layer.size)) {
        let digest = layer.digest.clone();
        return Err(NotAManifest::TwoSizes { digest });
    }
    Ok(())
}

fn index(wire: Wire) -> Result<Content, NotAManifest> {
    if wire.layers.is_some() || wire.config.is_some() || wire.blobs.is_some() {
        return Err(NotAManifest::Malformed(
            "an index cannot have layers".into(),
        ));
    }
    let missing = || NotAManifest::Malformed("manifests is missing".into());
    let manifests = wire.manifests.ok_or_else(missing)?;
    let children = manifests.into_iter().map(|child| {
        Ok(Child {
            digest: digest(&child.digest)?,
            media_type: child.media_type,
            size_bytes: child.size,
        })
    });
    Ok(Content::Index {
        children: children.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn descriptor(content: &str, size: u64) -> Value {
        json!({"mediaType": "x/y", "digest": Digest::of(content.as_bytes()).as_str(), "size": size})
    }

    fn read(declared: &str, value: &Value) -> Result<Manifest, NotAManifest> {
        Manifest::parse(declared, value.to_string().as_bytes())
    }

    fn image_of(layers: &[Value]) -> Value {
        json!({"schemaVersion": 2, "config": descriptor("config", 7), "layers": layers})
    }

    #[test]
    fn an_image_refers_to_its_configuration_and_each_layer_once() {
        let layers = [
            descriptor("a", 10),
            descriptor("b", 20),
            descriptor("a", 10),
        ];
        for declared in [media_type::OCI_IMAGE, media_type::DOCKER_IMAGE] {
            let manifest = read(declared, &image_of(&layers)).unwrap();
            let Content::Image { config, blobs, .. } = manifest.content else {
                panic!("it is an image");
            };
            assert_eq!(config, Some(Digest::of(b"config")));
            assert_eq!(blobs.values().flatten().sum::<u64>(), 37);
        }
    }

    #[test]
    fn an_index_refers_to_its_children_in_order() {
        let value = json!({"schemaVersion": 2, "mediaType": media_type::OCI_INDEX,
            "manifests": [descriptor("b", 1), descriptor("a", 1)]});
        let manifest = read(media_type::OCI_INDEX, &value).unwrap();
        let children = ["b", "a"].map(|content| Child {
            digest: Digest::of(content.as_bytes()),
            media_type: "x/y".into(),
            size_bytes: 1,
        });
        let children = children.to_vec();
        assert_eq!(manifest.content, Content::Index { children });
    }

    #[test]
    fn layers_that_live_elsewhere_are_not_waited_for() {
        let mut foreign = descriptor("windows", 1000);
        foreign["mediaType"] = json!("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
        let manifest = read(media_type::DOCKER_IMAGE, &image_of(&[foreign])).unwrap();
        let Content::Image { blobs, foreign, .. } = manifest.content else {
            panic!("it is an image");
        };
        assert_eq!(blobs.len(), 1);
        let windows = Digest::of(b"windows");
        assert_eq!(foreign, BTreeMap::from([(windows, Some(1000))]));
    }

    #[test]
    fn content_type_and_content_must_agree() {
        let mut value = image_of(&[]);
        value["mediaType"] = json!(media_type::DOCKER_IMAGE);
        assert!(matches!(
            read(media_type::OCI_IMAGE, &value),
            Err(NotAManifest::Disagreement { .. })
        ));
        assert!(
            read(
                &format!("{}; charset=utf-8", media_type::DOCKER_IMAGE),
                &value
            )
            .is_ok()
        );
        assert!(read(media_type::OCI_INDEX, &image_of(&[])).is_err());
    }

    #[test]
    fn what_is_both_an_image_and_an_index_is_neither() {
        let mut both = image_of(&[]);
        both["manifests"] = json!([]);
        assert!(read(media_type::OCI_IMAGE, &both).is_err());
        assert!(read(media_type::OCI_INDEX, &both).is_err());
    }

    #[test]
    fn wrong_ones_are_told_apart() {
        let old = json!({"schemaVersion": 1, "config": descriptor("c", 1), "layers": []});
        assert_eq!(
            read(media_type::OCI_IMAGE, &old),
            Err(NotAManifest::SchemaVersion {
                found: 1,
                wanted: 2,
                outside: media_type::OCI_IMAGE
            })
        );
        let sizes = image_of(&[descriptor("a", 1), descriptor("a", 2)]);
        assert!(matches!(
            read(media_type::OCI_IMAGE, &sizes),
            Err(NotAManifest::TwoSizes { .. })
        ));
        assert!(Manifest::parse(media_type::OCI_IMAGE, b"{").is_err());
        let wrong_digest = json!({"schemaVersion": 2, "layers": [],
            "config": {"digest": "sha256:..", "size": 1}});
        assert!(read(media_type::OCI_IMAGE, &wrong_digest).is_err());
    }

    #[test]
    fn an_artifact_says_what_it_is_and_of_which_manifest_it_speaks() {
        let mut value = image_of(&[descriptor("sbom", 9)]);
        value["config"]["mediaType"] = json!("application/vnd.oci.empty.v1+json");
        value["subject"] = descriptor("image", 1);
        let manifest = read(media_type::OCI_IMAGE, &value).unwrap();
        assert_eq!(manifest.subject, Some(Digest::of(b"image")));
        let empty = Some("application/vnd.oci.empty.v1+json".to_owned());
        assert_eq!(manifest.artifact_type, empty);
        value["artifactType"] = json!("application/spdx+json");
        let manifest = read(media_type::OCI_IMAGE, &value).unwrap();
        assert_eq!(manifest.artifact_type.unwrap(), "application/spdx+json");
        value["subject"]["digest"] = json!("sha256:..");
        assert!(read(media_type::OCI_IMAGE, &value).is_err());
        // Docker's own formats have no subject, whatever is there.
        let docker = read(media_type::DOCKER_IMAGE, &value).unwrap();
        assert_eq!((docker.subject, docker.artifact_type), (None, None));
    }

    #[test]
    fn the_artifact_manifest_that_was_given_up_is_read() {
        let value = json!({"mediaType": media_type::OCI_ARTIFACT,
            "artifactType": "application/spdx+json",
            "blobs": [descriptor("sbom", 9)], "subject": descriptor("image", 1)});
        let manifest = read(media_type::OCI_ARTIFACT, &value).unwrap();
        let blobs = BTreeMap::from([(Digest::of(b"sbom"), Some(9))]);
        let content = Content::Image {
            config: None,
            blobs,
            foreign: BTreeMap::new(),
        };
        assert_eq!(manifest.content, content);
        assert_eq!(manifest.subject, Some(Digest::of(b"image")));
        let mut mixed = value;
        mixed["layers"] = json!([]);
        assert!(read(media_type::OCI_ARTIFACT, &mixed).is_err());
    }
}
