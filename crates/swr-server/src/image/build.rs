//! Builds OCI images from files: what `docker build` would push, without a build.
//!
//! Every part is a `Blob`; the caller decides how each of them is pushed.

mod companion;
mod schema1;

pub use companion::Companion;
pub use schema1::schema1;

use serde_json::{Map, Value, json};

use super::archive::{self, File};
use super::{Digest, media_type};

const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const STATEMENT: &str = "application/vnd.in-toto+json";

/// Bytes under their digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    pub media_type: &'static str,
    pub digest: Digest,
    pub bytes: Vec<u8>,
}

impl Blob {
    fn new(media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            media_type,
            digest: Digest::of(&bytes),
            bytes,
        }
    }

    fn json(media_type: &'static str, value: &Value) -> Self {
        Self::new(media_type, value.to_string().into_bytes())
    }

    fn descriptor(&self) -> Value {
        json!({
            "mediaType": self.media_type,
            "digest": self.digest.as_str(),
            "size": self.bytes.len(),
        })
    }
}

/// A compressed layer, and the digest it has without the compression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    pub blob: Blob,
    diff_id: Digest,
    /// The step of the build that made it.
    step: String,
}

impl Layer {
    pub fn new(step: &str, files: &[File<'_>]) -> Self {
        let tar = archive::tar(files);
        Self {
            blob: Blob::new(LAYER, archive::gzip(&tar)),
            diff_id: Digest::of(&tar),
            step: step.to_owned(),
        }
    }
}

/// What an image runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Platform {
    pub os: &'static str,
    pub architecture: &'static str,
    pub variant: Option<&'static str>,
}

impl Platform {
    fn json(self) -> Map<String, Value> {
        let mut platform = Map::new();
        platform.insert("architecture".into(), self.architecture.into());
        platform.insert("os".into(), self.os.into());
        if let Some(variant) = self.variant {
            platform.insert("variant".into(), variant.into());
        }
        platform
    }
}

/// What the configuration of an image says beside its layers.
pub struct Settings<'a> {
    pub platform: Platform,
    /// RFC 3339.
    pub created: &'a str,
    /// The `config` object: environment, entry point, labels.
    pub run: Value,
    /// Steps that changed no file, such as `ENV`; they come last.
    pub empty_steps: &'a [&'a str],
}

/// An image of one platform: the blobs in the order in which they are pushed, then the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub config: Blob,
    pub manifest: Blob,
    pub platform: Platform,
}

impl Image {
    pub fn new(layers: &[&Layer], settings: &Settings<'_>, annotations: &Value) -> Self {
        let config = Blob::json(CONFIG, &configuration(layers, settings));
        let descriptors: Vec<_> = layers.iter().map(|layer| layer.blob.descriptor()).collect();
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": media_type::OCI_IMAGE,
            "config": config.descriptor(),
            "layers": descriptors,
            "annotations": annotations,
        });
        Self {
            config,
            manifest: Blob::json(media_type::OCI_IMAGE, &manifest),
            platform: settings.platform,
        }
    }
}

fn configuration(layers: &[&Layer], settings: &Settings<'_>) -> Value {
    let created = settings.created;
    let steps = layers
        .iter()
        .map(|layer| json!({"created": created, "created_by": layer.step}));
    let empty = settings
        .empty_steps
        .iter()
        .map(|step| json!({"created": created, "created_by": step, "empty_layer": true}));
    let mut configuration = settings.platform.json();
    let diff_ids: Vec<_> = layers.iter().map(|layer| layer.diff_id.as_str()).collect();
    configuration.insert("created".into(), created.into());
    configuration.insert("config".into(), settings.run.clone());
    configuration.insert(
        "rootfs".into(),
        json!({"type": "layers", "diff_ids": diff_ids}),
    );
    configuration.insert("history".into(), steps.chain(empty).collect());
    Value::Object(configuration)
}

/// What a builder says about how it made an image, beside the image it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    pub config: Blob,
    pub statement: Blob,
    pub manifest: Blob,
    about: Digest,
}

impl Attestation {
    /// `predicate` is the SLSA provenance.
    pub fn new(about: &Image, name: &str, predicate: &Value) -> Self {
        let about = about.manifest.digest.clone();
        let statement = json!({
            "_type": "https://in-toto.io/Statement/v0.1",
            "predicateType": "https://slsa.dev/provenance/v0.2",
            "subject": [{"name": name, "digest": {"sha256": about.hex()}}],
            "predicate": predicate,
        });
        let statement = Blob::json(STATEMENT, &statement);
        let annotations = json!({"in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2"});
        let (config, manifest) = carry(&statement, "unknown", annotations);
        Self {
            config,
            statement,
            manifest,
            about,
        }
    }
}

/// The configuration and the manifest of an image whose one layer is no file system but a payload.
fn carry(payload: &Blob, platform: &str, annotations: Value) -> (Blob, Blob) {
    let config = json!({
        "architecture": platform,
        "os": platform,
        "config": {},
        "rootfs": {"type": "layers", "diff_ids": [payload.digest.as_str()]},
    });
    let config = Blob::json(CONFIG, &config);
    let mut layer = payload.descriptor();
    layer["annotations"] = annotations;
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": media_type::OCI_IMAGE,
        "config": config.descriptor(),
        "layers": [layer],
    });
    (config, Blob::json(media_type::OCI_IMAGE, &manifest))
}

/// An index over images and what was attested of them.
pub fn index(images: &[&Image], attestations: &[&Attestation], annotations: &Value) -> Blob {
    let images = images.iter().map(|image| {
        let mut descriptor = image.manifest.descriptor();
        descriptor["platform"] = Value::Object(image.platform.json());
        descriptor
    });
    let attestations = attestations.iter().map(|attestation| {
        let mut descriptor = attestation.manifest.descriptor();
        descriptor["platform"] = json!({"architecture": "unknown", "os": "unknown"});
        descriptor["annotations"] = json!({
            "vnd.docker.reference.type": "attestation-manifest",
            "vnd.docker.reference.digest": attestation.about.as_str(),
        });
        descriptor
    });
    let index = json!({
        "schemaVersion": 2,
        "mediaType": media_type::OCI_INDEX,
        "manifests": images.chain(attestations).collect::<Vec<_>>(),
        "annotations": annotations,
    });
    Blob::json(media_type::OCI_INDEX, &index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{Content, Manifest};

    const AMD64: Platform = Platform {
        os: "linux",
        architecture: "amd64",
        variant: None,
    };

    fn image() -> (Layer, Image) {
        let file = File {
            path: "a",
            is_executable: false,
            content: b"a",
        };
        let layer = Layer::new("COPY a /", &[file]);
        let settings = Settings {
            platform: AMD64,
            created: "2025-01-01T00:00:00Z",
            run: json!({}),
            empty_steps: &["ENV A=1"],
        };
        let image = Image::new(&[&layer], &settings, &json!({}));
        (layer, image)
    }

    #[test]
    fn a_made_image_refers_to_its_parts() {
        let (layer, image) = image();
        let manifest = Manifest::parse(media_type::OCI_IMAGE, &image.manifest.bytes).unwrap();
        let Content::Image { config, blobs, .. } = manifest.content else {
            panic!("it is an image");
        };
        assert_eq!(config, Some(image.config.digest));
        let size = blobs[&layer.blob.digest];
        assert_eq!(size, Some(layer.blob.bytes.len() as u64));
    }

    #[test]
    fn the_history_has_one_step_for_each_layer_that_is_there() {
        let (layer, image) = image();
        let config: Value = serde_json::from_slice(&image.config.bytes).unwrap();
        let history = config["history"].as_array().unwrap();
        let full = history
            .iter()
            .filter(|step| step["empty_layer"] != json!(true));
        assert_eq!(full.count(), 1);
        assert_eq!(
            config["rootfs"]["diff_ids"],
            json!([layer.diff_id.as_str()])
        );
    }

    #[test]
    fn an_index_names_images_and_what_is_said_about_them() {
        let (_, image) = image();
        let attestation = Attestation::new(&image, "pkg", &json!({}));
        let index = index(&[&image], &[&attestation], &json!({}));
        let manifest = Manifest::parse(index.media_type, &index.bytes).unwrap();
        let Content::Index { children } = manifest.content else {
            panic!("it is an index");
        };
        let said = children.iter().map(|it| (&it.digest, it.size_bytes));
        let manifests = [&image.manifest, &attestation.manifest];
        let expected = manifests.map(|it| (&it.digest, it.bytes.len() as u64));
        assert_eq!(said.collect::<Vec<_>>(), expected);
        assert!(Manifest::parse(media_type::OCI_IMAGE, &attestation.manifest.bytes).is_ok());
    }
}
