//! Damage: each field of each document in turn is taken out or made something else. Nothing panics,
//! and nothing is lost but what was in that field.

use std::collections::BTreeMap;
use std::fmt::Debug;

use container_image::{
    CompanionTag, Configuration, Descriptor, Manifest, Platform, Statement, configuration_facts,
    instruction, pretty,
};
use serde_json::{Value, json};

use crate::corpus::{blobs, manifests, read};

/// The way to a value: names of fields and numbers of elements.
type Path = Vec<String>;

/// What a document says, each piece with the field that it is in.
type Pieces = BTreeMap<Path, String>;

/// Every value of a document but the root.
fn paths(value: &Value) -> Vec<Path> {
    let mut all = Vec::new();
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(list) => {
            let numbered = list.iter().enumerate();
            numbered.map(|(at, it)| (at.to_string(), it)).collect()
        }
        _ => Vec::new(),
    };
    for (name, child) in children {
        all.push(vec![name.clone()]);
        all.extend(paths(child).into_iter().map(|mut path| {
            path.insert(0, name.clone());
            path
        }));
    }
    all
}

fn slot<'a>(root: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(root, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        other => other.get_mut(step.as_str()).unwrap(),
    })
}

/// What a value is made. An element of a list is never taken out: that moves the others.
fn replacements() -> Vec<Value> {
    let deep = (0..100).fold(json!(0), |inner, _| json!([inner]));
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!("absurd"),
        json!("sha256:"),
        json!("\u{0}\u{202e}<script>é\u{1f980}\"'&{[map["),
        json!("x".repeat(5000)),
        json!([]),
        json!([null, 7, "a", {}]),
        json!({}),
        json!({"": {"digest": 1}}),
        deep,
    ]
}

/// Hands over every damaged document with the field that was damaged.
fn damaged(text: &str, mut check: impl FnMut(&[String], &str)) {
    let root: Value = serde_json::from_str(text).unwrap();
    for path in paths(&root) {
        for replacement in replacements() {
            let mut document = root.clone();
            *slot(&mut document, &path) = replacement;
            check(&path, &document.to_string());
        }
        let (name, parent) = path.split_last().unwrap();
        let mut document = root.clone();
        if let Value::Object(fields) = slot(&mut document, parent) {
            fields.remove(name);
            check(&path, &document.to_string());
        }
    }
}

fn path(steps: &[&str]) -> Path {
    steps.iter().map(|it| (*it).to_owned()).collect()
}

fn add(pieces: &mut Pieces, at: &[&str], value: &dyn Debug) {
    pieces.insert(path(at), format!("{value:?}"));
}

fn add_descriptor(pieces: &mut Pieces, at: &[&str], it: &Descriptor) {
    let field = |name| [at, &[name]].concat();
    add(pieces, &field("digest"), &it.digest);
    add(pieces, &field("size"), &it.size_bytes);
    add(pieces, &field("mediaType"), &it.media_type);
    add(pieces, &field("artifactType"), &it.artifact_type);
    for (name, value) in &it.annotations {
        add(pieces, &[at, &["annotations", name]].concat(), value);
    }
}

fn add_platform(pieces: &mut Pieces, at: &[&str], it: &Platform) {
    let field = |name| [at, &[name]].concat();
    add(pieces, &field("os"), &it.os);
    add(pieces, &field("architecture"), &it.architecture);
    add(pieces, &field("variant"), &it.variant);
    add(pieces, &field("os.version"), &it.os_version);
    add(pieces, &field("os.features"), &it.os_features);
}

fn manifest_pieces(text: &str) -> Pieces {
    let manifest = Manifest::parse(text);
    let mut pieces = Pieces::new();
    add(&mut pieces, &["artifactType"], &manifest.artifact_type);
    for (name, it) in [("config", &manifest.config), ("subject", &manifest.subject)] {
        if let Some(it) = it {
            add_descriptor(&mut pieces, &[name], it);
        }
    }
    for (index, it) in manifest.layers.iter().enumerate() {
        let list = ["layers", "blobs"].into_iter().find(|name| {
            let root: Value = serde_json::from_str(text).unwrap();
            root[name].as_array().is_some_and(|it| !it.is_empty())
        });
        if let Some(list) = list {
            add_descriptor(&mut pieces, &[list, &index.to_string()], it);
        }
    }
    for (index, it) in manifest.children.iter().enumerate() {
        let index = index.to_string();
        add_descriptor(&mut pieces, &["manifests", &index], &it.descriptor);
        if let Some(platform) = &it.platform {
            add_platform(&mut pieces, &["manifests", &index, "platform"], platform);
        }
    }
    for (name, value) in &manifest.annotations {
        add(&mut pieces, &["annotations", name], value);
    }
    // What follows from all of it is computed, too, and must not panic.
    let _ = (manifest.size_bytes(), manifest.foreign_bytes());
    let _ = (manifest.family(), manifest.facts(), manifest.statements());
    for it in &manifest.children {
        let _ = (it.kind(), it.facts(), it.lazy_format(), it.about());
    }
    for it in &manifest.layers {
        let _ = (it.compression(), it.lazy_format(), it.is_encrypted());
    }
    let _ = manifest.kind_under(&format!("sha256-{}", "0".repeat(64)));
    assert!(pretty(text).is_some());
    pieces
}

fn configuration_pieces(text: &str) -> Pieces {
    let read = Configuration::parse(text).unwrap();
    let mut pieces = Pieces::new();
    if let Some(platform) = &read.platform {
        add_platform(&mut pieces, &[], platform);
    }
    add(&mut pieces, &["created"], &read.created);
    add(&mut pieces, &["author"], &read.author);
    let run: [(&str, &dyn Debug); 9] = [
        ("Env", &read.environment),
        ("Entrypoint", &read.entrypoint),
        ("Cmd", &read.command),
        ("User", &read.user),
        ("WorkingDir", &read.working_directory),
        ("ExposedPorts", &read.exposed_ports),
        ("Volumes", &read.volumes),
        ("StopSignal", &read.stop_signal),
        ("OnBuild", &read.on_build),
    ];
    for (name, value) in run {
        add(&mut pieces, &["config", name], value);
    }
    for (name, value) in &read.labels {
        add(&mut pieces, &["config", "Labels", name], value);
    }
    if let Some(it) = &read.healthcheck {
        let at = |name| ["config", "Healthcheck", name];
        add(&mut pieces, &at("Test"), &it.test);
        add(&mut pieces, &at("Interval"), &it.interval_nanoseconds);
        add(&mut pieces, &at("Timeout"), &it.timeout_nanoseconds);
        add(&mut pieces, &at("Retries"), &it.retries);
    }
    add(&mut pieces, &["rootfs", "diff_ids"], &read.diff_ids);
    for (index, it) in read.history.iter().enumerate() {
        let index = index.to_string();
        let at = |name| ["history", index.as_str(), name];
        add(&mut pieces, &at("created"), &it.created);
        add(&mut pieces, &at("created_by"), &it.created_by);
        add(&mut pieces, &at("comment"), &it.comment);
        add(&mut pieces, &at("empty_layer"), &it.is_empty);
        let _ = it.line();
    }
    let _ = read.build_steps(2).count();
    pieces
}

/// Nothing is gone or changed but in the damaged field. A field that was not there before, such as
/// one that a replacement brings along, is within it.
#[track_caller]
fn check_pieces(name: &str, text: &str, pieces: fn(&str) -> Pieces) {
    let whole = pieces(text);
    damaged(text, |field, document| {
        let left = pieces(document);
        for (place, value) in &whole {
            let is_hit = place.starts_with(field) || field.starts_with(place);
            assert!(
                is_hit || left.get(place) == Some(value),
                "{name}: damage to {field:?} cost {place:?} in {document}"
            );
        }
    });
}

#[test]
fn a_damaged_field_of_a_manifest_is_the_only_one_lost() {
    for path in manifests() {
        check_pieces(&path, &read(&path), manifest_pieces);
    }
}

const CONFIGURATION: &str = r#"{"architecture":"arm64","variant":"v8","os":"linux",
    "os.version":"1","created":"2026-01-01T00:00:00Z","author":"Ann",
    "config":{"Env":["PATH=/bin"],"Entrypoint":["/run"],"Cmd":["serve"],"User":"1000",
        "WorkingDir":"/app","ExposedPorts":{"80/tcp":{}},"Volumes":{"/data":{}},
        "Labels":{"a":"b","c":"d"},"StopSignal":"SIGQUIT","OnBuild":["RUN make"],
        "Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":30,"Timeout":3,"Retries":3}},
    "rootfs":{"type":"layers","diff_ids":["sha256:a","sha256:b"]},
    "history":[{"created":"x","created_by":"RUN a","comment":"c"},
        {"created_by":"ENV A=b","empty_layer":true},{"created_by":"RUN b"}]}"#;

#[test]
fn a_damaged_field_of_a_configuration_is_the_only_one_lost() {
    check_pieces("configuration", CONFIGURATION, configuration_pieces);
    for (digest, blob) in blobs() {
        if Configuration::parse(&blob).is_some() {
            check_pieces(&digest, &blob, configuration_pieces);
        }
    }
}

#[test]
fn damaged_statements_and_configurations_of_artifacts_do_no_harm() {
    let kinds: Vec<_> = container_image::Kind::all().collect();
    for (_, blob) in blobs() {
        if Statement::parse(&blob).is_none() && Configuration::parse(&blob).is_none() {
            continue;
        }
        damaged(&blob, |_, document| {
            let _ = Statement::parse(document);
            for kind in &kinds {
                let _ = configuration_facts(*kind, document);
            }
        });
    }
    damaged(&read("corpus/docker-schema1.json"), |_, document| {
        let _ = Configuration::of_schema_1(document);
    });
}

/// Cut anywhere, and with any byte made another: it is read or it is not.
#[test]
fn damaged_text_does_no_harm() {
    for path in ["corpus/oci-index.json", "corpus/helm-chart-prov.json"] {
        let text = read(path);
        for at in 0..text.len() {
            let _ = Manifest::parse(&text[..at]);
            let _ = pretty(&text[..at]);
            for byte in [b'"', b'{', b']', b'9', b' '] {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = byte;
                let damaged = String::from_utf8(bytes).unwrap();
                let _ = Manifest::parse(&damaged).size_bytes();
                let _ = pretty(&damaged);
            }
        }
    }
}

#[test]
fn text_without_an_end_does_no_harm() {
    for open in ["[", "{\"a\":", "{\"layers\":[", "\""] {
        let deep = open.repeat(100_000);
        assert_eq!(Manifest::parse(&deep), Manifest::default());
        assert_eq!(Configuration::parse(&deep), None);
        assert_eq!(Statement::parse(&deep), None);
        let _ = (instruction(&deep), CompanionTag::of(&deep));
    }
}
