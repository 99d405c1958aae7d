//! Who lives in the demo world. Their secrets are public: the server refuses to show them around.

use rusqlite::Connection;

use super::shelves::Organizations;
use crate::auth::password;
use crate::service::{ACCOUNT_ID, REGION};
use crate::store::access::{self, Right};
use crate::store::users::{self, NewUser};
use crate::store::{StoreError, repositories};

pub(super) struct Person {
    pub id: &'static str,
    pub name: &'static str,
    pub access_key: &'static str,
}

/// Manages everything and made everything.
pub(super) const ADMINISTRATOR: Person = Person {
    id: "00000000000000000000000000000011",
    name: "admin",
    access_key: "DEMOADMINACCESSKEY01",
};

const EDITOR: Person = Person {
    id: "00000000000000000000000000000012",
    name: "editor",
    access_key: "DEMOEDITORACCESSKEY1",
};

const READER: Person = Person {
    id: "00000000000000000000000000000013",
    name: "reader",
    access_key: "DEMOREADERACCESSKEY1",
};

/// Nobody but the administrator has a right on the rest.
const ON_ORGANIZATIONS: [(&Person, &str, Right); 9] = [
    (&EDITOR, "platform", Right::Edit),
    (&EDITOR, "web", Right::Manage),
    (&EDITOR, "tools", Right::Edit),
    (&EDITOR, "data", Right::Read),
    (&EDITOR, "scale", Right::Edit),
    (&EDITOR, "fleet", Right::Read),
    (&READER, "platform", Right::Read),
    (&READER, "web", Right::Read),
    (&READER, "scale", Right::Read),
];

/// Of these organizations the person sees one repository only.
const ON_REPOSITORIES: [(&Person, &str, &str, Right); 3] = [
    (&READER, "tools", "ci-runner", Right::Read),
    (&READER, "data", "notebook", Right::Edit),
    (&EDITOR, "edge", "sensor-agent", Right::Manage),
];

pub(super) fn seed(connection: &Connection, now: i64) -> Result<(), StoreError> {
    for person in [&ADMINISTRATOR, &EDITOR, &READER] {
        let secret_key = format!("demo-{}-secret", person.name);
        move_in(connection, ACCOUNT_ID, person, &secret_key, now)?;
    }
    Ok(())
}

/// Who is called admin administrates the account.
pub(super) fn move_in(
    connection: &Connection,
    account_id: &str,
    person: &Person,
    secret_key: &str,
    now: i64,
) -> Result<(), StoreError> {
    let Person {
        id,
        name,
        access_key,
    } = *person;
    let new = NewUser {
        id,
        account_id,
        name,
        password_hash: &password::hash(&format!("demo-{name}")),
        is_administrator: name == ADMINISTRATOR.name,
        now,
    };
    users::create(connection, &new)?;
    users::add_access_key(connection, id, access_key, secret_key, now)
}

pub(super) fn grant(
    connection: &Connection,
    organizations: &Organizations,
) -> Result<(), StoreError> {
    for (person, organization, right) in ON_ORGANIZATIONS {
        access::grant_organization(connection, organizations[organization], person.id, right)?;
    }
    for (person, organization, name, right) in ON_REPOSITORIES {
        let found = repositories::find(connection, REGION, organization, name)?;
        let repository = found.expect("the catalog has it");
        access::grant_repository(connection, repository.id, person.id, right)?;
    }
    Ok(())
}
