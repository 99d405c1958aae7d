//! Reading the four kinds of manifest that clients push, only as far as a registry has to know.
//!
//! The bytes are kept as they came, because the digest is theirs; nothing here writes them anew.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Digest;

/// The media types that are accepted.
pub mod media_type {
    pub const DOCKER_IMAGE: &str = "application/vnd.docker.distribution.manifest.v2+json";
    pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
    pub const OCI_IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";
    pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
    pub(super) const FOREIGN_LAYERS: [&str; 2] = [
        "application/vnd.docker.image.rootfs.foreign.diff",
        "application/vnd.oci.image.layer.nondistributable",
    ];
}

/// A manifest, reduced to its kind and what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub media_type: &'static str,
    pub content: Content,
}

/// What a manifest stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The blobs to have before the manifest makes sense, each once with its size in bytes;
    /// layers that are only fetched from elsewhere are not among them.
    Image {
        config: Digest,
        blobs: BTreeMap<Digest, u64>,
    },
    /// The manifests of the platforms, in their order.
    Index { children: Vec<Digest> },
}

/// Why the bytes are no manifest, as a sentence for the client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAManifest {
    #[error(
        "the media type {0:?} is not one of Docker schema 2, Docker list, OCI image, OCI index"
    )]
    MediaType(String),
    #[error("the manifest says {inside} and Content-Type says {outside}")]
    Disagreement {
        inside: String,
        outside: &'static str,
    },
    #[error("the manifest cannot be read: {0}")]
    Malformed(String),
    #[error("schemaVersion is {0}; only 2 is accepted")]
    SchemaVersion(i64),
    #[error("{digest} stands twice with different sizes")]
    TwoSizes { digest: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    schema_version: i64,
    media_type: Option<String>,
    config: Option<Descriptor>,
    layers: Option<Vec<Descriptor>>,
    manifests: Option<Vec<Descriptor>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    #[serde(default)]
    media_type: String,
    digest: String,
    size: u64,
}

impl Manifest {
    /// `declared` is the Content-Type; an OCI manifest without `mediaType` is what it declares.
    pub fn parse(declared: &str, bytes: &[u8]) -> Result<Self, NotAManifest> {
        let media_type = known(declared)?;
        let wire: Wire = serde_json::from_slice(bytes)
            .map_err(|error| NotAManifest::Malformed(error.to_string()))?;
        if wire.schema_version != 2 {
            return Err(NotAManifest::SchemaVersion(wire.schema_version));
        }
        if let Some(inside) = wire.media_type.as_ref().filter(|&name| name != media_type) {
            return Err(NotAManifest::Disagreement {
                inside: inside.clone(),
                outside: media_type,
            });
        }
        let content = match media_type {
            media_type::DOCKER_IMAGE | media_type::OCI_IMAGE => image(wire)?,
            _ => index(wire)?,
        };
        Ok(Self {
            media_type,
            content,
        })
    }
}

fn known(declared: &str) -> Result<&'static str, NotAManifest> {
    let name = declared.split(';').next().unwrap_or_default().trim();
    [
        media_type::DOCKER_IMAGE,
        media_type::DOCKER_LIST,
        media_type::OCI_IMAGE,
        media_type::OCI_INDEX,
    ]
    .into_iter()
    .find(|known| name.eq_ignore_ascii_case(known))
    .ok_or_else(|| NotAManifest::MediaType(name.to_owned()))
}

fn image(wire: Wire) -> Result<Content, NotAManifest> {
    // What one kind has and the other has not must not be there: a client could read it either way.
    if wire.manifests.is_some() {
        return Err(NotAManifest::Malformed("an image has no manifests".into()));
    }
    let missing = |field: &str| NotAManifest::Malformed(format!("{field} is missing"));
    let config = wire.config.ok_or_else(|| missing("config"))?;
    let layers = wire.layers.ok_or_else(|| missing("layers"))?;
    let config_digest = parse(&config)?;
    let mut blobs = BTreeMap::from([(config_digest.clone(), config.size)]);
    for layer in layers {
        let is_foreign = |prefix: &&str| layer.media_type.starts_with(*prefix);
        if media_type::FOREIGN_LAYERS.iter().any(is_foreign) {
            continue;
        }
        let digest = parse(&layer)?;
        if let Some(other) = blobs.insert(digest, layer.size)
            && other != layer.size
        {
            return Err(NotAManifest::TwoSizes {
                digest: layer.digest,
            });
        }
    }
    Ok(Content::Image {
        config: config_digest,
        blobs,
    })
}

fn index(wire: Wire) -> Result<Content, NotAManifest> {
    if wire.layers.is_some() || wire.config.is_some() {
        return Err(NotAManifest::Malformed("an index has no layers".into()));
    }
    let missing = || NotAManifest::Malformed("manifests is missing".into());
    let manifests = wire.manifests.ok_or_else(missing)?;
    let children = manifests.iter().map(parse).collect::<Result<_, _>>()?;
    Ok(Content::Index { children })
}

fn parse(descriptor: &Descriptor) -> Result<Digest, NotAManifest> {
    let digest = Digest::parse(&descriptor.digest);
    digest.map_err(|error| NotAManifest::Malformed(format!("{:?}: {error}", descriptor.digest)))
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
            let Content::Image { config, blobs } = manifest.content else {
                panic!("it is an image");
            };
            assert_eq!(config, Digest::of(b"config"));
            assert_eq!(blobs.values().sum::<u64>(), 37);
        }
    }

    #[test]
    fn an_index_refers_to_its_children_in_order() {
        let value = json!({"schemaVersion": 2, "mediaType": media_type::OCI_INDEX,
            "manifests": [descriptor("b", 1), descriptor("a", 1)]});
        let manifest = read(media_type::OCI_INDEX, &value).unwrap();
        let children = vec![Digest::of(b"b"), Digest::of(b"a")];
        assert_eq!(manifest.content, Content::Index { children });
    }

    #[test]
    fn layers_that_live_elsewhere_are_not_waited_for() {
        let mut foreign = descriptor("windows", 1000);
        foreign["mediaType"] = json!("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
        let manifest = read(media_type::DOCKER_IMAGE, &image_of(&[foreign])).unwrap();
        let Content::Image { blobs, .. } = manifest.content else {
            panic!("it is an image");
        };
        assert_eq!(blobs.len(), 1);
    }

    #[test]
    fn content_type_and_content_have_to_agree() {
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
            Err(NotAManifest::SchemaVersion(1))
        );
        let sizes = image_of(&[descriptor("a", 1), descriptor("a", 2)]);
        assert!(matches!(
            read(media_type::OCI_IMAGE, &sizes),
            Err(NotAManifest::TwoSizes { .. })
        ));
        assert!(matches!(
            read("application/json", &image_of(&[])),
            Err(NotAManifest::MediaType(_))
        ));
        assert!(Manifest::parse(media_type::OCI_IMAGE, b"{").is_err());
        let wrong_digest = json!({"schemaVersion": 2, "layers": [],
            "config": {"digest": "sha256:..", "size": 1}});
        assert!(read(media_type::OCI_IMAGE, &wrong_digest).is_err());
    }
}
