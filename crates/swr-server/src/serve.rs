//! Serves: the store, a listener for each region, and the background workers.

use std::io;
use std::time::Duration;

use swr_server::connections::Connections;
use swr_server::store::{Store, StoreError, repositories, sweep, untagged_space};
use swr_server::time::unix_millis;
use swr_server::{Service, delivery, schedule, scrub, synchronization};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::arguments::Serve;
use crate::descriptors;
use crate::listen::{accept, announce, announce_base, asked_to_stop, bind};
use crate::serve_relay;
use crate::start::{self, StartError};
use crate::terminal::say;

/// Between two rounds of removing blobs that no one refers to.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(60 * 60);

pub(crate) fn run(arguments: &Serve) -> Result<(), StartError> {
    write_log();
    let connections = Connections::up_to(descriptors::raise_limit());
    let started = tokio::runtime::Runtime::new();
    let runtime = started.map_err(|error| StartError::Other(error.to_string()))?;
    match (&arguments.relay.management, &arguments.relay.identity) {
        (Some(management), Some(identity)) => {
            let relaying = serve_relay::serve(arguments, management, identity, connections);
            runtime.block_on(relaying)
        }
        _ => runtime.block_on(serve(arguments, connections)),
    }
}

/// To standard error, one line per call; `SWR_LOG=warn` for less.
fn write_log() {
    let given = tracing_subscriber::EnvFilter::try_from_env("SWR_LOG");
    tracing_subscriber::fmt()
        .with_env_filter(given.unwrap_or_else(|_| "info".into()))
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
}

async fn serve(arguments: &Serve, connections: Connections) -> Result<(), StartError> {
    start::check_regions(arguments)?;
    // The ports first: a busy one must not leave a data folder behind.
    let (first_listener, first_address) = bind(arguments.listen).await?;
    let mut further = Vec::new();
    for region in &arguments.regions {
        let (listener, address) = bind(region.listen).await?;
        further.push((region.name.as_str(), listener, address));
    }
    let ready = tokio::task::block_in_place(|| start::prepare(arguments))?;
    let store = ready.store;
    let service = Service::new(store.clone(), arguments.settings(first_address))
        .with_regions(further.iter().map(|(name, ..)| *name));
    let mut working = JoinSet::new();
    working.spawn(sweep_every_hour(
        service.store.clone(),
        arguments.untagged_days,
    ));
    working.spawn(synchronization::work(service.clone()));
    working.spawn(delivery::work(service.clone()));
    working.spawn(schedule::every_hour(service.clone()));
    working.spawn(service.counts.clone().write_every_second(store.clone()));
    if arguments.scrub_days > 0 {
        working.spawn(scrub::work(service.clone(), arguments.scrub_days));
    }
    let stop = asked_to_stop().expect("the runtime has its signal driver");
    let counts = service.counts.clone();
    let (stopping, stopped) = watch::channel(());
    let mut listening = JoinSet::new();
    announce(first_address, None);
    for (name, listener, address) in further {
        let app = swr_server::app(service.in_region(name, arguments.host_rule(address)));
        listening.spawn(accept(listener, app, connections.clone(), stopped.clone()));
        announce(address, Some(name));
    }
    listening.spawn(accept(
        first_listener,
        swr_server::app(service),
        connections,
        stopped,
    ));
    ready.news.iter().for_each(|line| say(line));
    announce_base(arguments, first_address);
    stop.await;
    tracing::info!("stopping");
    stopping.send_replace(());
    listening.join_all().await;
    working.shutdown().await;
    counts.write(&store).await;
    if let Err(error) = tokio::task::block_in_place(|| store.end()) {
        tracing::warn!(%error, "the newest changes stay in the write-ahead log");
    }
    drop(ready.lock);
    Ok(())
}

/// The first time was at the start, before anybody was answered.
async fn sweep_every_hour(store: Store, untagged_days: u32) {
    loop {
        tokio::time::sleep(BETWEEN_SWEEPS).await;
        let swept_store = store.clone();
        let round = tokio::task::spawn_blocking(move || {
            // Anyone who changed tags and did not do it themselves: the day's report waits for it.
            let settle = |connection: &_| repositories::settle_sizes(connection, unix_millis());
            swept_store.write_now(settle)?;
            swept_store.folder().keep_reserve();
            let swept = sweep(&swept_store, unix_millis(), untagged_days)?;
            untagged_space::settle(&swept_store)?;
            Ok::<_, StoreError>(swept)
        });
        match round.await {
            Ok(Ok(swept)) => tracing::debug!(?swept, "swept"),
            Ok(Err(error)) => tracing::warn!(%error, "unused blobs were not removed"),
            Err(error) => tracing::warn!(%error, "unused blobs were not removed"),
        }
    }
}
