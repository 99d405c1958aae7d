//! Timeout of clients that read nothing: the connection is closed.
//!
//! Otherwise an unread response would hold its connection and memory forever. The total time is not limited,
//! because layers are large.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// From one byte that could be sent to the next.
const SILENCE: Duration = Duration::from_secs(30);

/// A connection whose writes fail when none of them succeeded for half a minute.
pub struct Impatient<S> {
    stream: S,
    /// Set by the first write that must wait, and gone with the first that succeeds.
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> Impatient<S> {
    pub fn new(stream: S) -> Self {
        Self {
            stream,
            deadline: None,
        }
    }

    /// What a write came to, or that the client reads nothing.
    fn judge<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.deadline = None;
            return written;
        }
        let begin = || Box::pin(tokio::time::sleep_until(Instant::now() + SILENCE));
        let deadline = self.deadline.get_or_insert_with(begin);
        deadline
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.judge(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let ended = Pin::new(&mut self.stream).poll_shutdown(context);
        self.judge(context, ended)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_reads_nothing_for_half_a_minute_is_let_go() {
        let (ours, _theirs) = tokio::io::duplex(4);
        let mut ours = Impatient::new(ours);
        ours.write_all(b"1234").await.unwrap();
        let begun = Instant::now();
        let refused = ours.write_all(b"5").await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
        assert_eq!(begun.elapsed().as_secs(), 30);
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_slowly_is_waited_for() {
        let (ours, mut theirs) = tokio::io::duplex(1);
        let mut ours = Impatient::new(ours);
        let reading = tokio::spawn(async move {
            let mut received = Vec::new();
            for _ in 0..4 {
                tokio::time::sleep(Duration::from_secs(25)).await;
                received.push(theirs.read_u8().await.unwrap());
            }
            received
        });
        ours.write_all(b"1234").await.unwrap();
        assert_eq!(reading.await.unwrap(), b"1234");
    }
}
