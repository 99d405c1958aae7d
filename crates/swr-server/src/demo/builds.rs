//! Builds the images of versions: layers shared as in real images, a realistic configuration, and for newer
//! versions an index of two platforms.

use serde_json::{Value, json};

use super::catalog::{Entry, Stack};
use super::dice::Dice;
use super::versions::Version;
use super::warehouse::Warehouse;
use crate::image::build::{self, Attestation, Blob, Image, Layer, Platform, Settings};
use crate::store::StoreError;
use crate::time::{MINUTE, rfc3339};

const AMD64: Platform = Platform {
    os: "linux",
    architecture: "amd64",
    variant: None,
};
const ARM64: Platform = Platform {
    os: "linux",
    architecture: "arm64",
    variant: Some("v8"),
};

/// 2025-01-01. Digests must not depend on the start, so builds have a calendar of their own.
const LAST_BUILD_MILLIS: i64 = 1_735_689_600_000;

/// How a version is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    OneImage,
    Index,
    /// An index in which the builder says how it built.
    AttestedIndex,
}

/// The manifests of a version in the order in which they are pushed; the last is the one to tag.
pub(super) fn build(
    warehouse: &mut Warehouse<'_>,
    entry: &Entry,
    version: &Version,
    form: Form,
) -> Result<Vec<Blob>, StoreError> {
    let amd64 = image(warehouse, entry, version, AMD64)?;
    if form == Form::OneImage {
        return Ok(vec![amd64.manifest]);
    }
    let arm64 = image(warehouse, entry, version, ARM64)?;
    let mut attestations = Vec::new();
    if form == Form::AttestedIndex {
        for image in [&amd64, &arm64] {
            attestations.push(attest(warehouse, entry, version, image)?);
        }
    }
    let spoken: Vec<&Attestation> = attestations.iter().collect();
    let annotations = annotations(entry, version);
    let index = build::index(&[&amd64, &arm64], &spoken, &annotations);
    let mut manifests = vec![amd64.manifest, arm64.manifest];
    manifests.extend(attestations.into_iter().map(|said| said.manifest));
    manifests.push(index);
    Ok(manifests)
}

fn image(
    warehouse: &mut Warehouse<'_>,
    entry: &Entry,
    version: &Version,
    platform: Platform,
) -> Result<Image, StoreError> {
    let layers = layers(warehouse, entry, version, platform)?;
    let layers: Vec<&Layer> = layers.iter().collect();
    let settings = Settings {
        platform,
        created: &built_at(version),
        run: run(entry, version),
        empty_steps: &[
            "ENV LANG=C.UTF-8",
            "USER 10001",
            "ENTRYPOINT [\"/usr/local/bin/app\"]",
        ],
    };
    let image = Image::new(&layers, &settings, &annotations(entry, version));
    warehouse.keep(&image.config)?;
    Ok(image)
}

fn attest(
    warehouse: &mut Warehouse<'_>,
    entry: &Entry,
    version: &Version,
    image: &Image,
) -> Result<Attestation, StoreError> {
    let name = format!(
        "pkg:docker/{}/{}@{}",
        entry.organization, entry.name, version.name
    );
    let predicate = json!({
        "builder": {"id": "https://ci.example.test/runner"},
        "buildType": "https://mobyproject.org/buildkit@v1",
        "metadata": {"buildStartedOn": built_at(version), "reproducible": true},
        "invocation": {"configSource": {"uri": source(entry), "digest": {"sha1": revision(entry, version)}}},
    });
    let said = Attestation::new(image, &name, &predicate);
    warehouse.keep(&said.config)?;
    warehouse.keep(&said.statement)?;
    Ok(said)
}

fn built_at(version: &Version) -> String {
    rfc3339(LAST_BUILD_MILLIS - version.age_minutes * MINUTE)
}

fn source(entry: &Entry) -> String {
    format!(
        "https://git.example.test/{}/{}",
        entry.organization, entry.name
    )
}

fn revision(entry: &Entry, version: &Version) -> String {
    Dice::named(&format!("commit {} {}", entry.name, version.name)).hex(40)
}

fn annotations(entry: &Entry, version: &Version) -> Value {
    json!({
        "org.opencontainers.image.created": built_at(version),
        "org.opencontainers.image.revision": revision(entry, version),
        "org.opencontainers.image.source": source(entry),
        "org.opencontainers.image.version": version.name,
    })
}

fn run(entry: &Entry, version: &Version) -> Value {
    let mut labels = annotations(entry, version);
    labels["org.opencontainers.image.title"] = entry.name.into();
    labels["org.opencontainers.image.vendor"] = "Example".into();
    labels["org.opencontainers.image.licenses"] = "Apache-2.0".into();
    labels["org.opencontainers.image.base.name"] = base_name(entry.stack).into();
    json!({
        "User": "10001",
        "ExposedPorts": {"8080/tcp": {}, "9090/tcp": {}},
        "Env": [
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            format!("APP_VERSION={}", version.name),
        ],
        "Entrypoint": ["/usr/local/bin/app"],
        "Cmd": ["--config", "/etc/app/config.yaml"],
        "Volumes": {"/var/lib/app": {}},
        "WorkingDir": "/var/lib/app",
        "Labels": labels,
        "StopSignal": "SIGTERM",
    })
}

fn base_name(stack: Stack) -> &'static str {
    match stack {
        Stack::Node | Stack::Static => "docker.io/library/alpine:3.20",
        _ => "docker.io/library/debian:bookworm-slim",
    }
}

/// From what everyone shares to what only this version has.
fn layers(
    warehouse: &mut Warehouse<'_>,
    entry: &Entry,
    version: &Version,
    platform: Platform,
) -> Result<Vec<Layer>, StoreError> {
    let architecture = platform.architecture;
    let mut layers = Vec::new();
    let system = base_name(entry.stack);
    let rootfs = Dice::named(&format!("root of {system}")).hex(64);
    // Base images are older than BuildKit, what is built on them is not.
    let step = format!("/bin/sh -c #(nop) ADD file:{rootfs} in / ");
    let kilobytes = if system.contains("alpine") { 90 } else { 420 };
    layers.push(program(
        warehouse,
        &format!("{system} {architecture}"),
        &step,
        "usr/bin/busybox",
        kilobytes,
    )?);
    if let Some((step, path, kilobytes)) = runtime(entry.stack) {
        let name = format!("{:?} {architecture}", entry.stack);
        layers.push(program(warehouse, &name, step, path, kilobytes)?);
    }
    let of_minor = format!("{}/{} {}", entry.organization, entry.name, version.minor);
    if matches!(entry.stack, Stack::Python | Stack::Node | Stack::Java) {
        let name = format!("libraries of {of_minor}");
        let step = "RUN /bin/sh -c install-dependencies --locked # buildkit";
        layers.push(program(warehouse, &name, step, "opt/app/libraries", 60)?);
    }
    let of_version = format!("{of_minor} {} {architecture}", version.name);
    let size = 4 + Dice::named(&of_minor).below(24);
    let size = usize::try_from(size).expect("it is small");
    layers.push(program(
        warehouse,
        &of_version,
        "COPY /out/app /usr/local/bin/app # buildkit",
        "usr/local/bin/app",
        size,
    )?);
    let settings = format!("settings of {of_minor}");
    layers.push(
        warehouse.layer(&settings, "COPY config/ /etc/app/ # buildkit", || {
            let text = format!(
                "# {} {}\nlisten: 0.0.0.0:8080\nmetrics: 0.0.0.0:9090\n",
                entry.name, version.minor
            );
            vec![("etc/app/config.yaml".to_owned(), text.into_bytes())]
        })?,
    );
    Ok(layers)
}

fn runtime(stack: Stack) -> Option<(&'static str, &'static str, usize)> {
    Some(match stack {
        Stack::Base => return None,
        Stack::Go | Stack::Rust => (
            "RUN /bin/sh -c apt-get install -y --no-install-recommends ca-certificates # buildkit",
            "etc/ssl/certs/ca-certificates.crt",
            40,
        ),
        Stack::Python => (
            "RUN /bin/sh -c apt-get install -y python3 # buildkit",
            "usr/bin/python3",
            380,
        ),
        Stack::Node => (
            "RUN /bin/sh -c apk add nodejs # buildkit",
            "usr/bin/node",
            330,
        ),
        Stack::Java => (
            "RUN /bin/sh -c apt-get install -y openjdk-21-jre-headless # buildkit",
            "usr/bin/java",
            520,
        ),
        Stack::Static => (
            "RUN /bin/sh -c apk add nginx # buildkit",
            "usr/sbin/nginx",
            70,
        ),
    })
}

/// A layer of one file that is as incompressible as a program.
fn program(
    warehouse: &mut Warehouse<'_>,
    name: &str,
    step: &str,
    path: &str,
    kilobytes: usize,
) -> Result<Layer, StoreError> {
    warehouse.layer(name, step, || {
        let content = Dice::named(name).bytes(kilobytes * 1000);
        vec![(path.to_owned(), content)]
    })
}
