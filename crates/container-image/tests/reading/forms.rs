//! The forms of manifests, and what is read of one that is wrong in places.

use container_image::{ChildRole, Form, Kind, Manifest, Platform, media_type};

const OCI_CONFIGURATION: &str = "application/vnd.oci.image.config.v1+json";
const DOCKER_CONFIGURATION: &str = "application/vnd.docker.container.image.v1+json";

fn image(media_type: &str, config_type: &str) -> String {
    format!(
        r#"{{"schemaVersion":2,"mediaType":"{media_type}",
            "config":{{"mediaType":"{config_type}","digest":"sha256:c","size":100}},
            "layers":[{{"digest":"sha256:a","size":7}},{{"digest":"sha256:b","size":5}},
                      {{"digest":"sha256:a","size":7}}]}}"#
    )
}

#[track_caller]
fn is(text: &str, form: Form, kind: Kind) -> Manifest {
    let manifest = Manifest::parse(text);
    assert_eq!((manifest.form, manifest.kind), (form, kind), "{text}");
    manifest
}

#[test]
fn both_forms_of_an_image_are_read_and_a_repeated_layer_is_stored_once() {
    let docker = image(media_type::DOCKER_IMAGE, DOCKER_CONFIGURATION);
    let oci = image(media_type::OCI_IMAGE, OCI_CONFIGURATION);
    for (text, form) in [(docker, Form::DockerImage), (oci, Form::OciImage)] {
        let manifest = is(&text, form, Kind::Image);
        assert_eq!(manifest.layers.len(), 3);
        assert_eq!(manifest.size_bytes(), Some(112));
        assert!(!manifest.is_index());
    }
}

#[test]
fn an_index_has_platforms_and_tells_its_attestations_apart() {
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
    let manifest = is(text, Form::OciIndex, Kind::Index);
    let platforms: Vec<String> = manifest.platforms().map(Platform::to_string).collect();
    assert_eq!(platforms, ["linux/amd64", "linux/arm64/v8", "linux/arm/v7"]);
    let short: Vec<String> = manifest.platforms().map(Platform::short).collect();
    assert_eq!(short, ["linux/amd64", "linux/arm64", "linux/arm/v7"]);
    assert_eq!(manifest.companion_count(), 1);
    assert_eq!(manifest.children[3].about(), Some("sha256:1"));
    // That a platform is unknown does not make it an attestation.
    assert_eq!(manifest.children[4].role(), ChildRole::Other);
    // 500 bytes is the size of a manifest, never that of an image.
    assert_eq!(manifest.size_bytes(), None);
    let list = text.replace(
        "{\"schemaVersion\":2",
        &format!(r#"{{"mediaType":"{}""#, media_type::DOCKER_LIST),
    );
    is(&list, Form::DockerList, Kind::Index);
}

#[test]
fn what_is_no_image_is_an_artifact() {
    let strange = image(media_type::OCI_IMAGE, "application/vnd.example.config+json");
    let strange = is(&strange, Form::OciImage, Kind::Artifact);
    assert_eq!(strange.size_bytes(), Some(112));
    let type_name = Some("application/vnd.example.config+json");
    assert_eq!(strange.type_name(), type_name);
    let typed = image(media_type::OCI_IMAGE, OCI_CONFIGURATION).replacen(
        '{',
        r#"{"artifactType":"application/x","#,
        1,
    );
    let typed = is(&typed, Form::OciImage, Kind::Artifact);
    assert_eq!(typed.artifact_type.as_deref(), Some("application/x"));
    assert_eq!(typed.type_name(), Some("application/x"));
    let old = format!(
        r#"{{"mediaType":"{}","blobs":[{{"digest":"d","size":3}}]}}"#,
        media_type::OCI_ARTIFACT
    );
    let old = is(&old, Form::OciArtifact, Kind::Artifact);
    assert_eq!(old.size_bytes(), Some(3));
}

#[test]
fn schema_1_tells_its_layers_and_not_their_sizes() {
    let text = r#"{"schemaVersion":1,"name":"team/web","tag":"v1","architecture":"amd64",
        "fsLayers":[{"blobSum":"sha256:top"},{"blobSum":"sha256:base"},{"nothing":1}],
        "history":[{"v1Compatibility":"{\"id\":\"1\"}"}],"signatures":[{}]}"#;
    let manifest = is(text, Form::DockerSchema1, Kind::Image);
    let layers: Vec<&str> = manifest
        .layers
        .iter()
        .map(|it| it.digest.as_str())
        .collect();
    assert_eq!(layers, ["", "sha256:base", "sha256:top"]);
    assert_eq!(manifest.size_bytes(), None);
    // The system is not said, so only the architecture is shown.
    assert_eq!(manifest.platform.unwrap().to_string(), "amd64");
    assert_eq!(manifest.media_type, media_type::DOCKER_SCHEMA_1_SIGNED);
    let typed = format!(r#"{{"mediaType":"{}","#, media_type::DOCKER_SCHEMA_1);
    is(
        &text.replacen('{', &typed, 1),
        Form::DockerSchema1,
        Kind::Image,
    );
}

#[test]
fn an_artifact_tells_what_it_is_about_in_its_old_form_and_its_new_one() {
    let about = r#""artifactType":"application/spdx+json",
        "subject":{"digest":"sha256:image","size":500,"mediaType":"m"}"#;
    let old = format!(
        r#"{{"mediaType":"{}",{about},"blobs":[]}}"#,
        media_type::OCI_ARTIFACT
    );
    let new = format!(
        r#"{{"schemaVersion":2,"mediaType":"{}",{about},"layers":[]}}"#,
        media_type::OCI_IMAGE
    );
    for (text, form) in [(old, Form::OciArtifact), (new, Form::OciImage)] {
        let manifest = is(&text, form, Kind::Sbom);
        assert_eq!(manifest.type_name(), Some("application/spdx+json"));
        assert_eq!(manifest.subject.unwrap().digest, "sha256:image");
    }
}

#[test]
fn a_wrong_field_costs_that_field_only() {
    let text = r#"{"schemaVersion":2,"config":7,"annotations":{"a":"b","n":3},
        "layers":[null,{"size":1},{"digest":"sha256:a","size":-4},{"digest":"sha256:b","size":9}]}"#;
    let manifest = is(text, Form::OciImage, Kind::Image);
    // What has no digest keeps its place and has no size, for it may be any other.
    assert_eq!(manifest.layers.len(), 4);
    assert_eq!(manifest.size_bytes(), Some(9));
    assert_eq!(manifest.annotations.len(), 1);
    assert_eq!(manifest.config, None);
}

#[test]
fn sizes_that_lie_do_not_overflow() {
    let foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
    let text = format!(
        r#"{{"schemaVersion":2,"layers":[{{"digest":"a","size":{0}}},{{"digest":"b","size":{0}}},
            {{"digest":"c","size":{0},"mediaType":"{foreign}"}},
            {{"digest":"d","size":{0},"mediaType":"{foreign}"}}]}}"#,
        u64::MAX
    );
    let manifest = Manifest::parse(&text);
    assert_eq!(manifest.size_bytes(), Some(u64::MAX));
    assert_eq!(manifest.foreign_bytes(), u64::MAX);
}

#[test]
fn a_foreign_layer_that_is_stored_nevertheless_counts_once() {
    let foreign = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";
    let text = format!(
        r#"{{"schemaVersion":2,"layers":[{{"digest":"a","size":7,"mediaType":"{foreign}"}},
            {{"digest":"b","size":5,"mediaType":"{foreign}"}},{{"digest":"a","size":7}}]}}"#
    );
    let manifest = Manifest::parse(&text);
    assert_eq!(manifest.size_bytes(), Some(7));
    assert_eq!(manifest.foreign_bytes(), 5);
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
        "{\"schemaVersion\":2}",
        &deep,
    ] {
        let manifest = is(text, Form::Unknown, Kind::Unknown);
        assert_eq!(manifest.size_bytes(), None);
    }
}

/// An ordinary image may be tagged with a digest by people: only its content makes it a companion.
#[test]
fn a_tag_named_after_a_digest_needs_an_index_of_companions() {
    let tag = format!("sha256-{}", "0a".repeat(32));
    let kind = |text: &str| Manifest::parse(text).kind_under(&tag);
    let typed = r#"{"schemaVersion":2,"manifests":[
        {"digest":"sha256:1","size":5,"artifactType":"application/spdx+json"}]}"#;
    assert_eq!(kind(typed), Kind::Referrers);
    assert_eq!(
        kind(r#"{"schemaVersion":2,"manifests":[]}"#),
        Kind::Referrers
    );
    let plain = r#"{"schemaVersion":2,"manifests":[{"digest":"sha256:1","size":5}]}"#;
    assert_eq!(kind(plain), Kind::Index);
    let image = image(media_type::OCI_IMAGE, OCI_CONFIGURATION);
    assert_eq!(kind(&image), Kind::Image);
    let signature = Manifest::parse(&image).kind_under(&format!("{tag}.sig"));
    assert_eq!(signature, Kind::Signature);
}
