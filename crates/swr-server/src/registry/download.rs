//! Sends a blob piece by piece and counts the bytes sent.
//!
//! A complete download has been counted when its last byte arrives. An interrupted one counts as far as it
//! was sent, a moment later.

use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::service::Service;

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
            self.sent.count();
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
    fn count(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        let Service { counts, region, .. } = &self.service;
        counts.add_downflow(&self.account_id, &region.name, bytes, self.service.now());
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        if self.bytes > 0 {
            self.count();
        }
    }
}
