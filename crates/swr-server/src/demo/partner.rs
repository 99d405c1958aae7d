//! The second account of the demo data: a supplier with a few organizations.
//!
//! Its administrator is also called `admin`: user names are unique within an account.

use rusqlite::Connection;

use super::catalog;
use super::people::{Person, move_in};
use super::shelves::{self, Shelf};
use super::warehouse::Warehouse;
use crate::service::REGION;
use crate::store::access::Right;
use crate::store::members::{self, GrantTarget};
use crate::store::organizations::{self, NewOrganization};
use crate::store::{StoreError, accounts, repositories};
use crate::time::DAY;

pub(super) const ACCOUNT_ID: &str = "00000000000000000000000000000003";
const ACCOUNT_NAME: &str = "partner";
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
    for entry in catalog::of_partner() {
        let (organization_id, creator) = match entry.organization {
            FIRMWARE => (firmware, &ADMINISTRATOR),
            _ => (tools, &BUILDER),
        };
        let shelf = Shelf {
            organization_id,
            creator,
        };
        shelves::fill(connection, warehouse, &entry, &shelf, now)?;
    }
    let found = repositories::find(connection, REGION, FIRMWARE, "modem")?;
    let modem = GrantTarget::Repository(found.expect("it was made above").id);
    for (target, person, right) in [
        (GrantTarget::Organization(firmware), &BUILDER, Right::Edit),
        (GrantTarget::Organization(tools), &VIEWER, Right::Read),
        (modem, &VIEWER, Right::Read),
        (modem, &BUILDER, Right::Manage),
    ] {
        members::grant(connection, target, person.id, right)?;
    }
    Ok(())
}

fn organization(
    connection: &Connection,
    name: &str,
    creator: &Person,
    now: i64,
) -> Result<i64, StoreError> {
    let new = NewOrganization {
        region: REGION,
        name,
        account_id: ACCOUNT_ID,
        creator_id: creator.id,
        creator_name: creator.name,
        now,
    };
    organizations::create(connection, &new)
}
