//! Large demo data: a repository with 10,000 tags, and an organization with 2,000 repositories. They share a
//! few images: only the number of rows matters.

use rusqlite::Connection;

use super::builds::{self, Form};
use super::catalog::{Entry, Stack};
use super::dice::Dice;
use super::people::ADMINISTRATOR;
use super::shelves::{self, Organizations, Shelf, put_manifests};
use super::versions::{self, Version};
use super::warehouse::Warehouse;
use crate::image::build::Blob;
use crate::store::{StoreError, repositories, tags};
use crate::time::MINUTE;

/// Tags are named `1.{0..100}.{0..100}`.
const SERIES: u32 = 100;

const SITES: [&str; 20] = [
    "amsterdam",
    "berlin",
    "bologna",
    "cluj",
    "dublin",
    "gdansk",
    "ghent",
    "graz",
    "helsinki",
    "krakow",
    "lisbon",
    "lyon",
    "malmo",
    "porto",
    "riga",
    "seville",
    "tartu",
    "turin",
    "vienna",
    "zagreb",
];

/// At every site so many of each.
const DEVICES: [(&str, Stack, u32); 4] = [
    ("gateway", Stack::Go, 20),
    ("camera", Stack::Rust, 40),
    ("meter", Stack::Rust, 30),
    ("panel", Stack::Node, 10),
];

pub(super) fn seed(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    organizations: &Organizations,
    now: i64,
) -> Result<(), StoreError> {
    many_tags(connection, warehouse, organizations["scale"], now)?;
    fleet(connection, warehouse, organizations["fleet"], now)
}

fn entry(organization: &'static str, name: &'static str, stack: Stack) -> Entry {
    Entry {
        tag_count: 12,
        newest: (1, 4),
        age_minutes: 30,
        ..Entry::unlisted(organization, name, stack)
    }
}

fn versions_of(entry: &Entry) -> Vec<Version> {
    versions::of(entry.name, entry.newest, entry.tag_count, entry.age_minutes)
}

fn many_tags(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    organization_id: i64,
    now: i64,
) -> Result<(), StoreError> {
    let mut entry = entry("scale", "many-tags", Stack::Rust);
    entry.description = "One tag for every build since the beginning.".into();
    let total = i64::from(SERIES * SERIES);
    let shelf = Shelf {
        organization_id,
        creator: &ADMINISTRATOR,
    };
    let id = shelves::create(connection, &entry, &shelf, now - (total + 60) * 45 * MINUTE)?;
    let mut digests = Vec::new();
    for version in versions_of(&entry) {
        let made = builds::build(warehouse, &entry, &version, Form::OneImage)?;
        digests.push(put_manifests(connection, id, &made, now)?);
    }
    let mut digests = digests.iter().cycle();
    for build in 0..SERIES * SERIES {
        let name = format!("1.{}.{}", build / SERIES, build % SERIES);
        let digest = digests.next().expect("there are versions");
        let pushed_at = now - (total - i64::from(build)) * 45 * MINUTE;
        tags::put(connection, id, &name, digest, pushed_at)?;
    }
    repositories::count_downloads(connection, id, 1_204_551)?;
    repositories::touch(connection, id, now - 45 * MINUTE)
}

fn fleet(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    organization_id: i64,
    now: i64,
) -> Result<(), StoreError> {
    for (device, stack, count) in DEVICES {
        let firmware = entry("fleet", device, stack);
        let mut images = Vec::new();
        for version in versions_of(&firmware).into_iter().take(3) {
            let made = builds::build(warehouse, &firmware, &version, Form::OneImage)?;
            images.push((version.name, made));
        }
        for site in SITES {
            for number in 1..=count {
                let name = format!("{site}/{device}-{number:02}");
                one_device(connection, organization_id, &name, &images, now)?;
            }
        }
    }
    Ok(())
}

/// Some run the newest version, some never got any.
fn one_device(
    connection: &Connection,
    organization_id: i64,
    name: &str,
    images: &[(String, Vec<Blob>)],
    now: i64,
) -> Result<(), StoreError> {
    let mut dice = Dice::named(name);
    let created_at = now - (200_000 + dice.below(300_000)) * MINUTE;
    let new = repositories::NewRepository {
        organization_id,
        name,
        category: "arm",
        description: "",
        is_public: false,
        creator_id: ADMINISTRATOR.id,
        creator_name: ADMINISTRATOR.name,
        now: created_at,
    };
    let id = repositories::create(connection, &new)?;
    let mut updated_at = created_at;
    let has_images = usize::try_from(1 + dice.below(3)).expect("it is small");
    for (version, made) in images.iter().rev().take(has_images) {
        updated_at += (1 + dice.below(60_000)) * MINUTE;
        let digest = put_manifests(connection, id, made, updated_at)?;
        tags::put(connection, id, version, &digest, updated_at)?;
    }
    let downloads = u64::try_from(dice.below(5000)).expect("it is positive");
    repositories::count_downloads(connection, id, downloads)?;
    repositories::touch(connection, id, updated_at)
}
