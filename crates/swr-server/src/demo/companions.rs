//! Two repositories for special cases: images with signature and SBOM, platforms with tags of their own, and
//! an image in Docker schema 1.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::builds::{self, Form};
use super::catalog::{Entry, Stack};
use super::dice::Dice;
use super::people::ADMINISTRATOR;
use super::shelves::{self, Organizations, Shelf, put_manifests};
use super::versions::Version;
use super::warehouse::Warehouse;
use crate::image::build::{Blob, Companion, schema1};
use crate::image::signature_tag;
use crate::store::{StoreError, repositories, tags};
use crate::time::{DAY, MINUTE};

const SPDX: &str = "application/spdx+json";

/// Newest first, with their ages in days.
const RELEASES: [(&str, i64); 3] = [("2.1.0", 9), ("2.0.1", 58), ("2.0.0", 90)];

pub(super) fn seed(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    organizations: &Organizations,
    now: i64,
) -> Result<(), StoreError> {
    signed_releases(connection, warehouse, organizations["edge"], now)?;
    oldest_format(connection, warehouse, organizations["legacy"], now)
}

fn shelf(organization_id: i64) -> Shelf<'static> {
    Shelf {
        organization_id,
        creator: &ADMINISTRATOR,
    }
}

fn signed_releases(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    organization_id: i64,
    now: i64,
) -> Result<(), StoreError> {
    let what = "Starts the device. Every release is **signed** and has an SBOM.";
    let entry = Entry {
        category: "arm",
        description: what.into(),
        ..Entry::unlisted("edge", "bootloader", Stack::Rust)
    };
    let id = shelves::create(connection, &entry, &shelf(organization_id), now - 120 * DAY)?;
    for (name, age_days) in RELEASES.into_iter().rev() {
        let pushed_at = now - age_days * DAY;
        let version = Version {
            name: name.into(),
            aliases: Vec::new(),
            minor: name[..3].into(),
            age_minutes: age_days * DAY / MINUTE,
        };
        let made = builds::build(warehouse, &entry, &version, Form::Index)?;
        let index = made.last().expect("an index comes last");
        put_manifests(connection, id, &made, pushed_at)?;
        // Some clients want one platform and nothing to choose from.
        for (platform, image) in ["amd64", "arm64"].into_iter().zip(&made) {
            let tag = format!("{name}-{platform}");
            tags::put(connection, id, &tag, image.digest.as_str(), pushed_at)?;
        }
        for tag in [name, "latest"] {
            tags::put(connection, id, tag, index.digest.as_str(), pushed_at)?;
        }
        accompany(connection, warehouse, id, index, pushed_at + MINUTE)?;
    }
    repositories::count_downloads(connection, id, 31_004)?;
    repositories::touch(connection, id, now - RELEASES[0].1 * DAY)
}

/// The signature has a tag; the list of contents is found by its subject alone.
fn accompany(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    repository_id: i64,
    about: &Blob,
    now: i64,
) -> Result<(), StoreError> {
    // It looks like one and is none: there is no key in this world.
    let signature = Dice::named(&format!("signature of {}", about.digest)).hex(96);
    let signature = Companion::signature(&about.digest, "edge/bootloader", &signature);
    let digest = put(connection, warehouse, repository_id, &signature, now)?;
    let [tag, ..] = signature_tag::names(&about.digest);
    tags::put(connection, repository_id, &tag, &digest, now)?;

    let annotations = json!({"org.opencontainers.image.description": "Contents of the bootloader"});
    let contents = contents(about).to_string().into_bytes();
    let contents = Companion::artifact(about, SPDX, contents, &annotations);
    put(
        connection,
        warehouse,
        repository_id,
        &contents,
        now + MINUTE,
    )
    .map(drop)
}

/// What the image is made of, as SPDX says it.
fn contents(about: &Blob) -> Value {
    let packages = ["u-boot", "libfdt", "mbedtls"].map(|name| {
        json!({"name": name, "SPDXID": format!("SPDXRef-{name}"), "downloadLocation": "NOASSERTION"})
    });
    json!({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": format!("edge/bootloader@{}", about.digest),
        "documentNamespace": format!("https://sbom.example.test/{}", about.digest.hex()),
        "creationInfo": {"created": "2025-01-01T00:00:00Z", "creators": ["Tool: example-1.0"]},
        "packages": packages,
    })
}

fn put(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    repository_id: i64,
    companion: &Companion,
    now: i64,
) -> Result<String, StoreError> {
    for blob in &companion.blobs {
        warehouse.keep(blob)?;
    }
    let manifest = std::slice::from_ref(&companion.manifest);
    put_manifests(connection, repository_id, manifest, now)
}

fn oldest_format(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    organization_id: i64,
    now: i64,
) -> Result<(), StoreError> {
    let what = "Last built before 2016, in the format of that time.";
    let entry = Entry {
        description: what.into(),
        ..Entry::unlisted("legacy", "terminal", Stack::Rust)
    };
    let pushed_at = now - 2300 * DAY;
    let id = shelves::create(connection, &entry, &shelf(organization_id), pushed_at - DAY)?;
    let mut layers = Vec::new();
    for (step, path, kilobytes) in [
        ("ADD rootfs.tar /", "bin/sh", 120),
        ("COPY terminal /usr/local/bin/app", "usr/local/bin/app", 30),
    ] {
        let name = format!("legacy/terminal {path}");
        layers.push(warehouse.layer(&name, step, || {
            vec![(path.to_owned(), Dice::named(&name).bytes(kilobytes * 1000))]
        })?);
    }
    let layers: Vec<_> = layers.iter().collect();
    let image = schema1("legacy/terminal", "1.0", &layers, "2015-11-03T09:30:00Z");
    let digest = put_manifests(connection, id, &[image], pushed_at)?;
    tags::put(connection, id, "1.0", &digest, pushed_at)?;
    repositories::count_downloads(connection, id, 2)?;
    repositories::touch(connection, id, pushed_at)
}
