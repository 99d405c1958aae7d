//! What people are shown of images, as anybody may push it: read as far as it can be, and never a
//! crash. The input begins as a document of a real producer, and parts of it become something else.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use container_image::{
    Configuration, Form, Kind, Manifest, Statement, configuration_facts, instruction, pretty,
};
use serde_json::{Value, json};

use crate::check;
use crate::input::Input;

/// Words that the readers know.
const WORDS: &[&str] = &[
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v1+json",
    "application/vnd.oci.image.layer.v1.tar+gzip",
    "application/vnd.in-toto+json",
    "https://slsa.dev/provenance/v1",
    "vnd.docker.reference.digest",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "/bin/sh -c ",
    "#(nop) ",
    "RUN ",
    "|2 a=b ",
    "HEALTHCHECK &{[\"CMD\" \"a\"] \"1s\" ",
    "EXPOSE map[",
    "# buildkit",
    "e30=",
    "[",
    "\\",
    "'",
    "{",
    "=",
    "<script>",
];

/// Names of fields that the readers look at.
const FIELDS: &[&str] = &[
    "mediaType",
    "artifactType",
    "schemaVersion",
    "config",
    "layers",
    "manifests",
    "fsLayers",
    "digest",
    "size",
    "annotations",
    "platform",
    "os",
    "history",
    "created_by",
    "empty_layer",
    "Env",
    "Healthcheck",
    "predicate",
    "predicateType",
    "payload",
    "components",
    "packages",
    "materials",
];

static MANIFESTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("crates/container-image/tests");
    let folders = ["corpus", "written"].map(|name| folder.join(name));
    let files = folders
        .iter()
        .flat_map(|it| fs::read_dir(it).expect("the manifests are there"));
    let paths = files.map(|it| it.expect("a file is readable").path());
    let mut paths: Vec<PathBuf> = paths.collect();
    // The order of a folder differs between systems, and a seed must mean the same everywhere.
    paths.sort();
    let texts = paths.iter().filter(|it| !it.ends_with("blobs.json"));
    let texts = texts.filter_map(|it| fs::read_to_string(it).ok());
    texts
        .filter_map(|it| serde_json::from_str(&it).ok())
        .collect()
});

fn any(input: &mut Input, depth: usize) -> Value {
    let kinds = if depth == 0 { 6 } else { 8 };
    match input.below(kinds) {
        0 => Value::Null,
        1 => json!(input.below(2) == 0),
        2 => json!(input.number()),
        3 => json!(-1.5),
        4 | 5 => json!(input.text(WORDS, 5)),
        6 => (0..input.below(4)).map(|_| any(input, depth - 1)).collect(),
        _ => {
            let mut fields = serde_json::Map::new();
            for _ in 0..input.below(4) {
                fields.insert(input.one_of(FIELDS).to_owned(), any(input, depth - 1));
            }
            Value::Object(fields)
        }
    }
}

/// Goes down some way, and makes what is there something else.
fn damage(input: &mut Input, value: &mut Value) {
    let stays = input.below(4) > 0;
    match value {
        Value::Object(fields) if stays && !fields.is_empty() => {
            let at = input.below(fields.len());
            if let Some(inner) = fields.values_mut().nth(at) {
                damage(input, inner);
            }
        }
        Value::Array(list) if stays && !list.is_empty() => {
            let at = input.below(list.len());
            damage(input, &mut list[at]);
        }
        Value::Object(fields) if input.below(2) == 0 => {
            fields.insert(input.one_of(FIELDS).to_owned(), any(input, 3));
        }
        other => *other = any(input, 3),
    }
}

/// The document with some damage, and sometimes no JSON any longer.
fn damaged(input: &mut Input, document: &Value) -> String {
    let mut document = document.clone();
    for _ in 0..input.below(4) {
        damage(input, &mut document);
    }
    let mut text = document.to_string();
    if input.below(10) == 0 {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        text.truncate(ends.get(input.below(ends.len() + 1)).copied().unwrap_or(0));
    }
    text
}

#[test]
fn a_manifest_is_shown_as_far_as_it_can_be_read() {
    check(|input| {
        let manifests = &*MANIFESTS;
        let document = &manifests[input.below(manifests.len())];
        let text = damaged(input, document);
        let read = Manifest::parse(&text);
        let stored_bytes = read.size_bytes().unwrap_or_default();
        for (digest, size_bytes) in read.blobs() {
            assert!(
                !digest.is_empty() && size_bytes <= stored_bytes
                    || read.form == Form::DockerSchema1
            );
        }
        assert_eq!(read.form == Form::Unknown, read.kind == Kind::Unknown);
        assert!(read.images().count() + read.companion_count() <= read.children.len());
        for child in &read.children {
            let _ = (child.kind(), child.facts(), child.lazy_format());
        }
        let _ = (
            read.family(),
            read.facts(),
            read.statements(),
            read.foreign_bytes(),
        );
        let _ = Configuration::of_schema_1(&text);
        if let Some(pretty) = pretty(&text) {
            let value = |text: &str| serde_json::from_str::<Value>(text).ok();
            assert_eq!(value(&pretty), value(&text));
        }
        read.form != Form::Unknown
    });
}

#[test]
fn a_configuration_is_shown_as_far_as_it_can_be_read() {
    let whole = json!({
        "architecture": "arm64", "os": "linux", "created": "2026-01-01T00:00:00Z",
        "config": {"Env": ["PATH=/bin"], "Cmd": ["a"], "ExposedPorts": {"80": {}},
            "Labels": {"a": "b"}, "Healthcheck": {"Test": ["CMD", "a"], "Interval": 30}},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:a", "sha256:b"]},
        "history": [{"created_by": "/bin/sh -c #(nop) ADD file:0 in / "},
            {"created_by": "ENV a=b", "empty_layer": true},
            {"created_by": "RUN /bin/sh -c make # buildkit"}],
    });
    let kinds: Vec<Kind> = Kind::all().collect();
    check(|input| {
        let text = damaged(input, &whole);
        let _ = configuration_facts(input.one_of(&kinds), &text);
        let _ = instruction(&input.text(WORDS, 8));
        let Some(read) = Configuration::parse(&text) else {
            return false;
        };
        let layer_count = input.below(4);
        let steps: Vec<_> = read.build_steps(layer_count).collect();
        assert_eq!(steps.len(), read.history.len());
        let layers: Vec<usize> = steps.iter().filter_map(|(_, layer)| *layer).collect();
        let all: Vec<usize> = (0..layer_count).collect();
        assert!(layers.is_empty() || layers == all);
        for step in &read.history {
            let _ = step.line();
        }
        true
    });
}

#[test]
fn a_statement_is_shown_as_far_as_it_can_be_read() {
    let subject = json!([{"name": "app", "digest": {"sha256": "0a"}}]);
    let statement = |predicate_type: &str, predicate: Value| json!({"subject": subject, "predicateType": predicate_type, "predicate": predicate});
    let documents = [
        statement(
            "https://slsa.dev/provenance/v0.2",
            json!({"builder": {"id": "b"}, "materials": [{"uri": "u", "digest": {"sha1": "c"}}],
                "invocation": {"configSource": {"uri": "u", "digest": {"sha1": "c"}}}}),
        ),
        statement(
            "https://slsa.dev/provenance/v1",
            json!({"buildDefinition": {"resolvedDependencies": [{"uri": "u"}]},
                "runDetails": {"builder": {"id": "b"}}}),
        ),
        statement(
            "https://spdx.dev/Document",
            json!({"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "externalRefs": [
                {"referenceType": "purl", "referenceLocator": "pkg:a"}]}]}),
        ),
        json!({"bomFormat": "CycloneDX", "components": [{"name": "a", "components": [{"name": "b"}]}]}),
        json!({"dsseEnvelope": {"payload": "eyJwcmVkaWNhdGVUeXBlIjoiYSJ9"}}),
    ];
    check(|input| {
        let document = &documents[input.below(documents.len())];
        let Some(read) = Statement::parse(&damaged(input, document)) else {
            return false;
        };
        assert!(read.kind.is_companion());
        assert_eq!(read.provenance.is_some(), read.kind == Kind::Provenance);
        let packages = read.sbom.iter().flat_map(|it| &it.packages);
        assert!(packages.into_iter().all(|it| !it.name.is_empty()));
        true
    });
}
