//! Runs retention policies: when they are saved, and every hour.
//!
//! Other requests do not wait: tags are read in one snapshot, rules are matched without a connection, and
//! deletions run in small transactions. The clock is the service's own, so tests set it and call
//! `run_retention`.

use std::sync::Arc;
use std::time::Duration;

use crate::service::Service;
use crate::store::retention::Deletion;
use crate::store::{StoreError, retention};

const BETWEEN_RUNS: Duration = Duration::from_secs(60 * 60);

/// Tags deleted in one transaction: a push that waits for it waits milliseconds.
const TAGS_AT_A_TIME: usize = 100;

/// Why a policy was not run, or not to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// Nothing was deleted.
    #[error("{TOO_LONG}")]
    TooLong,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The refusal of rules beyond the budget, for anyone who saved them.
pub(crate) const TOO_LONG: &str = "the patterns of the rules take too long to match against all tags \
    of the repository; use fewer or shorter patterns, or labels";

/// What running all policies came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Tags that were deleted.
    pub deleted: usize,
    /// Repositories whose policy was not run to its end, and why.
    pub failed: Vec<(String, RunError)>,
}

/// Never ends; the first run is at once, for the time no one was here.
pub async fn every_hour(service: Service) {
    loop {
        match run_retention(&service).await {
            Ok(ran) => report(&ran),
            Err(error) => tracing::warn!(%error, "retention policies were not run"),
        }
        tokio::time::sleep(BETWEEN_RUNS).await;
    }
}

fn report(ran: &Ran) {
    for (repository, error) in &ran.failed {
        tracing::warn!(repository, %error, "a retention policy was not run");
    }
    tracing::debug!(ran.deleted, "retention");
}

/// Runs every policy; one that fails keeps none of the others from running.
pub async fn run_retention(service: &Service) -> Result<Ran, StoreError> {
    let list = retention::repositories_with_policy;
    let mut ran = Ran::default();
    for (repository_id, name) in service.store.read(list).await? {
        match run_policy(service, repository_id).await {
            Ok(deleted) => ran.deleted += deleted,
            Err(error) => ran.failed.push((name, error)),
        }
    }
    Ok(ran)
}

/// Runs the policy of one repository, if it has one, to its end, also when no one waits for it any
/// more. How many tags were deleted.
pub(crate) async fn run_policy(service: &Service, repository_id: i64) -> Result<usize, RunError> {
    let running = tokio::spawn(delete_what_is_due(service.clone(), repository_id));
    let ended = running.await;
    ended.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string()).into()))
}

async fn delete_what_is_due(service: Service, repository_id: i64) -> Result<usize, RunError> {
    let deletions = plan(&service, repository_id).await?;
    let mut deleted = 0;
    let outcome = delete_in_batches(&service, repository_id, deletions, &mut deleted).await;
    // Also after a batch that failed: those before it are deleted.
    if deleted > 0 {
        let now = service.now();
        let settle = move |connection: &_| retention::settle(connection, repository_id, now);
        service.store.write(settle).await?;
    }
    outcome?;
    Ok(deleted)
}

async fn delete_in_batches(
    service: &Service,
    repository_id: i64,
    deletions: Arc<[Deletion]>,
    deleted: &mut usize,
) -> Result<(), StoreError> {
    for start in (0..deletions.len()).step_by(TAGS_AT_A_TIME) {
        let (deletions, now) = (deletions.clone(), service.now());
        let delete = move |connection: &_| {
            let end = deletions.len().min(start + TAGS_AT_A_TIME);
            retention::delete_planned(connection, repository_id, &deletions[start..end], now)
        };
        *deleted += service.store.write::<_, StoreError>(delete).await?;
    }
    Ok(())
}

/// What the policy deletes now. Its rules may be older than the budget, and its tags more than when it
/// was saved.
async fn plan(service: &Service, repository_id: i64) -> Result<Arc<[Deletion]>, RunError> {
    let _one_at_a_time = service.matching.lock().await;
    let read = move |connection: &_| retention::snapshot(connection, repository_id);
    let Some(snapshot) = service.store.read::<_, StoreError>(read).await? else {
        return Ok(Arc::default());
    };
    if !snapshot.is_within_budget() {
        return Err(RunError::TooLong);
    }
    let now = service.now();
    let planned = tokio::task::spawn_blocking(move || snapshot.plan(now).into()).await;
    planned.map_err(|error| StoreError::Broken(error.to_string()).into())
}
