//! The demo users. Their secrets are public, so such a server listens on loopback only.

use rusqlite::Connection;

use crate::credentials::password;
use crate::service::ACCOUNT_ID;
use crate::store::StoreError;
use crate::store::users::{self, NewUser};

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

pub(super) const EDITOR: Person = Person {
    id: "00000000000000000000000000000012",
    name: "editor",
    access_key: "DEMOEDITORACCESSKEY1",
};

pub(super) const READER: Person = Person {
    id: "00000000000000000000000000000013",
    name: "reader",
    access_key: "DEMOREADERACCESSKEY1",
};

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
