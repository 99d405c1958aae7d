//! The demo data: always the same except for its dates, which count back from the start.
//!
//! Its images are real and can be pulled. Digests depend only on names, so two starts on different days
//! produce the same ones.

mod automation;
mod builds;
mod catalog;
mod companions;
mod dice;
mod grants;
mod history;
mod partner;
mod people;
mod regions;
mod scale;
mod shares;
mod shelves;
mod versions;
mod warehouse;

use rusqlite::Connection;

use crate::service::{ACCOUNT_ID, REGION};
use crate::store::{DataFolder, StoreError, repositories};
use warehouse::Warehouse;

/// Fills an empty store in the caller's transaction; every file is synced when this returns.
pub fn seed(connection: &Connection, folder: &DataFolder, now: i64) -> Result<(), StoreError> {
    people::seed(connection, now)?;
    let mut warehouse = Warehouse::new(connection, folder, now);
    let organizations = shelves::seed(connection, &mut warehouse, now)?;
    companions::seed(connection, &mut warehouse, &organizations, now)?;
    scale::seed(connection, &mut warehouse, &organizations, now)?;
    grants::seed(connection, &organizations)?;
    automation::seed(connection, now)?;
    partner::seed(connection, &mut warehouse, now)?;
    shares::seed(connection, now)?;
    warehouse.close()?;
    repositories::settle_sizes(connection, now)?;
    history::seed(connection, ACCOUNT_ID, REGION, now)
}

/// Fills a second region as well; `seed` comes first.
pub fn seed_region(connection: &Connection, region: &str, now: i64) -> Result<(), StoreError> {
    regions::seed(connection, region, now)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::image::Digest;
    use crate::service::{ACCOUNT_NAME, PROJECT_ID};
    use crate::store::access::Viewer;
    use crate::store::{
        Store, accessories, accounts, blobs, manifests, organizations, retention, statistics, tags,
        users,
    };

    const NOW: i64 = 1_750_000_000_000;

    fn world(now: i64) -> Store {
        let store = Store::in_memory().unwrap();
        let fill = |connection: &_| {
            accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
            seed(connection, store.folder(), now)
        };
        store.write_now(fill).unwrap();
        store
    }

    fn tag_digests(store: &Store, organization: &str, name: &str) -> Vec<(String, String)> {
        let read: Result<_, StoreError> = store.read_now(|connection| {
            let repository = repositories::find(connection, REGION, organization, name)?.unwrap();
            let names = tags::names_after(connection, repository.id, "", None)?;
            let rows = names.into_iter().map(|tag| {
                let row = manifests::find_by_tag(connection, repository.id, &tag)?;
                Ok((tag, row.unwrap().digest))
            });
            rows.collect()
        });
        read.unwrap()
    }

    fn count(store: &Store, sql: &str) -> i64 {
        let counted: Result<i64, StoreError> =
            store.read_now(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?));
        counted.unwrap()
    }

    #[test]
    fn two_starts_differ_in_nothing_but_dates() {
        let (first, second) = (world(NOW), world(NOW + 86_400_000));
        for (organization, name) in [("platform", "api-gateway"), ("fleet", "berlin/gateway-01")] {
            let digests = tag_digests(&first, organization, name);
            assert!(!digests.is_empty());
            assert_eq!(digests, tag_digests(&second, organization, name));
        }
    }

    /// One test for all that can be seen in one world: making it is what takes the time.
    #[test]
    fn the_world_is_as_large_as_it_is_said_to_be_and_can_be_pulled() {
        let store = world(NOW);
        assert_sizes(&store);
        assert_blobs(&store);
        assert_companions(&store);
        assert_contents(&store);
        assert_rights(&store);
        assert_retention(&store);
        assert_shares(&store);
        assert_reports(&store);
        assert_second_region(&store);
    }

    /// What a person is meant to find in it: everything the console has a way to show.
    fn assert_contents(store: &Store) {
        let newest = "FROM manifests m JOIN tags t ON t.repository_id = m.repository_id
            AND t.manifest_digest = m.digest WHERE t.name = 'latest'";
        let count = |what: &str, of: &str| count(store, &format!("SELECT count({what}) {of}"));
        let indexes = count("*", &format!("{newest} AND m.kind = 1"));
        assert!(
            indexes >= 30,
            "{indexes} repositories have an index as their newest"
        );
        let attested = "AND m.body LIKE '%attestation-manifest%'";
        let attested = count("*", &format!("{newest} AND m.kind = 1 {attested}"));
        let words = "and it says how it was built, but for the one that is signed instead";
        assert_eq!(attested + 1, indexes, "{words}");
        let single = count("*", &format!("{newest} AND m.kind = 0"));
        assert!(single > 0, "some have one platform only");
        let several = "FROM (SELECT 1 FROM tags GROUP BY repository_id, manifest_digest
            HAVING count(*) >= 4)";
        let several = count("*", several);
        assert!(several >= 30, "{several} images have four names");
        assert!(
            labels(store, "platform", "api-gateway")
                .contains_key("org.opencontainers.image.source")
        );
    }

    /// The labels of the first image that `latest` leads to.
    fn labels(store: &Store, organization: &str, name: &str) -> serde_json::Map<String, Value> {
        let config: Result<Digest, StoreError> = store.read_now(|connection| {
            let repository = repositories::find(connection, REGION, organization, name)?.unwrap();
            let sql = "SELECT m.config_digest FROM manifests m
                JOIN manifest_children c ON c.repository_id = m.repository_id
                    AND c.child_digest = m.digest
                JOIN tags t ON t.repository_id = c.repository_id
                    AND t.manifest_digest = c.parent_digest
                WHERE t.repository_id = ?1 AND t.name = 'latest' AND m.config_digest IS NOT NULL
                    AND m.body NOT LIKE '%in-toto%'";
            let digest: String = connection.query_row(sql, [repository.id], |row| row.get(0))?;
            Ok(Digest::parse(&digest).unwrap())
        });
        let bytes = std::fs::read(blobs::path(store.folder(), &config.unwrap())).unwrap();
        let config: Value = serde_json::from_slice(&bytes).unwrap();
        config["config"]["Labels"].as_object().unwrap().clone()
    }

    fn assert_sizes(store: &Store) {
        assert_eq!(count(store, "SELECT count(*) FROM organizations"), 10);
        let fleet = "SELECT count(*) FROM repositories r JOIN organizations o
                     ON o.id = r.organization_id WHERE o.name = 'fleet'";
        assert_eq!(count(store, fleet), 2000);
        let others = count(store, "SELECT count(*) FROM repositories") - 2000;
        assert!((46..=56).contains(&others), "{others}");
        assert_eq!(tag_digests(store, "scale", "many-tags").len(), 10_000);
        let unknown = "SELECT count(*) FROM repositories WHERE size_bytes IS NULL";
        assert_eq!(count(store, unknown), 0);
        let future = format!("SELECT count(*) FROM tags WHERE updated_at > {NOW}");
        assert_eq!(count(store, &future), 0);
    }

    /// Every blob that a manifest needs is there, and is what its name says.
    fn assert_blobs(store: &Store) {
        let rows: Result<Vec<(String, u64)>, StoreError> = store.read_now(|connection| {
            let mut statement = connection.prepare("SELECT digest, size_bytes FROM blobs")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        });
        for (name, size_bytes) in rows.unwrap() {
            let digest = Digest::parse(&name).unwrap();
            let bytes = std::fs::read(blobs::path(store.folder(), &digest)).unwrap();
            assert_eq!(bytes.len() as u64, size_bytes);
            assert_eq!(Digest::of(&bytes), digest);
        }
    }

    /// What only two repositories have, for anyone who wants to look at it.
    fn assert_companions(store: &Store) {
        let signed = tag_digests(store, "edge", "bootloader");
        assert_eq!(signed.len(), 3 * 4 + 1, "{signed:?}");
        let (_, latest) = signed.iter().find(|(tag, _)| tag == "latest").unwrap();
        let found: Result<_, StoreError> = store.read_now(|connection| {
            let id = repositories::find(connection, REGION, "edge", "bootloader")?
                .unwrap()
                .id;
            let latest = Digest::parse(latest).unwrap();
            let (rows, _) = accessories::list(connection, id, &latest, 0, 10)?;
            let index = tags::find(connection, id, "latest")?.unwrap();
            let platforms = tags::names_referred_to(connection, id, &index, "", 10)?;
            let old = repositories::find(connection, REGION, "legacy", "terminal")?
                .unwrap()
                .id;
            let old = tags::find(connection, old, "1.0")?.unwrap();
            let has_tag: Vec<_> = rows.iter().map(|row| row.tag.is_some()).collect();
            Ok((has_tag, platforms, old.schema_version))
        });
        let platforms = ["2.1.0-amd64", "2.1.0-arm64"].map(str::to_owned).to_vec();
        assert_eq!(found, Ok((vec![true, false], platforms, 1)));
    }

    /// Nights went and versions stay; a start of the service has nothing left to do.
    fn assert_retention(store: &Store) {
        let tags = tag_digests(store, "platform", "scheduler");
        let is_night = |(tag, _): &&(String, String)| tag.starts_with("nightly-");
        let nights = tags.iter().filter(is_night).count();
        assert_eq!((nights, tags.len()), (14, 14 + 26));
        assert_eq!(count(store, "SELECT count(*) FROM retention_log"), 26);
        let run: Result<_, StoreError> = store.write_now(|connection| {
            let id = repositories::find(connection, REGION, "platform", "scheduler")?
                .unwrap()
                .id;
            retention::run(connection, id, NOW)
        });
        assert_eq!(run, Ok(0));
        assert_eq!(count(store, "SELECT count(*) FROM trigger_events"), 0);
    }

    /// In both directions, and of each kind.
    fn assert_shares(store: &Store) {
        let shared = |account: &str, in_force: &str| {
            let sql = format!(
                "SELECT count(*) FROM shares s JOIN accounts a ON a.id = s.account_id
                 WHERE a.name = '{account}' AND (ends_at IS NULL OR ends_at > {NOW}) = {in_force}"
            );
            count(store, &sql)
        };
        assert_eq!((shared("partner", "1"), shared("partner", "0")), (3, 1));
        assert_eq!((shared("local", "1"), shared("local", "0")), (2, 1));
        let public = "SELECT count(*) FROM shares s JOIN repositories r ON r.id = s.repository_id
                      WHERE r.is_public";
        assert_eq!(count(store, public), 0);
    }

    fn assert_reports(store: &Store) {
        let days: Result<_, StoreError> = store.read_now(|connection| {
            let today = statistics::day_of(NOW);
            let overview = statistics::overview(connection, ACCOUNT_ID, REGION)?;
            let days = statistics::days(connection, ACCOUNT_ID, REGION, today, 100)?;
            Ok((overview, days))
        });
        let (overview, days) = days.unwrap();
        assert_eq!(days.len(), 90);
        assert!(days.iter().all(|day| day.downflow_bytes > 0));
        assert!(days.is_sorted_by_key(|day| day.stored_bytes));
        assert!(days[0].stored_bytes > 0 && days[0].stored_bytes < overview.stored_bytes);
        assert_eq!(days[89].stored_bytes, overview.stored_bytes);
    }

    /// Jobs of each kind, and the images where they say.
    fn assert_second_region(store: &Store) {
        let fill = |connection: &_| seed_region(connection, "local-2", NOW);
        store.write_now(fill).unwrap();
        let jobs = |status: &str| {
            let sql = format!("SELECT count(*) FROM sync_jobs WHERE status = '{status}'");
            count(store, &sql)
        };
        let states = ["success", "failed", "existed", "waiting", "running"];
        assert_eq!(states.map(jobs), [15, 1, 1, 0, 0]);
        let sizes: Result<_, StoreError> = store.read_now(|connection| {
            let size = |region: &str| {
                let found = repositories::find(connection, region, "web", "storefront")?.unwrap();
                let tag = tags::newest_names(connection, found.id, 1)?.remove(0);
                let tag = tags::find(connection, found.id, &tag)?.unwrap();
                Ok::<_, StoreError>((tag.digest, tag.image_size_bytes))
            };
            Ok((size(REGION)?, size("local-2")?))
        });
        let (here, there) = sizes.unwrap();
        assert_eq!(here, there);
    }

    fn assert_rights(store: &Store) {
        let seen = |user: &str| {
            let rows: Result<_, StoreError> = store.read_now(|connection| {
                let user = users::by_name(connection, ACCOUNT_NAME, user)?.unwrap();
                let viewer = Viewer {
                    user_id: user.id,
                    account_id: user.account_id,
                    region: REGION.to_owned(),
                    is_administrator: user.is_administrator,
                    now: NOW,
                };
                organizations::list(connection, &viewer, organizations::Scope::Visible, "")
            });
            let rights = rows.unwrap().into_iter().map(|row| row.access);
            rights.collect::<Vec<_>>()
        };
        assert_eq!(seen("admin"), [Some(7); 8]);
        let editor = seen("editor");
        assert!(editor.contains(&Some(7)) && editor.contains(&Some(3)));
        let reader = seen("reader");
        assert!(reader.contains(&Some(1)) && reader.contains(&None));
        assert!(!reader.contains(&Some(7)) && reader.len() < 8);
    }
}
