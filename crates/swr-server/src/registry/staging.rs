//! The file of an upload under way: appended to by one request at a time, and read once more in
//! full before it becomes a blob.
//!
//! The lock is on the file and the upload is looked up after it is held: anyone who waited while the
//! upload was finished must not write to what is a blob by now.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use futures_util::stream::Fuse;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt;

use super::Call;
use super::image_access::ImageAccess;
use super::refusal::Refusal;
use super::scope::Action;
use crate::image::Digest;
use crate::service::Service;
use crate::store::{DataFolder, Store, open_private, uploads};

/// The longest layer the service takes, as the cloud does.
const MAXIMUM_BYTES: u64 = 10 * 1024 * 1024 * 1024;

/// How much may be written before the room on the disk is looked at again.
const BETWEEN_LOOKS_BYTES: u64 = 4 * 1024 * 1024;

/// How long the rest of a body is let go for which there is no room.
const PATIENCE: Duration = Duration::from_secs(10);

/// Read at a time when a digest is computed.
const PIECE_BYTES: usize = 256 * 1024;

/// An upload that no one else writes to, as long as this lives.
pub(super) struct Staged {
    file: File,
    pub length: u64,
    folder: DataFolder,
    /// Of the disk, what is left to the rest.
    kept_free_bytes: u64,
}

impl Staged {
    /// Takes the upload, if it is the requester's and no one else has it.
    pub(super) async fn take(call: &Call, id: &str) -> Result<Self, Refusal> {
        let requester = call.requester.clone();
        let (image, name) = (call.image.clone(), id.to_owned());
        let folder = call.service.store.folder().clone();
        let kept_free_bytes = call.service.settings.kept_free_bytes;
        let take = move |connection: &_| {
            let access = ImageAccess::open(connection, &requester, &image, Action::Push)?;
            let caller = requester.caller.as_ref();
            let user_id = caller.map_or("", |caller| &caller.viewer.user_id);
            // Names of files come from clients: only those of uploads are touched.
            if !uploads::exists(connection, &name, access.destination(), user_id)? {
                return Err(Refusal::UploadUnknown);
            }
            let mut file = open_private(&uploads::path(&folder, &name))?;
            let busy =
                |_| Refusal::UploadInvalid("another request is writing to the upload".into());
            file.try_lock().map_err(busy)?;
            let length = file.seek(SeekFrom::End(0))?;
            Ok(Self {
                file,
                length,
                folder,
                kept_free_bytes,
            })
        };
        let staged = call.service.store.read(take).await?;
        staged.still_exists(&call.service, id).await
    }

    /// The lock may have been free because the upload was just finished.
    async fn still_exists(self, service: &Service, id: &str) -> Result<Self, Refusal> {
        let name = id.to_owned();
        let known = move |connection: &_| uploads::is_known(connection, &name);
        match service.store.read(known).await? {
            true => Ok(self),
            false => Err(Refusal::UploadUnknown),
        }
    }

    /// Writes the body behind what is there. What arrives before a body breaks off stays; on a disk that
    /// is full nothing does.
    pub(super) async fn append(&mut self, body: Body) -> Result<(), Refusal> {
        let mut pieces = body.into_data_stream().fuse();
        let written = self.write(&mut pieces).await;
        if written == Err(Refusal::DiskFull) {
            // What this does not give back goes with the upload.
            let _ = self.cut(0);
            // Who is still sending does not look for a response.
            let rest = async { while let Some(Ok(_)) = pieces.next().await {} };
            let _ = tokio::time::timeout(PATIENCE, rest).await;
        }
        written
    }

    async fn write(&mut self, pieces: &mut Fuse<BodyDataStream>) -> Result<(), Refusal> {
        let mut file = tokio::fs::File::from_std(self.file.try_clone()?);
        let mut outcome = Ok(());
        let mut looked_at = None;
        while let Some(piece) = pieces.next().await {
            let Ok(piece) = piece else {
                outcome = Err(Refusal::BodyLost);
                break;
            };
            let length = u64::try_from(piece.len()).expect("a piece is small");
            if self.length + length > MAXIMUM_BYTES {
                let why = format!("a blob can have at most {MAXIMUM_BYTES} bytes");
                outcome = Err(Refusal::TooLarge(why));
                break;
            }
            let mark = self.length / BETWEEN_LOOKS_BYTES;
            if looked_at != Some(mark) {
                looked_at = Some(mark);
                if !self.folder.has_room_for_uploads(self.kept_free_bytes)? {
                    return Err(Refusal::DiskFull);
                }
            }
            file.write_all(&piece).await?;
            self.length += length;
        }
        file.flush().await?;
        outcome
    }

    /// Forgets what was appended since the file was that long.
    pub(super) fn cut(&mut self, length: u64) -> Result<(), Refusal> {
        self.file.set_len(length)?;
        self.length = length;
        Ok(())
    }

    /// Reads the file from its start, makes sure that it is on the disk, and says what it is.
    pub(super) async fn digest(self) -> Result<(Self, Digest), Refusal> {
        let digest = tokio::task::spawn_blocking(move || self.digest_now()).await;
        digest.map_err(|error| Refusal::Internal(error.to_string()))?
    }

    fn digest_now(mut self) -> Result<(Self, Digest), Refusal> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut hasher = Sha256::new();
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            match self.file.read(&mut piece)? {
                0 => break,
                read => hasher.update(&piece[..read]),
            }
        }
        self.file.sync_all()?;
        Ok((self, Digest::finished(hasher)))
    }
}

/// How long the file of an upload is; nothing was written yet where there is none.
pub(super) fn length(store: &Store, id: &str) -> u64 {
    let data = std::fs::metadata(uploads::path(store.folder(), id));
    data.map_or(0, |data| data.len())
}
