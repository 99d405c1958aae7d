//! Listening, answering, and stopping without cutting anybody off.
//!
//! The loop is our own and not axum's for two reasons: a client that never ends its headers is let
//! go after a while, and `--faults` can close a connection in place of an answer.

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
use swr_server::faults::Dropped;
use swr_server::host::HostRule;
use swr_server::schedule;
use swr_server::service::unix_millis;
use swr_server::store::{Store, repositories, sweep};
use swr_server::{Service, Settings, synchronization};
use tokio::net::{TcpListener, TcpStream};
use tokio::signal;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::arguments::Serve;
use crate::serve_relay;
use crate::start::{self, StartError};

/// How long a client may take for its headers.
const HEADERS: Duration = Duration::from_secs(30);

/// How long calls under way may take to end, once somebody asked the server to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Between two rounds of removing blobs that nobody refers to.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(60 * 60);

/// Between two attempts when the system has no file left for a connection.
const BACKOFF: Duration = Duration::from_millis(100);

pub(crate) fn run(arguments: &Serve) -> Result<(), StartError> {
    write_log();
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime.map_err(|error| StartError::Other(error.to_string()))?;
    match (&arguments.relay.management, &arguments.relay.identity) {
        (Some(management), Some(identity)) => {
            runtime.block_on(serve_relay::serve(arguments, management, identity))
        }
        _ => runtime.block_on(serve(arguments)),
    }
}

/// To standard error, one line per call; `SWR_LOG=warn` for less.
fn write_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SWR_LOG");
    let filter = filter.unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
}

async fn serve(arguments: &Serve) -> Result<(), StartError> {
    start::check_regions(arguments)?;
    // The ports first: a busy one must not leave a data folder behind.
    let (listener, address) = bind(arguments.listen).await?;
    let mut further = Vec::new();
    for region in &arguments.regions {
        let (listener, address) = bind(region.listen).await?;
        further.push((region.name.as_str(), listener, address));
    }
    let ready = tokio::task::block_in_place(|| start::prepare(arguments))?;
    let service = Service::new(ready.store, settings(arguments, address))
        .with_regions(further.iter().map(|(name, ..)| *name));
    let mut working = JoinSet::new();
    working.spawn(sweep_every_hour(service.store.clone()));
    working.spawn(synchronization::work(service.clone()));
    working.spawn(schedule::every_hour(service.clone()));
    // Of what was pushed before the last end.
    service.tag_pushed();
    let stop = asked_to_stop().expect("the runtime has its signal driver");
    let (stopping, stopped) = watch::channel(());
    let mut listening = JoinSet::new();
    announce(address, None);
    for (name, listener, address) in further {
        let app = swr_server::app(service.in_region(name, host_rule(arguments, address)));
        listening.spawn(accept(listener, app, stopped.clone()));
        announce(address, Some(name));
    }
    listening.spawn(accept(listener, swr_server::app(service), stopped));
    ready.news.iter().for_each(|line| crate::say(line));
    announce_base(arguments, address);
    stop.await;
    tracing::info!("stopping");
    stopping.send_replace(());
    listening.join_all().await;
    working.shutdown().await;
    drop(ready.lock);
    Ok(())
}

/// The first region's line has no name: others wait for it as it is.
pub(crate) fn announce(address: SocketAddr, region: Option<&str>) {
    let region = region.map(|name| format!(" ({name})")).unwrap_or_default();
    crate::say(&format!("listening on http://{address}{region}"));
    if !address.ip().is_loopback() {
        tracing::warn!("passwords and tokens travel in the clear: put TLS in front of {address}");
    }
}

/// Where to look for the console, when it is not at the root.
pub(crate) fn announce_base(arguments: &Serve, address: SocketAddr) {
    if arguments.console.is_some() && !arguments.base.is_root() {
        crate::say(&format!(
            "the console is at http://{address}{}",
            arguments.base
        ));
    }
}

pub(crate) async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let busy = |source| StartError::Busy { address, source };
    let listener = TcpListener::bind(address).await.map_err(busy)?;
    let bound = listener.local_addr().map_err(busy)?;
    Ok((listener, bound))
}

fn host_rule(arguments: &Serve, address: SocketAddr) -> HostRule {
    if address.ip().is_loopback() || !arguments.hosts.is_empty() {
        HostRule::loopback(address.port(), &arguments.hosts)
    } else {
        HostRule::Any
    }
}

pub(crate) fn settings(arguments: &Serve, address: SocketAddr) -> Settings {
    if let Some(console) = &arguments.console
        && !console.join("index.html").is_file()
    {
        let folder = console.display();
        tracing::warn!("{folder} has no index.html: no page is served until the console is built");
    }
    Settings {
        hosts: host_rule(arguments, address),
        organization_quota: arguments.organization_quota,
        registry_host: arguments.registry_host.clone(),
        console: arguments.console.clone(),
        base: arguments.base.clone(),
        allowed_origins: arguments.allowed_origins.clone(),
        faults: arguments.faults.clone(),
        trigger_webhook: arguments.trigger_webhook.clone(),
    }
}

/// The first time was at the start, before anybody was answered.
async fn sweep_every_hour(store: Store) {
    loop {
        tokio::time::sleep(BETWEEN_SWEEPS).await;
        let store = store.clone();
        let swept = tokio::task::spawn_blocking(move || {
            // Whoever changed tags and did not do it themselves: the day's report waits for it.
            let settle = |connection: &_| repositories::settle_sizes(connection, unix_millis());
            store.write_now(settle)?;
            sweep(&store, unix_millis())
        });
        let swept = swept.await;
        match swept {
            Ok(Ok(swept)) => tracing::debug!(?swept, "swept"),
            Ok(Err(error)) => tracing::warn!(%error, "unused blobs were not removed"),
            Err(error) => tracing::warn!(%error, "unused blobs were not removed"),
        }
    }
}

pub(crate) async fn accept(listener: TcpListener, app: Router, mut stop: watch::Receiver<()>) {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => answer(stream, app.clone(), &connections),
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(BACKOFF).await;
                }
            },
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some calls did not end in time");
    }
}

fn answer(stream: TcpStream, app: Router, connections: &GracefulShutdown) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let app = app.clone();
        async move {
            let answer = app.oneshot(request.map(Body::new)).await;
            let answer = answer.unwrap_or_else(|never| match never {});
            // An error in place of an answer closes the connection.
            match answer.extensions().get::<Dropped>() {
                Some(Dropped) => Err(io::Error::other("dropped on demand")),
                None => Ok(answer),
            }
        }
    });
    // Small answers must not wait for more to come.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // A client that goes away is not our failure.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "connection ended");
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
