//! What the service does by itself, every hour: retention policies go on deleting.
//!
//! The clock is the service's own, so a test moves it and calls `run_retention`.

use std::time::Duration;

use crate::service::Service;
use crate::store::{StoreError, retention};

const BETWEEN_RUNS: Duration = Duration::from_secs(60 * 60);

/// Never ends; the first run is at once, for the time nobody was here.
pub async fn every_hour(service: Service) {
    loop {
        match run_retention(&service).await {
            Ok(deleted) => tracing::debug!(deleted, "retention"),
            Err(error) => tracing::warn!(%error, "retention was not run to the end"),
        }
        tokio::time::sleep(BETWEEN_RUNS).await;
    }
}

/// Runs every policy, each in a transaction of its own: who pushes meanwhile waits for one
/// repository and not for all. How many tags went.
pub async fn run_retention(service: &Service) -> Result<usize, StoreError> {
    let list = retention::repositories_with_policy;
    let mut deleted = 0;
    for repository_id in service.store.read(list).await? {
        let now = service.now();
        let run = move |connection: &_| retention::run(connection, repository_id, now);
        deleted += service.store.write::<_, StoreError>(run).await?;
    }
    Ok(deleted)
}
