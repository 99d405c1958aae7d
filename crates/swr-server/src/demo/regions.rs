//! The second region of the demo data, if there is one: organizations that repositories of the first region
//! are copied to, and the jobs. The images are really there.

use rusqlite::Connection;

use super::people::ADMINISTRATOR;
use crate::service::{ACCOUNT_ID, REGION};
use crate::store::organizations::{self, NewOrganization};
use crate::store::sync_jobs::{self, NewJob};
use crate::store::synchronizations::{self, NewSynchronization, Target};
use crate::store::{StoreError, repositories, tags};
use crate::synchronization::carry_out;
use crate::time::{DAY, HOUR, SECOND};

/// In the second region, and so many days old.
const ORGANIZATIONS: [(&str, i64); 2] = [("platform", 200), ("web", 200)];

/// What is copied with every push, whether it overrides, and how many of the newest tags were.
const AUTOMATIC: [(&str, &str, bool, u64); 3] = [
    ("platform", "api-gateway", false, 5),
    ("platform", "base/debian-slim", true, 4),
    ("web", "storefront", true, 6),
];

/// Copied once and by hand: to an organization that is not there, and over a tag that is.
const BY_HAND: [(&str, &str, &str); 2] = [
    ("web", "checkout", "disaster-recovery"),
    ("web", "storefront", "web"),
];

/// A tag on its way.
struct Trip {
    repository_id: i64,
    target: Target,
    overrides: bool,
    tag: String,
    at: i64,
}

pub(super) fn seed(connection: &Connection, region: &str, now: i64) -> Result<(), StoreError> {
    for (name, age_days) in ORGANIZATIONS {
        let new = NewOrganization {
            region,
            name,
            account_id: ACCOUNT_ID,
            creator_id: ADMINISTRATOR.id,
            creator_name: ADMINISTRATOR.name,
            now: now - age_days * DAY,
        };
        organizations::create(connection, &new)?;
    }
    let mut trips = Vec::new();
    for (organization, name, overrides, count) in AUTOMATIC {
        let repository_id = repository(connection, organization, name)?;
        let target = target(region, organization);
        let new = NewSynchronization {
            repository_id,
            target: &target,
            is_automatic: true,
            overrides,
            creator_id: ADMINISTRATOR.id,
            creator_name: ADMINISTRATOR.name,
            now: now - 190 * DAY,
        };
        synchronizations::create(connection, &new)?;
        let rides = newest(connection, repository_id, count)?.into_iter();
        trips.extend(rides.map(|(tag, at)| trip(repository_id, &target, overrides, tag, at)));
    }
    for (organization, name, to) in BY_HAND {
        let repository_id = repository(connection, organization, name)?;
        for (tag, at) in newest(connection, repository_id, 1)? {
            let at = (at + HOUR).min(now);
            trips.push(trip(repository_id, &target(region, to), false, tag, at));
        }
    }
    // In the order in which it happened: what is stored grows with it.
    trips.sort_by_key(|trip| trip.at);
    trips.iter().try_for_each(|trip| travel(connection, trip))
}

fn target(region: &str, organization: &str) -> Target {
    Target {
        region: region.to_owned(),
        organization: organization.to_owned(),
    }
}

fn trip(repository_id: i64, target: &Target, overrides: bool, tag: String, at: i64) -> Trip {
    Trip {
        repository_id,
        target: target.clone(),
        overrides,
        tag,
        at,
    }
}

fn repository(connection: &Connection, organization: &str, name: &str) -> Result<i64, StoreError> {
    let found = repositories::find(connection, REGION, organization, name)?;
    Ok(found.expect("the catalog has it").id)
}

/// The newest tags, and when they were pushed.
fn newest(
    connection: &Connection,
    repository_id: i64,
    count: u64,
) -> Result<Vec<(String, i64)>, StoreError> {
    let names = tags::newest_names(connection, repository_id, count)?;
    let pushed = names.into_iter().map(|name| {
        let tag = tags::find(connection, repository_id, &name)?;
        Ok((name, tag.expect("it was just listed").updated_at))
    });
    pushed.collect()
}

fn travel(connection: &Connection, trip: &Trip) -> Result<(), StoreError> {
    let new = NewJob {
        repository_id: trip.repository_id,
        target: &trip.target,
        overrides: trip.overrides,
        tag: &trip.tag,
        operator_id: ADMINISTRATOR.id,
        operator_name: ADMINISTRATOR.name,
        now: trip.at,
    };
    sync_jobs::create(connection, &new)?;
    let job = sync_jobs::next(connection)?;
    carry_out(connection, &job.expect("it waits"), trip.at + 7 * SECOND)?;
    Ok(())
}
