//! From text to [`Manifest`]. By hand over JSON values, because a field of the wrong type must cost
//! that field and not the manifest.

use serde_json::Value;

use crate::child::{Child, ChildRole};
use crate::descriptor::Descriptor;
use crate::kind::Kind;
use crate::manifest::{Form, Manifest};
use crate::platform::Platform;
use crate::{json, media_type};

impl Manifest {
    /// Reads a manifest; text that is none gives one of an unknown kind.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        json::object(text).map_or_else(Self::default, |root| Self::of(&root))
    }

    fn of(root: &Value) -> Self {
        let media_type = manifest_type(root);
        let mut manifest = Self {
            form: Form::of(&media_type),
            kind: Kind::Unknown,
            media_type,
            artifact_type: json::text(root, "artifactType"),
            subject: object(root, "subject"),
            config: object(root, "config"),
            layers: layers(root),
            children: json::list(root, "manifests").iter().map(child).collect(),
            platform: None,
            annotations: json::pairs(root, "annotations"),
        };
        if manifest.form == Form::DockerSchema1 {
            manifest.platform = old_platform(root);
        }
        manifest.kind = kind(&manifest);
        manifest
    }
}

/// The OCI lets a manifest leave its media type out; then it shows in what the manifest has.
fn manifest_type(root: &Value) -> String {
    if let Some(written) = json::text(root, "mediaType") {
        return written;
    }
    let has = |field| root.get(field).is_some_and(Value::is_array);
    let schema = root.get("schemaVersion").and_then(Value::as_u64);
    let follows = match schema {
        Some(1) if has("fsLayers") && root.get("signatures").is_some() => {
            media_type::DOCKER_SCHEMA_1_SIGNED
        }
        Some(1) if has("fsLayers") => media_type::DOCKER_SCHEMA_1,
        Some(2) if has("manifests") => media_type::OCI_INDEX,
        Some(2) if has("layers") || object(root, "config").is_some() => media_type::OCI_IMAGE,
        _ => "",
    };
    follows.to_owned()
}

fn kind(manifest: &Manifest) -> Kind {
    let known = manifest.evidence().kind();
    let configuration = manifest.config.as_ref().map(|it| it.media_type.as_str());
    let is_artifact = manifest.artifact_type.is_some()
        || configuration
            .is_some_and(|it| !it.is_empty() && !media_type::is_image_configuration(it));
    match manifest.form {
        Form::Unknown => Kind::Unknown,
        Form::DockerSchema1 => Kind::Image,
        Form::DockerList | Form::OciIndex if is_cache(manifest) => Kind::BuildCache,
        Form::DockerList | Form::OciIndex => known.unwrap_or(Kind::Index),
        Form::OciArtifact => known.unwrap_or(Kind::Artifact),
        Form::DockerImage | Form::OciImage => {
            let otherwise = if is_artifact {
                Kind::Artifact
            } else {
                Kind::Image
            };
            match known {
                // The empty configuration makes an artifact of what `artifactType` names.
                Some(Kind::Artifact)
                    if manifest.files().next().is_some() && !is_named(manifest) =>
                {
                    Kind::Files
                }
                known => known.unwrap_or(otherwise),
            }
        }
    }
}

/// Whether an artifact has a type of its own.
fn is_named(manifest: &Manifest) -> bool {
    manifest.artifact_type.is_some()
}

/// Old build caches are indexes of blobs.
fn is_cache(manifest: &Manifest) -> bool {
    let mut blobs = manifest.with_role(ChildRole::Blob);
    blobs.any(|it| {
        let media_type = it.descriptor.media_type.as_str();
        media_type.starts_with("application/vnd.buildkit.cacheconfig.")
    })
}

fn layers(root: &Value) -> Vec<Descriptor> {
    let layers = match json::list(root, "layers") {
        [] => json::list(root, "blobs"),
        layers => layers,
    };
    // In schema 1 they stand from the top down, without their sizes.
    let old_layers = json::list(root, "fsLayers")
        .iter()
        .rev()
        .map(|it| Descriptor {
            digest: json::text(it, "blobSum").unwrap_or_default(),
            ..Descriptor::default()
        });
    let layers = layers.iter().map(Descriptor::of);
    layers.chain(old_layers).collect()
}

fn object(root: &Value, field: &str) -> Option<Descriptor> {
    let value = root.get(field).filter(|it| it.is_object());
    value.map(Descriptor::of)
}

fn child(value: &Value) -> Child {
    Child {
        descriptor: Descriptor::of(value),
        platform: value.get("platform").and_then(Platform::of),
    }
}

/// The architecture is a field of the manifest, the system stands with the steps.
fn old_platform(root: &Value) -> Option<Platform> {
    let steps = json::list(root, "history").iter();
    let steps = steps.filter_map(|it| json::object(&json::text(it, "v1Compatibility")?));
    let mut systems = steps.filter_map(|it| json::text(&it, "os"));
    let platform = Platform::of(root).unwrap_or_default();
    let platform = Platform {
        os: systems.next().unwrap_or_default(),
        architecture: platform.architecture,
        ..Platform::default()
    };
    (platform != Platform::default()).then_some(platform)
}
