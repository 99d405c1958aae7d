//! Who lives in the demo world. Their secrets are public: the server refuses to show them around.

use rusqlite::Connection;

use crate::auth::password;
use crate::service::ACCOUNT_ID;
use crate::store::StoreError;
use crate::store::users::{self, NewUser};

/// Id, name, access key.
pub(super) const PEOPLE: [(&str, &str, &str); 3] = [
    (
        "00000000000000000000000000000011",
        "admin",
        "DEMOADMINACCESSKEY01",
    ),
    (
        "00000000000000000000000000000012",
        "editor",
        "DEMOEDITORACCESSKEY1",
    ),
    (
        "00000000000000000000000000000013",
        "reader",
        "DEMOREADERACCESSKEY1",
    ),
];

pub(super) fn seed(connection: &Connection, now: i64) -> Result<(), StoreError> {
    for (id, name, access_key) in PEOPLE {
        let person = NewUser {
            id,
            account_id: ACCOUNT_ID,
            name,
            password_hash: &password::hash(&format!("demo-{name}")),
            is_administrator: name == "admin",
            now,
        };
        users::create(connection, &person)?;
        let secret_key = format!("demo-{name}-secret");
        users::add_access_key(connection, id, access_key, &secret_key, now)?;
    }
    Ok(())
}
