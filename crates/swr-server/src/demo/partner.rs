//! The second account of the demo world: a supplier with an organization or two of its own.
//!
//! Its administrator is called `admin`, too: user names count within an account.

use rusqlite::Connection;

use super::catalog::{Entry, Stack};
use super::people::{Person, move_in};
use super::shelves::{self, Shelf};
use super::warehouse::Warehouse;
use crate::store::access::{self, Right};
use crate::store::organizations::{self, NewOrganization};
use crate::store::{StoreError, accounts, repositories};

pub(super) const ACCOUNT_ID: &str = "00000000000000000000000000000003";
pub(super) const ACCOUNT_NAME: &str = "partner";
const PROJECT_ID: &str = "00000000000000000000000000000004";

pub(super) const ADMINISTRATOR: Person = Person {
    id: "00000000000000000000000000000021",
    name: "admin",
    access_key: "DEMOPARTNERADMINKEY1",
};

const BUILDER: Person = Person {
    id: "00000000000000000000000000000022",
    name: "builder",
    access_key: "DEMOPARTNERBUILDKEY1",
};

const VIEWER: Person = Person {
    id: "00000000000000000000000000000023",
    name: "viewer",
    access_key: "DEMOPARTNERVIEWKEY01",
};

const FIRMWARE: &str = "partner-firmware";
const TOOLS: &str = "partner-tools";

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Organization, name, visibility, stack, tags, newest version, description.
type Row = (
    &'static str,
    &'static str,
    bool,
    Stack,
    usize,
    (u32, u32),
    &'static str,
);

const REPOSITORIES: [Row; 6] = [
    (
        FIRMWARE,
        "modem",
        false,
        Stack::Rust,
        9,
        (4, 2),
        "Firmware of the LTE modem.",
    ),
    (
        FIRMWARE,
        "bootloader",
        false,
        Stack::Rust,
        4,
        (1, 6),
        "Verified boot; changes rarely.",
    ),
    (
        FIRMWARE,
        "radio/tuner",
        false,
        Stack::Go,
        5,
        (0, 8),
        "Not released yet.",
    ),
    (
        TOOLS,
        "flasher",
        false,
        Stack::Python,
        6,
        (2, 3),
        "Writes firmware to boards over USB.",
    ),
    (
        TOOLS,
        "log-decoder",
        true,
        Stack::Go,
        5,
        (1, 1),
        "Turns binary logs into text. For **everybody**.",
    ),
    (
        TOOLS,
        "bench",
        false,
        Stack::Node,
        3,
        (0, 4),
        "The test bench's dashboard.",
    ),
];

pub(super) fn seed(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    now: i64,
) -> Result<(), StoreError> {
    accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
    for person in [&ADMINISTRATOR, &BUILDER, &VIEWER] {
        let secret_key = format!("demo-{ACCOUNT_NAME}-{}-secret", person.name);
        move_in(connection, ACCOUNT_ID, person, &secret_key, now)?;
    }
    let firmware = organization(connection, FIRMWARE, &ADMINISTRATOR, now - 640 * DAY)?;
    let tools = organization(connection, TOOLS, &BUILDER, now - 300 * DAY)?;
    for row in REPOSITORIES {
        let (organization_id, creator) = match row.0 {
            FIRMWARE => (firmware, &ADMINISTRATOR),
            _ => (tools, &BUILDER),
        };
        let shelf = Shelf {
            organization_id,
            creator,
        };
        shelves::fill(connection, warehouse, &entry(row), &shelf, now)?;
    }
    access::grant_organization(connection, firmware, BUILDER.id, Right::Edit)?;
    access::grant_organization(connection, tools, VIEWER.id, Right::Read)?;
    let modem = repositories::find(connection, FIRMWARE, "modem")?;
    let modem = modem.expect("it was made above");
    access::grant_repository(connection, modem.id, VIEWER.id, Right::Read)?;
    access::grant_repository(connection, modem.id, BUILDER.id, Right::Manage)
}

fn organization(
    connection: &Connection,
    name: &str,
    creator: &Person,
    now: i64,
) -> Result<i64, StoreError> {
    let new = NewOrganization {
        name,
        account_id: ACCOUNT_ID,
        creator_id: creator.id,
        creator_name: creator.name,
        now,
    };
    organizations::create(connection, &new)
}

fn entry(row: Row) -> Entry {
    let (organization, name, is_public, stack, tag_count, newest, description) = row;
    Entry {
        organization,
        name,
        category: "other",
        is_public,
        stack,
        tag_count,
        newest,
        download_count: 40 * u64::from(newest.0) + u64::from(newest.1),
        age_minutes: 2400 * (1 + i64::from(newest.1)),
        description: description.to_owned(),
    }
}
