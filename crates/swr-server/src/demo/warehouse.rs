//! Storage of the demo's blobs: each is written once, and all are synced at the end.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::PathBuf;
use std::thread;

use rusqlite::Connection;

use crate::image::Digest;
use crate::image::archive::File;
use crate::image::build::{Blob, Layer};
use crate::store::{DataFolder, StoreError, blobs, open_private};

/// Waiting for the disk takes the time; more files at once make it worth its while.
const SYNCING: usize = 8;

pub(super) struct Warehouse<'a> {
    connection: &'a Connection,
    folder: &'a DataFolder,
    now: i64,
    layers: HashMap<String, Layer>,
    kept: HashSet<Digest>,
    unsynced: Vec<PathBuf>,
}

impl<'a> Warehouse<'a> {
    pub(super) fn new(connection: &'a Connection, folder: &'a DataFolder, now: i64) -> Self {
        Self {
            connection,
            folder,
            now,
            layers: HashMap::new(),
            kept: HashSet::new(),
            unsynced: Vec::new(),
        }
    }

    /// Writes the blob unless it is there.
    pub(super) fn keep(&mut self, blob: &Blob) -> Result<(), StoreError> {
        if !self.kept.insert(blob.digest.clone()) {
            return Ok(());
        }
        let path = blobs::path(self.folder, &blob.digest);
        let mut file = open_private(&path)?;
        // An attempt before this one may have been cut off and left a longer file.
        file.set_len(0)?;
        file.write_all(&blob.bytes)?;
        self.unsynced.push(path);
        let length = u64::try_from(blob.bytes.len()).expect("it is in memory");
        blobs::insert(self.connection, &blob.digest, length, self.now)
    }

    /// The layer of that name; the files are requested when it is the first time.
    pub(super) fn layer(
        &mut self,
        name: &str,
        step: &str,
        files: impl FnOnce() -> Vec<(String, Vec<u8>)>,
    ) -> Result<Layer, StoreError> {
        if let Some(layer) = self.layers.get(name) {
            return Ok(layer.clone());
        }
        let files = files();
        let files: Vec<_> = files
            .iter()
            .map(|(path, content)| File {
                path,
                is_executable: path.contains("bin/"),
                content,
            })
            .collect();
        let layer = Layer::new(step, &files);
        self.keep(&layer.blob)?;
        self.layers.insert(name.to_owned(), layer.clone());
        Ok(layer)
    }

    /// After this the commit may come.
    pub(super) fn close(self) -> Result<(), StoreError> {
        let share = self.unsynced.len().div_ceil(SYNCING).max(1);
        thread::scope(|scope| {
            let threads: Vec<_> = self
                .unsynced
                .chunks(share)
                .map(|paths| scope.spawn(|| sync(paths)))
                .collect();
            threads.into_iter().try_for_each(|thread| {
                let synced = thread.join();
                synced.map_err(|_| StoreError::Broken("syncing the blobs failed".into()))?
            })
        })?;
        blobs::sync_names(self.folder)
    }
}

fn sync(paths: &[PathBuf]) -> Result<(), StoreError> {
    for path in paths {
        std::fs::File::open(path)?.sync_all()?;
    }
    Ok(())
}
