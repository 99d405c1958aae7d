//! Statements as builders and scanners write them.

use container_image::{Kind, Material, Package, Provenance, SbomFormat, Statement};
use serde_json::{Value, json};

use crate::corpus::{blobs, manifests, read};

const SUBJECT: &str = "6f3838356958bc01105bd6e02b6e24758bc86102ee50ca3042a3aa89c871f440";

fn statement(predicate_type: &str, predicate: &Value) -> Value {
    json!({
        "_type": "https://in-toto.io/Statement/v1",
        "predicateType": predicate_type,
        "subject": [{"name": "pkg:docker/app@1", "digest": {"sha256": SUBJECT}}],
        "predicate": predicate,
    })
}

fn parsed(document: &Value) -> Statement {
    Statement::parse(&document.to_string()).unwrap()
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn provenance_0_2_tells_builder_source_and_materials() {
    let predicate = json!({
        "builder": {"id": "https://ci.example/runs/1"},
        "buildType": "https://mobyproject.org/buildkit@v1",
        "invocation": {"configSource": {"uri": "https://git.example/context", "entryPoint": "Dockerfile",
            "digest": {"sha1": "aa"}}},
        "materials": [
            {"uri": "pkg:docker/alpine@3", "digest": {"sha256": "cc"}},
            {"uri": "https://git.example/app"}, {"digest": {"sha256": "dd"}}, 7],
        "metadata": {
            "buildStartedOn": "2026-01-01T00:00:00Z", "buildFinishedOn": "2026-01-01T00:01:00Z",
            "https://mobyproject.org/buildkit@v1#metadata": {
                "vcs": {"source": "https://git.example/app", "revision": "bb"}}},
    });
    let read = parsed(&statement("https://slsa.dev/provenance/v0.2", &predicate));
    assert_eq!(read.kind, Kind::Provenance);
    assert_eq!(read.subjects[0].name, text("pkg:docker/app@1"));
    assert_eq!(read.subjects[0].digest, Some(format!("sha256:{SUBJECT}")));
    let alpine = Material {
        uri: "pkg:docker/alpine@3".to_owned(),
        digest: text("sha256:cc"),
    };
    let app = Material {
        uri: "https://git.example/app".to_owned(),
        digest: None,
    };
    let expected = Provenance {
        builder: text("https://ci.example/runs/1"),
        build_type: text("https://mobyproject.org/buildkit@v1"),
        source: text("https://git.example/app"),
        revision: text("bb"),
        entry_point: text("Dockerfile"),
        started: text("2026-01-01T00:00:00Z"),
        finished: text("2026-01-01T00:01:00Z"),
        materials: vec![alpine, app],
    };
    assert_eq!(read.provenance, Some(expected));
}

#[test]
fn provenance_1_tells_the_same_from_other_places() {
    let predicate = json!({
        "buildDefinition": {
            "buildType": "https://actions.github.io/buildtypes/workflow/v1",
            "externalParameters": {"workflow": {"ref": "refs/heads/main",
                "repository": "https://github.com/acme/app", "path": ".github/workflows/ci.yml"}},
            "resolvedDependencies": [{"uri": "git+https://github.com/acme/app@refs/heads/main",
                "digest": {"gitCommit": "ee"}}]},
        "runDetails": {"builder": {"id": "https://github.com/actions/runner"},
            "metadata": {"startedOn": "2026-01-01T00:00:00Z"}},
    });
    let read = parsed(&statement("https://slsa.dev/provenance/v1", &predicate));
    let provenance = read.provenance.unwrap();
    assert_eq!(
        provenance.builder,
        text("https://github.com/actions/runner")
    );
    assert_eq!(provenance.source, text("https://github.com/acme/app"));
    assert_eq!(provenance.revision, text("refs/heads/main"));
    assert_eq!(provenance.entry_point, text(".github/workflows/ci.yml"));
    assert_eq!(provenance.started, text("2026-01-01T00:00:00Z"));
    assert_eq!(provenance.materials[0].digest, text("gitCommit:ee"));
}

fn spdx() -> Value {
    json!({"spdxVersion": "SPDX-2.3", "name": "app", "creationInfo": {"created": "2026-01-01"},
        "packages": [
            {"name": "musl", "versionInfo": "1.2.5", "licenseConcluded": "NOASSERTION",
             "licenseDeclared": "MIT", "externalRefs": [{"referenceType": "cpe23Type"},
                {"referenceType": "purl", "referenceLocator": "pkg:apk/musl@1.2.5"}]},
            {"versionInfo": "without a name"}]})
}

fn musl() -> Package {
    Package {
        name: "musl".to_owned(),
        version: text("1.2.5"),
        license: text("MIT"),
        purl: text("pkg:apk/musl@1.2.5"),
    }
}

#[test]
fn packages_of_spdx_are_read_wherever_the_document_stands() {
    let predicate_type = "https://spdx.dev/Document";
    for document in [
        spdx(),
        statement(predicate_type, &spdx()),
        statement(predicate_type, &json!({ "Data": spdx() })),
        statement(predicate_type, &json!({"Data": spdx().to_string()})),
    ] {
        let read = parsed(&document);
        assert_eq!(read.kind, Kind::Sbom, "{document}");
        let sbom = read.sbom.unwrap();
        assert_eq!((sbom.format, sbom.version), (SbomFormat::Spdx, text("2.3")));
        assert_eq!((sbom.name, sbom.created), (text("app"), text("2026-01-01")));
        assert_eq!(sbom.packages, [musl()]);
    }
}

#[test]
fn packages_of_spdx_3_are_elements_of_a_graph() {
    let document = json!({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
        {"type": "CreationInfo", "specVersion": "3.0.1", "created": "2026-01-01"},
        {"type": "SpdxDocument", "name": "app"},
        {"type": "software_Package", "name": "musl", "software_packageVersion": "1.2.5",
         "software_packageUrl": "pkg:apk/musl@1.2.5"},
        {"type": "software_File", "name": "a"}]});
    let sbom = parsed(&document).sbom.unwrap();
    assert_eq!((sbom.version, sbom.name), (text("3.0.1"), text("app")));
    let expected = Package {
        license: None,
        ..musl()
    };
    assert_eq!(sbom.packages, [expected]);
}

#[test]
fn components_of_cyclone_dx_are_read_within_components_too() {
    let document = json!({"bomFormat": "CycloneDX", "specVersion": "1.6",
        "metadata": {"timestamp": "2026-01-01", "component": {"name": "app"}},
        "components": [{"name": "musl", "version": "1.2.5", "purl": "pkg:apk/musl@1.2.5",
            "licenses": [{"license": {"id": "MIT"}}],
            "components": [{"name": "inner", "licenses": [{"expression": "MIT OR ISC"},
                {"license": {"name": "own"}}]}]}]});
    let inner = Package {
        name: "inner".to_owned(),
        license: text("MIT OR ISC, own"),
        ..Package::default()
    };
    let predicate_type = "https://cyclonedx.org/bom";
    for document in [statement(predicate_type, &document), document] {
        let sbom = parsed(&document).sbom.unwrap();
        assert_eq!(sbom.format, SbomFormat::CycloneDx);
        assert_eq!((sbom.name, sbom.created), (text("app"), text("2026-01-01")));
        assert_eq!(sbom.packages, [musl(), inner.clone()]);
    }
}

#[test]
fn a_statement_is_read_within_its_envelope_and_its_bundle() {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    let inner = statement("https://example.com/scan", &json!({}));
    for payload in [
        STANDARD.encode(inner.to_string()),
        URL_SAFE_NO_PAD.encode(inner.to_string()),
    ] {
        let envelope = json!({"payloadType": "application/vnd.in-toto+json", "payload": payload});
        for document in [envelope.clone(), json!({ "dsseEnvelope": envelope })] {
            assert_eq!(parsed(&document), parsed(&inner));
        }
    }
    assert_eq!(parsed(&inner).kind, Kind::Attestation);
    for none in [
        "",
        "{}",
        r#"{"payload":"e30="}"#,
        r#"{"payload":"*"}"#,
        r#"{"payload":"/w=="}"#,
    ] {
        assert_eq!(Statement::parse(none), None, "{none}");
    }
}

#[test]
fn statements_of_the_corpus_are_of_the_kinds_that_their_manifests_say() {
    use container_image::Manifest;
    let blobs = blobs();
    let mut count = 0;
    for path in manifests() {
        let manifest = Manifest::parse(&read(&path));
        for layer in &manifest.layers {
            let Some(expected) = layer.annotation("in-toto.io/predicate-type") else {
                continue;
            };
            let Some(blob) = blobs.get(&layer.digest) else {
                continue;
            };
            let read = Statement::parse(blob).unwrap();
            assert_eq!(read.predicate_type.as_deref(), Some(expected), "{path}");
            assert!(manifest.statements().contains(&read.kind), "{path}");
            count += 1;
        }
    }
    assert_eq!(count, 5);
}
