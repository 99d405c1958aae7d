//! Listening, serving, and an orderly stop that lets requests finish.
//!
//! The accept loop is our own instead of axum's for two reasons: it disconnects clients that never finish
//! their headers, and `--faults` can close a connection instead of responding.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use swr_server::connections::{Connections, Opened};
use swr_server::faults::Dropped;
use swr_server::stalled::Impatient;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::arguments::Serve;
use crate::start::StartError;
use crate::terminal::say;

/// How long a client may take for its headers.
const HEADERS: Duration = Duration::from_secs(30);

/// How long calls under way may take to end, once someone asked the server to stop.
const GRACE: Duration = Duration::from_secs(5);

/// What is kept of a connection in each direction: two pieces of a blob.
const BUFFER_BYTES: usize = 128 * 1024;

/// Between two attempts when the system has no file left for a connection.
const BACKOFF: Duration = Duration::from_millis(100);

/// Takes the port, and says which one it is where any would do.
pub(crate) async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let busy = |source| StartError::Busy { address, source };
    let listener = TcpListener::bind(address).await.map_err(busy)?;
    let bound = listener.local_addr().map_err(busy)?;
    Ok((listener, bound))
}

/// The first region's line has no name: others wait for it as it is.
pub(crate) fn announce(address: SocketAddr, region: Option<&str>) {
    let suffix = region.map(|name| format!(" ({name})")).unwrap_or_default();
    say(&format!("listening on http://{address}{suffix}"));
    if !address.ip().is_loopback() {
        tracing::warn!("passwords and tokens are sent unencrypted: put TLS in front of {address}");
    }
}

/// Where to look for the console, when it is not at the root.
pub(crate) fn announce_base(arguments: &Serve, address: SocketAddr) {
    if arguments.console.is_some() && !arguments.base.is_root() {
        let base = &arguments.base;
        say(&format!("the console is at http://{address}{base}"));
    }
}

/// Answers anyone who connects until it is told to stop, and then lets calls under way end.
pub(crate) async fn accept(
    listener: TcpListener,
    app: Router,
    connections: Connections,
    mut stop: watch::Receiver<()>,
) {
    let graceful = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => tokio::select! {
                    opened = connections.enter() => answer(stream, app.clone(), opened, &graceful),
                    _ = stop.changed() => break,
                },
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(BACKOFF).await;
                }
            },
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
}

fn answer(stream: TcpStream, app: Router, opened: Opened, graceful: &GracefulShutdown) {
    let calls = opened.calls();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let call = calls.begin();
        let answering = app.clone().oneshot(request.map(Body::new));
        async move {
            let answer = answering.await.unwrap_or_else(|never| match never {});
            // An error in place of a response closes the connection.
            match answer.extensions().get::<Dropped>() {
                Some(Dropped) => Err(io::Error::other("dropped on demand")),
                None => Ok(answer.map(|body| call.until_sent(body))),
            }
        }
    });
    // Small answers must not wait for more to come.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(BUFFER_BYTES)
        .serve_connection(TokioIo::new(Impatient::new(stream)), service);
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        tokio::select! {
            // A client that goes away is not our failure.
            ended = watched => if let Err(error) = ended {
                tracing::debug!(%error, "connection ended");
            },
            () = opened.has_to_close() => tracing::debug!("an idle connection was closed to make room"),
        }
    });
}

/// Ctrl-C, or what `kill` sends. They are listened for from the call on, not from the first wait:
/// a signal that comes right after the address was announced is not lost.
pub(crate) fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use signal::unix::{SignalKind, signal};
        let mut interrupted = signal(SignalKind::interrupt())?;
        let mut terminated = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = signal::ctrl_c().await;
    })
}
