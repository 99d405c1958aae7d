//! Retention policies at work: when they are saved, and every hour.
//!
//! Nobody waits for it: tags are read in one snapshot, rules are matched without a connection, and
//! deletions come in small transactions. The clock is the service's own, so a test moves it and calls
//! `run_retention`.

use std::sync::Arc;
use std::time::Duration;

use crate::service::Service;
use crate::store::retention::Deletion;
use crate::store::{StoreError, retention};

const BETWEEN_RUNS: Duration = Duration::from_secs(60 * 60);

/// Tags deleted in one transaction: a push that waits for it waits milliseconds.
const TAGS_AT_A_TIME: usize = 100;

/// Never ends; the first run is at once, for the time nobody was here.
pub async fn every_hour(service: Service) {
    loop {
        match run_retention(&service).await {
            Ok(deleted) => tracing::debug!(deleted, "retention"),
            Err(error) => tracing::warn!(%error, "retention was interrupted"),
        }
        tokio::time::sleep(BETWEEN_RUNS).await;
    }
}

/// Runs every policy. How many tags went.
pub async fn run_retention(service: &Service) -> Result<usize, StoreError> {
    let list = retention::repositories_with_policy;
    let mut deleted = 0;
    for repository_id in service.store.read(list).await? {
        deleted += run_policy(service, repository_id).await?;
    }
    Ok(deleted)
}

/// Runs the policy of one repository, if it has one, to its end, also when nobody waits for it any
/// more. How many tags went.
pub(crate) async fn run_policy(service: &Service, repository_id: i64) -> Result<usize, StoreError> {
    let running = tokio::spawn(delete_what_is_due(service.clone(), repository_id));
    let ended = running.await;
    ended.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))
}

async fn delete_what_is_due(service: Service, repository_id: i64) -> Result<usize, StoreError> {
    let deletions = plan(&service, repository_id).await?;
    let mut deleted = 0;
    for start in (0..deletions.len()).step_by(TAGS_AT_A_TIME) {
        let (deletions, now) = (deletions.clone(), service.now());
        let delete = move |connection: &_| {
            let end = deletions.len().min(start + TAGS_AT_A_TIME);
            retention::delete_planned(connection, repository_id, &deletions[start..end], now)
        };
        deleted += service.store.write::<_, StoreError>(delete).await?;
    }
    if deleted > 0 {
        let now = service.now();
        let settle = move |connection: &_| retention::settle(connection, repository_id, now);
        service.store.write(settle).await?;
    }
    Ok(deleted)
}

async fn plan(service: &Service, repository_id: i64) -> Result<Arc<[Deletion]>, StoreError> {
    let _one_at_a_time = service.matching.lock().await;
    let read = move |connection: &_| retention::snapshot(connection, repository_id);
    let Some(snapshot) = service.store.read(read).await? else {
        return Ok(Arc::default());
    };
    let now = service.now();
    let planned = tokio::task::spawn_blocking(move || snapshot.plan(now).into()).await;
    planned.map_err(|error| StoreError::Broken(error.to_string()))
}
