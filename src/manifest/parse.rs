//! From text to [`Manifest`]. By hand over JSON values, because a field of the wrong type must cost
//! that field and not the manifest.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Child, Descriptor, Kind, Manifest, Platform};

const DOCKER_IMAGE: &str = "application/vnd.docker.distribution.manifest.v2+json";
const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
/// Schema 1, signed and, as some services write it, not.
const DOCKER_SCHEMA_1: [&str; 2] = [
    "application/vnd.docker.distribution.manifest.v1+prettyjws",
    "application/vnd.docker.distribution.manifest.v1+json",
];
const OCI_IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// A form that the OCI gave up; some were pushed before.
const OCI_ARTIFACT: &str = "application/vnd.oci.artifact.manifest.v1+json";

/// What the configuration of an image is. Any other makes it an artifact.
const IMAGE_CONFIGS: [&str; 2] = [
    "application/vnd.oci.image.config.v1+json",
    "application/vnd.docker.container.image.v1+json",
];

/// On a child, the digest of the sister it says something about.
const REFERENCE: &str = "vnd.docker.reference.digest";

/// Reads a manifest; `None` for text that is no JSON object.
pub(super) fn manifest(text: &str) -> Option<Manifest> {
    let root: Value = serde_json::from_str(text).ok()?;
    root.as_object()?;
    let layers = match list(&root, "layers") {
        [] => list(&root, "blobs"),
        layers => layers,
    };
    let old_layers = list(&root, "fsLayers").iter().rev().filter_map(old_layer);
    let manifest = Manifest {
        kind: Kind::Unknown,
        media_type: media_type(&root),
        artifact_type: text_of(&root, "artifactType"),
        subject: root.get("subject").and_then(descriptor),
        config: root.get("config").and_then(descriptor),
        layers: layers
            .iter()
            .filter_map(descriptor)
            .chain(old_layers)
            .collect(),
        children: list(&root, "manifests").iter().filter_map(child).collect(),
        annotations: annotations(&root),
    };
    let kind = kind(&manifest);
    Some(Manifest { kind, ..manifest })
}

/// The OCI lets a manifest leave its media type out; then it shows in what it holds.
fn media_type(root: &Value) -> String {
    let written = text_of(root, "mediaType");
    let schema = root.get("schemaVersion").and_then(Value::as_u64);
    if (schema, root.get("fsLayers").is_some_and(Value::is_array)) == (Some(1), true) {
        return written.unwrap_or_else(|| DOCKER_SCHEMA_1[0].to_owned());
    }
    let has_schema = schema == Some(2);
    let follows = match (root.get("manifests"), root.get("layers")) {
        (Some(Value::Array(_)), _) if has_schema => OCI_INDEX,
        (None, Some(Value::Array(_))) if has_schema => OCI_IMAGE,
        _ => "",
    };
    written.unwrap_or_else(|| follows.to_owned())
}

fn kind(manifest: &Manifest) -> Kind {
    let config_type = manifest.config.as_ref().map(|it| it.media_type.as_str());
    let is_artifact = manifest.artifact_type.is_some()
        || config_type.is_some_and(|it| !it.is_empty() && !IMAGE_CONFIGS.contains(&it));
    match manifest.media_type.as_str() {
        it if DOCKER_SCHEMA_1.contains(&it) => Kind::DockerSchema1,
        DOCKER_LIST => Kind::DockerList,
        OCI_INDEX => Kind::OciIndex,
        OCI_ARTIFACT => Kind::Artifact,
        DOCKER_IMAGE | OCI_IMAGE if is_artifact => Kind::Artifact,
        DOCKER_IMAGE => Kind::DockerImage,
        OCI_IMAGE => Kind::OciImage,
        _ => Kind::Unknown,
    }
}

/// A blob without a digest cannot be told from another, so it is left out.
fn descriptor(value: &Value) -> Option<Descriptor> {
    Some(Descriptor {
        digest: text_of(value, "digest")?,
        size_bytes: value.get("size").and_then(Value::as_u64).unwrap_or(0),
        media_type: text_of(value, "mediaType").unwrap_or_default(),
    })
}

/// A layer of schema 1, where they stand from the top down, without their sizes.
fn old_layer(value: &Value) -> Option<Descriptor> {
    Some(Descriptor {
        digest: text_of(value, "blobSum")?,
        ..Descriptor::default()
    })
}

fn child(value: &Value) -> Option<Child> {
    Some(Child {
        descriptor: descriptor(value)?,
        platform: value.get("platform").and_then(platform),
        about: annotations(value).remove(REFERENCE),
    })
}

fn platform(value: &Value) -> Option<Platform> {
    Some(Platform {
        os: text_of(value, "os")?,
        architecture: text_of(value, "architecture")?,
        variant: text_of(value, "variant").filter(|it| !it.is_empty()),
        os_version: text_of(value, "os.version").filter(|it| !it.is_empty()),
    })
}

fn annotations(value: &Value) -> BTreeMap<String, String> {
    let fields = value.get("annotations").and_then(Value::as_object);
    let pair = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    fields.into_iter().flatten().filter_map(pair).collect()
}

fn text_of(value: &Value, field: &str) -> Option<String> {
    value.get(field)?.as_str().map(str::to_owned)
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    let list = value.get(field).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(media_type: &str, config_type: &str) -> String {
        format!(
            r#"{{"schemaVersion":2,"mediaType":"{media_type}",
                "config":{{"mediaType":"{config_type}","digest":"sha256:c","size":100}},
                "layers":[{{"digest":"sha256:a","size":7}},{{"digest":"sha256:b","size":5}},
                          {{"digest":"sha256:a","size":7}}]}}"#
        )
    }

    #[track_caller]
    fn is_kind(text: &str, expected: Kind) -> Manifest {
        let manifest = Manifest::parse(text);
        assert_eq!(manifest.kind, expected, "{text}");
        manifest
    }

    #[test]
    fn both_forms_of_an_image_are_read_and_a_repeated_layer_is_stored_once() {
        let docker = image(DOCKER_IMAGE, IMAGE_CONFIGS[1]);
        let oci = image(OCI_IMAGE, IMAGE_CONFIGS[0]);
        for (text, kind) in [(docker, Kind::DockerImage), (oci, Kind::OciImage)] {
            let manifest = is_kind(&text, kind);
            assert_eq!(manifest.layers.len(), 3);
            assert_eq!(manifest.size_bytes(), Some(112));
            assert!(!manifest.is_index());
        }
    }

    #[test]
    fn an_index_shows_its_platforms_and_folds_its_attestations_away() {
        let text = r#"{"schemaVersion":2,"manifests":[
            {"digest":"sha256:1","size":500,"platform":{"os":"linux","architecture":"amd64"}},
            {"digest":"sha256:2","size":500,
             "platform":{"os":"linux","architecture":"arm64","variant":"v8"}},
            {"digest":"sha256:5","size":500,
             "platform":{"os":"linux","architecture":"arm","variant":"v7"}},
            {"digest":"sha256:3","size":400,
             "platform":{"os":"unknown","architecture":"unknown"},
             "annotations":{"vnd.docker.reference.digest":"sha256:1"}},
            {"digest":"sha256:4","platform":{"os":"unknown","architecture":"unknown"}}]}"#;
        let manifest = is_kind(text, Kind::OciIndex);
        let platforms: Vec<String> = manifest.platforms().map(Platform::to_string).collect();
        assert_eq!(platforms, ["linux/amd64", "linux/arm64/v8", "linux/arm/v7"]);
        let short: Vec<String> = manifest.platforms().map(Platform::short).collect();
        assert_eq!(short, ["linux/amd64", "linux/arm64", "linux/arm/v7"]);
        assert_eq!(manifest.attestation_count(), 2);
        assert_eq!(manifest.children[3].about.as_deref(), Some("sha256:1"));
        // 500 bytes is the size of a manifest, never that of an image.
        assert_eq!(manifest.size_bytes(), None);
        let list = text.replace(
            "{\"schemaVersion\":2",
            &format!(r#"{{"mediaType":"{DOCKER_LIST}""#),
        );
        is_kind(&list, Kind::DockerList);
    }

    #[test]
    fn what_is_no_image_is_an_artifact() {
        let chart = image(OCI_IMAGE, "application/vnd.cncf.helm.config.v1+json");
        assert_eq!(is_kind(&chart, Kind::Artifact).size_bytes(), Some(112));
        let typed = image(OCI_IMAGE, IMAGE_CONFIGS[0]).replacen(
            '{',
            r#"{"artifactType":"application/x","#,
            1,
        );
        let typed = is_kind(&typed, Kind::Artifact);
        assert_eq!(typed.artifact_type.as_deref(), Some("application/x"));
        let old =
            format!(r#"{{"mediaType":"{OCI_ARTIFACT}","blobs":[{{"digest":"d","size":3}}]}}"#);
        assert_eq!(is_kind(&old, Kind::Artifact).size_bytes(), Some(3));
    }

    #[test]
    fn schema_1_tells_its_layers_and_not_their_sizes() {
        let text = r#"{"schemaVersion":1,"name":"team/web","tag":"v1","architecture":"amd64",
            "fsLayers":[{"blobSum":"sha256:top"},{"blobSum":"sha256:base"},{"nothing":1}],
            "history":[{"v1Compatibility":"{\"id\":\"1\"}"}],"signatures":[{}]}"#;
        let manifest = is_kind(text, Kind::DockerSchema1);
        let layers: Vec<&str> = manifest
            .layers
            .iter()
            .map(|it| it.digest.as_str())
            .collect();
        assert_eq!(layers, ["sha256:base", "sha256:top"]);
        assert_eq!(manifest.size_bytes(), None);
        let typed = text.replacen(
            '{',
            &format!(r#"{{"mediaType":"{}","#, DOCKER_SCHEMA_1[1]),
            1,
        );
        is_kind(&typed, Kind::DockerSchema1);
    }

    #[test]
    fn an_artifact_tells_what_it_is_about_in_its_old_form_and_its_new_one() {
        let about = r#""artifactType":"application/spdx+json",
            "subject":{"digest":"sha256:image","size":500,"mediaType":"m"}"#;
        let old = format!(r#"{{"mediaType":"{OCI_ARTIFACT}",{about},"blobs":[]}}"#);
        let new = format!(r#"{{"schemaVersion":2,"mediaType":"{OCI_IMAGE}",{about},"layers":[]}}"#);
        for text in [old, new] {
            let manifest = is_kind(&text, Kind::Artifact);
            assert_eq!(
                manifest.artifact_type.as_deref(),
                Some("application/spdx+json")
            );
            assert_eq!(manifest.subject.unwrap().digest, "sha256:image");
        }
    }

    #[test]
    fn a_wrong_field_costs_that_field_only() {
        let text = r#"{"schemaVersion":2,"config":7,"annotations":{"a":"b","n":3},
            "layers":[null,{"size":1},{"digest":"sha256:a","size":-4},{"digest":"sha256:b","size":9}]}"#;
        let manifest = is_kind(text, Kind::OciImage);
        assert_eq!(manifest.size_bytes(), Some(9));
        assert_eq!(manifest.annotations.len(), 1);
        assert_eq!(manifest.config, None);
    }

    #[test]
    fn sizes_that_lie_do_not_overflow() {
        let text = format!(
            r#"{{"schemaVersion":2,"layers":[{{"digest":"a","size":{0}}},{{"digest":"b","size":{0}}}]}}"#,
            u64::MAX
        );
        assert_eq!(Manifest::parse(&text).size_bytes(), Some(u64::MAX));
    }

    #[test]
    fn anything_else_is_unknown() {
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "{}",
            "[]",
            "null",
            "\"",
            "{\"layers\":[]}",
            "{\"manifests\":3}",
            &deep,
        ] {
            assert_eq!(is_kind(text, Kind::Unknown).size_bytes(), None);
        }
    }

    /// Cut anywhere, and with any byte made another: it is read or it is not, and nothing panics.
    #[test]
    fn damaged_text_does_no_harm() {
        let text = image(OCI_IMAGE, IMAGE_CONFIGS[0]);
        for at in 0..text.len() {
            Manifest::parse(&text[..at]);
            super::super::pretty(&text[..at]);
            for byte in [b'"', b'{', b']', b'9', b' '] {
                let mut damaged = text.clone().into_bytes();
                damaged[at] = byte;
                let damaged = String::from_utf8(damaged).unwrap();
                Manifest::parse(&damaged).size_bytes();
                super::super::pretty(&damaged);
            }
        }
    }
}
