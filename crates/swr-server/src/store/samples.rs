//! A sample repository and image, for tests of the store.

use rusqlite::Connection;

use super::blobs::{self, Destination};
use super::organizations::{self, NewOrganization};
use super::repositories::{self, NewRepository};
use super::users::{self, NewUser};
use super::{Store, StoreError, accounts, manifests, tags};
use crate::image::{Digest, Manifest, media_type};

/// A store in memory with one repository: the ids of its organization and of itself.
pub(super) fn store_with_repository() -> (Store, i64, i64) {
    let store = Store::in_memory().unwrap();
    let (organization_id, repository_id) = add_repository(&store);
    (store, organization_id, repository_id)
}

/// Adds the repository to a store that is empty.
pub(super) fn add_repository(store: &Store) -> (i64, i64) {
    let ids: Result<_, StoreError> = store.write_now(|connection| {
        accounts::create(connection, "a", "local", "p")?;
        let user = NewUser {
            id: "u",
            account_id: "a",
            name: "admin",
            password_hash: "",
            is_administrator: true,
            now: 0,
        };
        users::create(connection, &user)?;
        let organization = NewOrganization {
            region: "local-1",
            name: "platform",
            account_id: "a",
            creator_id: "u",
            creator_name: "admin",
            now: 0,
        };
        let organization_id = organizations::create(connection, &organization)?;
        let repository = NewRepository {
            organization_id,
            name: "app",
            category: "other",
            description: "",
            is_public: false,
            creator_id: "u",
            creator_name: "admin",
            now: 0,
        };
        let repository_id = repositories::create(connection, &repository)?;
        Ok((organization_id, repository_id))
    });
    ids.unwrap()
}

/// Where pushes to that repository go.
pub(super) fn destination(organization_id: i64, repository_id: i64) -> Destination<'static> {
    Destination {
        organization_id,
        repository: "app",
        repository_id: Some(repository_id),
    }
}

/// As an upload that ends does it.
pub(super) fn push_blob(
    store: &Store,
    connection: &Connection,
    at: Destination<'_>,
    bytes: &[u8],
) -> Digest {
    let digest = Digest::of(bytes);
    let now = crate::time::unix_millis();
    let staged = store.folder().uploads_path().join("staged");
    std::fs::write(&staged, bytes).unwrap();
    blobs::put_in_place(store.folder(), &staged, &digest).unwrap();
    blobs::insert(connection, &digest, bytes.len() as u64, now).unwrap();
    blobs::offer(connection, at, &digest, now).unwrap();
    digest
}

/// Pushes an image and tags it: the digests of its configuration and of its manifest.
pub(super) fn push_image(
    store: &Store,
    organization_id: i64,
    repository_id: i64,
) -> (Digest, Digest) {
    let at = destination(organization_id, repository_id);
    let pushed: Result<_, StoreError> = store.write_now(|connection| {
        let config = push_blob(store, connection, at, b"{}");
        let body = format!(
            r#"{{"schemaVersion":2,"config":{{"digest":"{config}","size":2}},"layers":[]}}"#
        );
        let manifest = Manifest::parse(media_type::OCI_IMAGE, body.as_bytes()).unwrap();
        let now = crate::time::unix_millis();
        assert_eq!(
            manifests::missing(connection, store.folder(), at, &manifest.content, now)?,
            None
        );
        let digest = manifests::put(connection, repository_id, &manifest, body.as_bytes(), now)?;
        tags::put(connection, repository_id, "latest", digest.as_str(), now)?;
        Ok((config, digest))
    });
    pushed.unwrap()
}

/// Pushes an index of that manifest, without a tag.
pub(super) fn push_index(store: &Store, repository_id: i64, child: &Digest) -> Digest {
    let body = format!(r#"{{"schemaVersion":2,"manifests":[{{"digest":"{child}","size":1}}]}}"#);
    let manifest = Manifest::parse(media_type::OCI_INDEX, body.as_bytes()).unwrap();
    let put =
        |connection: &_| manifests::put(connection, repository_id, &manifest, body.as_bytes(), 0);
    store.write_now(put).unwrap()
}
