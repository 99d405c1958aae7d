//! Every kind of content that registries hold, each by a manifest of its own: `kinds.tsv` says what
//! is read of it.

use std::collections::{BTreeMap, BTreeSet};

use container_image::{
    ChildRole, Compression, Descriptor, Fact, Kind, Manifest, configuration_facts,
};

use crate::corpus::{blobs, manifests, read, tags};

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    if parts.is_empty() {
        "-".to_owned()
    } else {
        parts.join(", ")
    }
}

fn layer(it: &Descriptor) -> String {
    let mut words = Vec::new();
    if it.is_empty() {
        words.push("empty");
    }
    if it.is_foreign() {
        words.push("foreign");
    }
    words.push(match it.compression() {
        Compression::None => "plain",
        compression => compression.name(),
    });
    words.extend(it.lazy_format().map(|it| it.name()));
    if it.is_encrypted() {
        words.push("encrypted");
    }
    words.extend(it.title());
    words.join(" ")
}

fn fact(it: &Fact) -> String {
    format!("{:?}={}", it.name, it.value)
}

/// One row of the table.
fn row(path: &str, tag: &str) -> String {
    let manifest = Manifest::parse(&read(path));
    let children = manifest.children.iter().map(|it| {
        let platform = it.platform.as_ref();
        let platform = platform.map(|platform| {
            let version = platform.os_version.clone().unwrap_or_default();
            format!("{} {version}", platform.short())
                .trim_end()
                .to_owned()
        });
        let lazy = it.lazy_format().map(|it| it.name().to_owned());
        let kind = match it.role() {
            ChildRole::Image => None,
            ChildRole::Companion | ChildRole::Artifact => Some(it.kind().name().to_owned()),
            role => Some(format!("{role:?}").to_lowercase()),
        };
        let words: Vec<String> = [kind, platform, lazy].into_iter().flatten().collect();
        words.join(" ")
    });
    let platform = manifest.platform.iter().map(ToString::to_string);
    let subject = manifest
        .subject
        .as_ref()
        .map(|it| it.digest[7..19].to_owned());
    let about = manifest
        .companion_tag(tag)
        .map(|it| it.about[7..19].to_owned());
    let statements = manifest.statements().into_iter().map(Kind::name);
    let columns = [
        manifest.kind_under(tag).name().to_owned(),
        format!("{:?}", manifest.family()),
        joined(manifest.size_bytes().map(|it| it.to_string())),
        joined(
            Some(manifest.foreign_bytes())
                .filter(|it| *it > 0)
                .map(|it| it.to_string()),
        ),
        joined(manifest.layers.iter().map(layer)),
        joined(children.chain(platform)),
        joined(subject.or(about)),
        joined(statements.map(str::to_owned)),
        joined(manifest.facts().iter().map(fact)),
    ];
    format!("{path}\t{}", columns.join("\t"))
}

#[test]
fn every_manifest_is_what_the_table_says() {
    let tags = tags();
    let table = read("kinds.tsv");
    let mut expected: BTreeMap<&str, &str> = BTreeMap::new();
    for row in table.lines().skip(1) {
        expected.insert(row.split('\t').next().unwrap(), row);
    }
    let mut wrong = Vec::new();
    for path in manifests() {
        let tag = tags.get(&path).map_or("-", String::as_str);
        let row = row(&path, tag);
        let expected = expected.remove(path.as_str()).unwrap_or("no row");
        if row != expected {
            wrong.push(format!("{row}\n  in place of\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.is_empty(), "without a manifest: {expected:?}");
}

/// Docker's Official Images are told by what their index says of them.
#[test]
fn an_entry_tells_version_source_and_base_of_its_image() {
    let manifest = Manifest::parse(&read("written/official-index.json"));
    let facts = joined(manifest.children[0].facts().iter().map(fact));
    let expected = "Version=1.29, Source=https://example.com/app.git, \
                    BaseName=debian:bookworm-slim, BaseDigest=sha256:ab";
    assert_eq!(facts, expected);
    assert_eq!(
        manifest.children[1].about(),
        Some(manifest.children[0].descriptor.digest.as_str())
    );
    assert_eq!(manifest.companion_count(), 2);
    assert_eq!(manifest.platforms().count(), 2);
}

/// The configurations of artifacts, as their producers wrote them.
#[test]
fn configurations_of_artifacts_tell_what_people_ask_for() {
    let blobs = blobs();
    let of = |file: &str| {
        let manifest = Manifest::parse(&read(&format!("corpus/{file}.json")));
        let blob = &blobs[&manifest.config.as_ref().unwrap().digest];
        joined(configuration_facts(manifest.kind, blob).iter().map(fact))
    };
    let chart = "Name=hello, Version=1.2.3+build.5, AppVersion=9.9, Description=Says hello";
    assert_eq!(of("helm-chart"), chart);
    assert_eq!(of("wasm"), "System=wasip1, Created=2026-01-01T00:00:00Z");
    let model = "Name=example-model, Version=1.0.0, Licenses=Apache-2.0, Format=safetensors, \
                 Architecture=transformer, Parameters=7B, Precision=float16";
    assert_eq!(of("modelpack"), model);
    assert_eq!(of("kitops-modelkit"), "Name=m");
    let ollama = "Format=gguf, Family=llama, Parameters=1B, Quantization=Q8_0";
    assert_eq!(of("ollama-model"), ollama);
    assert_eq!(of("oci-image"), "-");
}

/// What no one knows has a type and no wrong name.
#[test]
fn every_kind_has_a_manifest() {
    let tags = tags();
    let of = |path: &String| {
        let tag = tags.get(path).map_or("-", String::as_str);
        Manifest::parse(&read(path)).kind_under(tag)
    };
    let seen: BTreeSet<Kind> = manifests().iter().map(of).collect();
    let unseen: Vec<Kind> = Kind::all().filter(|it| !seen.contains(it)).collect();
    assert_eq!(unseen, []);
}
