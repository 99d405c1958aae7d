//! Serves the console in front of another service: `--relay`.
//!
//! No data folder is opened, so data of an earlier service is neither shown nor locked.

use swr_server::connections::Connections;
use swr_server::relay::{self, Relay, Target};
use tokio::sync::watch;

use crate::arguments::Serve;
use crate::listen::{accept, announce, announce_base, asked_to_stop, bind};
use crate::start::StartError;
use crate::terminal::say;

pub(crate) async fn serve(
    arguments: &Serve,
    management: &Target,
    identity: &Target,
    connections: Connections,
) -> Result<(), StartError> {
    let given = arguments.relay.region.as_deref();
    let named = given.or_else(|| management.region());
    let region = named.ok_or_else(|| StartError::NoRegion(management.address().to_owned()))?;
    let (listener, address) = bind(arguments.listen).await?;
    let settings = arguments.settings(address);
    let relay = Relay::new(management.clone(), identity.clone(), region, settings);
    let stop = asked_to_stop().expect("the runtime has its signal driver");
    let (stopping, stopped) = watch::channel(());
    announce(address, None);
    announce_base(arguments, address);
    say(&format!(
        "forwarding to {} and {}, region {region}",
        management.address(),
        identity.address()
    ));
    let listening = tokio::spawn(accept(listener, relay::app(relay), connections, stopped));
    stop.await;
    tracing::info!("stopping");
    stopping.send_replace(());
    // It ends by itself; a panic in it was told already.
    let _ = listening.await;
    Ok(())
}
