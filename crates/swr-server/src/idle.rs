//! Timeout of request bodies: a body that stalls is ended with an error.
//!
//! Otherwise a silent client would hold its connection and its upload forever. The total time is not
//! limited, because layers are large.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use futures_util::stream::{self, StreamExt};

/// From one byte to the next.
pub(crate) const SILENCE: Duration = Duration::from_secs(60);

/// The request with a body that does not wait for longer.
pub(crate) async fn limit(request: Request) -> Request {
    request.map(limited)
}

fn limited(body: Body) -> Body {
    let pieces = stream::unfold(Some(body.into_data_stream()), async |pieces| {
        let mut pieces = pieces?;
        match tokio::time::timeout(SILENCE, pieces.next()).await {
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some(pieces))),
            Ok(Some(Err(error))) => Some((Err(io::Error::other(error)), None)),
            Ok(None) => None,
            Err(_) => Some((Err(io::ErrorKind::TimedOut.into()), None)),
        }
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Piece = Result<&'static [u8], io::Error>;

    /// A body that takes so long for every byte.
    fn slow(pauses: &'static [u64]) -> Body {
        let pieces = stream::iter(pauses).then(async |seconds| {
            tokio::time::sleep(Duration::from_secs(*seconds)).await;
            Piece::Ok(b"x")
        });
        limited(Body::from_stream(pieces))
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_may_be_slow_but_not_silent() {
        let whole = axum::body::to_bytes(slow(&[59, 59, 59]), 10).await;
        assert_eq!(whole.unwrap().as_ref(), b"xxx");
        assert!(axum::body::to_bytes(slow(&[1, 61]), 10).await.is_err());
    }
}
