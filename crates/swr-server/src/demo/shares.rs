//! Shares between the two demo accounts: without an end date, limited, and expired.

use rusqlite::Connection;

use super::partner;
use super::people::{self, Person};
use crate::service::{ACCOUNT_ID, REGION};
use crate::store::shares::{self, NewShare};
use crate::store::{StoreError, repositories};
use crate::time::DAY;

struct Share {
    repository: (&'static str, &'static str),
    from: &'static Person,
    to: &'static str,
    /// Days from the start; less than none is over.
    days: Option<i64>,
    description: &'static str,
}

const SHARES: [Share; 7] = [
    Share {
        repository: ("edge", "ota/updater"),
        from: &people::ADMINISTRATOR,
        to: partner::ACCOUNT_ID,
        days: None,
        description: "Ships with every board.",
    },
    Share {
        repository: ("platform", "api-gateway"),
        from: &people::ADMINISTRATOR,
        to: partner::ACCOUNT_ID,
        days: Some(30),
        description: "For the integration tests of this quarter.",
    },
    Share {
        repository: ("web", "storefront"),
        from: &people::ADMINISTRATOR,
        to: partner::ACCOUNT_ID,
        days: Some(-10),
        description: "Review of the relaunch.",
    },
    Share {
        repository: ("edge", "camera/stream"),
        from: &people::ADMINISTRATOR,
        to: partner::ACCOUNT_ID,
        days: Some(2),
        description: "",
    },
    Share {
        repository: ("partner-firmware", "modem"),
        from: &partner::ADMINISTRATOR,
        to: ACCOUNT_ID,
        days: Some(14),
        description: "Release candidate for the field test.",
    },
    Share {
        repository: ("partner-firmware", "bootloader"),
        from: &partner::ADMINISTRATOR,
        to: ACCOUNT_ID,
        days: None,
        description: "",
    },
    Share {
        repository: ("partner-tools", "flasher"),
        from: &partner::ADMINISTRATOR,
        to: ACCOUNT_ID,
        days: Some(-45),
        description: "For the production line in spring.",
    },
];

pub(super) fn seed(connection: &Connection, now: i64) -> Result<(), StoreError> {
    for share in &SHARES {
        let (organization, name) = share.repository;
        let found = repositories::find(connection, REGION, organization, name)?;
        let new = NewShare {
            repository_id: found.expect("it was made before").id,
            account_id: share.to,
            deadline: share.days.map(|days| now + days * DAY),
            description: share.description,
            creator_id: share.from.id,
            creator_name: share.from.name,
            now: now - 60 * DAY,
        };
        shares::create(connection, &new)?;
    }
    Ok(())
}
