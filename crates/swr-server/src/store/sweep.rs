//! The sweep: removes blobs that no manifest uses, and abandoned uploads.
//!
//! Rows are deleted before files, so a crash in between leaves an extra file and never a row without its file.
//! Anything that a manifest refers to is kept, and anything younger than a day; unreferenced manifests are
//! handled by `untagged`.

use super::blobs::{self, KEPT_MILLIS};
use super::{Store, StoreError, untagged, uploads};

/// Files looked up in one transaction: a push that waits for it waits milliseconds.
const FILES_AT_A_TIME: usize = 500;

/// What one round took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    pub manifests: usize,
    pub uploads: usize,
    pub blobs: usize,
    pub files: usize,
}

/// One round; call it on a thread that may wait. Manifests that nothing refers to are kept for so many
/// days.
pub fn sweep(store: &Store, now: i64, untagged_days: u32) -> Result<Swept, StoreError> {
    let manifests = untagged::delete_unused(store, now, untagged_days)?;
    let (uploads, blobs) = store.write_now(|connection| {
        let uploads = uploads::end_expired(connection, store.folder(), now)?;
        let blobs = blobs::forget_orphans(connection, now)?;
        Ok::<_, StoreError>((uploads, blobs))
    })?;
    let folder = store.folder();
    let mut old = blobs::files_before(&folder.blobs_path(), now - KEPT_MILLIS)?;
    old.extend(blobs::files_before(
        &folder.uploads_path(),
        now - KEPT_MILLIS,
    )?);
    let mut files = 0;
    for some in old.chunks(FILES_AT_A_TIME) {
        // In a write transaction: anyone who finishes an upload waits for it, and has a row afterwards.
        files += store.write_now(|connection| blobs::remove_strangers(connection, some))?;
    }
    Ok(Swept {
        manifests,
        uploads,
        blobs,
        files,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::image::{Manifest, media_type};
    use crate::store::samples::{destination, push_blob, push_image, store_with_repository};
    use crate::store::{manifests, tags};
    use crate::time::DAY;

    const DAYS: u32 = 7;

    /// Later than any file that a test writes, by more than a blob is kept.
    fn later() -> i64 {
        crate::time::unix_millis() + 2 * KEPT_MILLIS
    }

    #[test]
    fn what_a_tag_refers_to_stays_forever() {
        let (store, organization_id, repository_id) = store_with_repository();
        let (config, _) = push_image(&store, organization_id, repository_id);
        for days in [0, 100, 1000] {
            let swept = sweep(&store, later() + days * DAY, DAYS).unwrap();
            assert_eq!(swept, Swept::default());
        }
        assert!(blobs::path(store.folder(), &config).exists());
    }

    #[test]
    fn an_image_without_a_tag_is_kept_for_days_and_then_gives_its_bytes_back() {
        let (store, organization_id, repository_id) = store_with_repository();
        let (config, _) = push_image(&store, organization_id, repository_id);
        let untag = |connection: &_| tags::delete(connection, repository_id, "latest");
        assert_eq!(store.write_now(untag), Ok(true));
        let seen = later();
        for passed in [0, 7 * DAY - 1] {
            let swept = sweep(&store, seen + passed, DAYS).unwrap();
            assert_eq!(swept, Swept::default(), "{passed}");
        }
        let swept = sweep(&store, seen + 7 * DAY, DAYS).unwrap();
        assert_eq!((swept.manifests, swept.blobs, swept.files), (1, 1, 1));
        assert!(!blobs::path(store.folder(), &config).exists());
    }

    #[test]
    fn an_image_that_gets_a_tag_again_has_all_its_days_again() {
        let (store, organization_id, repository_id) = store_with_repository();
        let (_, digest) = push_image(&store, organization_id, repository_id);
        let untag = |connection: &_| tags::delete(connection, repository_id, "latest");
        let tag = |connection: &_| tags::put(connection, repository_id, "v1", digest.as_str(), 0);
        store.write_now(untag).unwrap();
        let start = later();
        let sweep_after = |days| sweep(&store, start + days * DAY, DAYS).unwrap().manifests;
        assert_eq!(sweep_after(0), 0);
        store.write_now(tag).unwrap();
        assert_eq!(sweep_after(8), 0);
        let untag = |connection: &_| tags::delete(connection, repository_id, "v1");
        store.write_now(untag).unwrap();
        assert_eq!(
            (sweep_after(9), sweep_after(15), sweep_after(16)),
            (0, 0, 1)
        );
    }

    #[test]
    fn children_and_artifacts_stay_and_go_with_what_they_belong_to() {
        let (store, organization_id, repository_id) = store_with_repository();
        let (_, child) = push_image(&store, organization_id, repository_id);
        let put = |connection: &Connection, body: String| {
            let manifest = Manifest::parse(media_type::OCI_INDEX, body.as_bytes()).unwrap();
            manifests::put(connection, repository_id, &manifest, body.as_bytes(), 0)
        };
        let push = |connection: &Connection| {
            let index =
                format!(r#"{{"schemaVersion":2,"manifests":[{{"digest":"{child}","size":1}}]}}"#);
            let index = put(connection, index)?;
            let about = format!(
                r#"{{"schemaVersion":2,"manifests":[],"subject":{{"digest":"{index}","size":1}}}}"#
            );
            put(connection, about)?;
            tags::put(connection, repository_id, "multi", index.as_str(), 0)?;
            tags::delete(connection, repository_id, "latest")
        };
        assert_eq!(store.write_now(push), Ok(true));
        let start = later();
        let sweep_after = |days| sweep(&store, start + days * DAY, DAYS).unwrap().manifests;
        assert_eq!((sweep_after(0), sweep_after(100)), (0, 0));
        let untag = |connection: &_| tags::delete(connection, repository_id, "multi");
        assert_eq!(store.write_now(untag), Ok(true));
        assert_eq!(
            (sweep_after(101), sweep_after(107), sweep_after(108)),
            (0, 0, 3)
        );
    }

    #[test]
    fn removing_the_tag_keeps_the_image_and_removing_the_manifest_frees_it() {
        let (store, organization_id, repository_id) = store_with_repository();
        let (config, digest) = push_image(&store, organization_id, repository_id);
        let untag = |connection: &_| tags::delete(connection, repository_id, "latest");
        assert_eq!(store.write_now(untag), Ok(true));
        assert_eq!(sweep(&store, later(), DAYS).unwrap().blobs, 0);
        let delete = |connection: &_| manifests::delete(connection, repository_id, &digest);
        assert_eq!(store.write_now(delete), Ok(true));
        let swept = sweep(&store, later(), DAYS).unwrap();
        assert_eq!((swept.blobs, swept.files), (1, 1));
        assert!(!blobs::path(store.folder(), &config).exists());
    }

    #[test]
    fn a_blob_waits_a_day_for_its_manifest() {
        let (store, organization_id, repository_id) = store_with_repository();
        let at = destination(organization_id, repository_id);
        let digest = store.write_now(|connection| {
            Ok::<_, StoreError>(push_blob(&store, connection, at, b"layer"))
        });
        let digest = digest.unwrap();
        let now = crate::time::unix_millis();
        assert_eq!(
            sweep(&store, now + KEPT_MILLIS / 2, DAYS).unwrap(),
            Swept::default()
        );
        assert_eq!(sweep(&store, later(), DAYS).unwrap().blobs, 1);
        assert!(!blobs::path(store.folder(), &digest).exists());
    }

    #[test]
    fn the_promise_that_a_blob_is_there_ends_long_before_the_blob_does() {
        let (store, organization_id, repository_id) = store_with_repository();
        let at = destination(organization_id, repository_id);
        let now = crate::time::unix_millis();
        let sizes: Result<_, StoreError> = store.write_now(|connection| {
            let digest = push_blob(&store, connection, at, b"layer");
            let soon = blobs::size_at(connection, store.folder(), at, &digest, now)?;
            let late = blobs::size_at(
                connection,
                store.folder(),
                at,
                &digest,
                now + KEPT_MILLIS - 1,
            )?;
            Ok((soon, late))
        });
        assert_eq!(sizes, Ok((Some(5), None)));
    }

    #[test]
    fn an_upload_that_still_grows_is_not_ended_however_old_it_is() {
        let (store, organization_id, repository_id) = store_with_repository();
        let at = destination(organization_id, repository_id);
        let now = crate::time::unix_millis();
        let start = |connection: &_| uploads::start(connection, at, "u", now - 2 * KEPT_MILLIS);
        let [growing, forgotten] = [(); 2].map(|()| store.write_now(start).unwrap());
        std::fs::write(uploads::path(store.folder(), &growing), "half").unwrap();
        assert_eq!(sweep(&store, now, DAYS).unwrap().uploads, 1);
        let known = |id| store.read_now(|connection| uploads::is_known(connection, id));
        assert_eq!((known(&growing), known(&forgotten)), (Ok(true), Ok(false)));
        assert!(uploads::path(store.folder(), &growing).exists());
    }

    #[test]
    fn files_and_uploads_that_no_one_knows_go() {
        let (store, organization_id, repository_id) = store_with_repository();
        let at = destination(organization_id, repository_id);
        let start = |connection: &_| uploads::start(connection, at, "u", 0);
        let id = store.write_now(start).unwrap();
        std::fs::write(uploads::path(store.folder(), &id), "half").unwrap();
        std::fs::write(store.folder().blobs_path().join("stranger"), "").unwrap();
        let swept = sweep(&store, later(), DAYS).unwrap();
        assert_eq!((swept.uploads, swept.files), (1, 2));
    }
}
