//! Sending a blob piece by piece, and counting what was sent.
//!
//! Who has the last byte has been counted: it is sent after the count is on the disk. Who breaks off
//! is counted for what was sent until then, a moment later.

use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::service::Service;
use crate::store::{StoreError, statistics};

/// Read from the file at a time.
const PIECE_BYTES: usize = 64 * 1024;

/// The next `count` bytes of the file, counted as the account's downflow.
pub(super) fn body(service: Service, account_id: String, file: File, count: u64) -> Body {
    let download = Download {
        file,
        left: count,
        sent: Sent {
            service,
            account_id,
            bytes: 0,
        },
    };
    Body::from_stream(stream::try_unfold(download, Download::next))
}

struct Download {
    file: File,
    left: u64,
    sent: Sent,
}

impl Download {
    async fn next(mut self) -> std::io::Result<Option<(Bytes, Self)>> {
        let wanted = usize::try_from(self.left).map_or(PIECE_BYTES, |left| left.min(PIECE_BYTES));
        if wanted == 0 {
            return Ok(None);
        }
        let mut piece = vec![0; wanted];
        let read = self.file.read(&mut piece).await?;
        if read == 0 {
            // The length is promised already: only breaking off tells the client.
            return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
        }
        piece.truncate(read);
        let read = u64::try_from(read).expect("a piece is small");
        self.left -= read;
        self.sent.bytes += read;
        if self.left == 0 {
            self.sent.take().await;
        }
        Ok(Some((Bytes::from(piece), self)))
    }
}

/// Bytes that were sent and are not counted yet.
struct Sent {
    service: Service,
    account_id: String,
    bytes: u64,
}

impl Sent {
    /// Counts them, and leaves none.
    fn take(&mut self) -> impl Future<Output = ()> + Send + use<> {
        let (service, bytes) = (self.service.clone(), std::mem::take(&mut self.bytes));
        let account_id = self.account_id.clone();
        async move {
            let (region, now) = (service.region.clone(), service.now());
            let count = move |connection: &_| {
                statistics::add_downflow(connection, &account_id, &region.name, bytes, now)
            };
            // A full disk must not keep anybody from pulling.
            if let Err(error) = service.store.write::<_, StoreError>(count).await {
                tracing::warn!(%error, "traffic was not counted");
            }
        }
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        if self.bytes > 0
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(self.take());
        }
    }
}
