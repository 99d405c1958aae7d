//! The worker that copies images between regions, one job after the other.
//!
//! A job is copied and recorded in one transaction, so a job that was interrupted by `kill -9` runs again. The
//! reason of a failure is in the log: the API has no field for it.

use std::time::Duration;

use crate::service::Service;
use crate::store::organizations::{self, OrganizationRow};
use crate::store::repositories::{self, NewRepository, RepositoryRow};
use crate::store::sync_jobs::{self, JobRow, Status};
use crate::store::{Connection, StoreError, copies, tags};

/// At the latest: anyone who makes a job wakes the worker.
const BETWEEN_ROUNDS: Duration = Duration::from_secs(60);

/// Never ends; the first round is for what was left when the server ended.
pub async fn work(service: Service) {
    loop {
        match run_waiting(&service).await {
            Ok(done) => tracing::debug!(done, "synchronization"),
            Err(error) => tracing::warn!(%error, "synchronization was interrupted"),
        }
        // Either way it is time for the next round.
        let _ = tokio::time::timeout(BETWEEN_ROUNDS, service.sync_wanted.notified()).await;
    }
}

/// Does all jobs that wait, the oldest first. How many.
pub async fn run_waiting(service: &Service) -> Result<usize, StoreError> {
    let _alone = service.syncing.lock().await;
    let mut done = 0;
    while let Some(job) = service.store.read(sync_jobs::next).await? {
        run(service, job).await?;
        done += 1;
    }
    Ok(done)
}

async fn run(service: &Service, job: JobRow) -> Result<(), StoreError> {
    let (id, now) = (job.id, service.now());
    let begin = move |connection: &_| sync_jobs::set_status(connection, id, Status::Running, now);
    service.store.write::<_, StoreError>(begin).await?;
    let now = service.now();
    let work = move |connection: &_| carry_out(connection, &job, now);
    match service.store.write::<_, StoreError>(work).await {
        Ok(Outcome::Failed(reason)) => {
            tracing::info!(job = id, reason, "a synchronization job failed");
        }
        Ok(_) => {}
        // Nothing was copied. It must not be in the way of the jobs behind it.
        Err(error) => {
            tracing::warn!(job = id, %error, "a synchronization job failed");
            let fail =
                move |connection: &_| sync_jobs::set_status(connection, id, Status::Failed, now);
            service.store.write::<_, StoreError>(fail).await?;
        }
    }
    Ok(())
}

/// Does the job in the caller's transaction, and writes down how it went.
pub(crate) fn carry_out(
    connection: &Connection,
    job: &JobRow,
    now: i64,
) -> Result<Outcome, StoreError> {
    let outcome = copy(connection, job, now)?;
    sync_jobs::set_status(connection, job.id, outcome.status(), now)?;
    repositories::settle_sizes(connection, now)?;
    Ok(outcome)
}

pub(crate) enum Outcome {
    Copied,
    Existed,
    Failed(&'static str),
}

impl Outcome {
    fn status(&self) -> Status {
        match self {
            Self::Copied => Status::Success,
            Self::Existed => Status::Existed,
            Self::Failed(_) => Status::Failed,
        }
    }
}

fn copy(connection: &Connection, job: &JobRow, now: i64) -> Result<Outcome, StoreError> {
    let source = repositories::by_id(connection, job.repository_id)?;
    let Some(tag) = tags::find(connection, source.id, &job.tag)? else {
        return Ok(Outcome::Failed("the source does not have this tag"));
    };
    let target = &job.target;
    let found = organizations::find(connection, &target.region, &target.organization)?;
    // A name of another account is as good as none.
    let Some(organization) = found.filter(|found| found.account_id == source.account_id) else {
        return Ok(Outcome::Failed(
            "the account does not have this organization in the target region",
        ));
    };
    let to = ensure_repository(connection, job, &source, &organization, now)?;
    match tags::find(connection, to, &job.tag)? {
        Some(_) if !job.overrides => return Ok(Outcome::Existed),
        // Writing it again would start the synchronizations of the target, and those of theirs.
        Some(there) if there.digest == tag.digest => return Ok(Outcome::Copied),
        _ => {}
    }
    if !copies::copy(connection, source.id, to, &tag.digest, now)? {
        return Ok(Outcome::Failed("the source does not have this manifest"));
    }
    tags::put(connection, to, &job.tag, &tag.digest, now)?;
    repositories::touch(connection, to, now)?;
    Ok(Outcome::Copied)
}

/// The repository of that name in the target; a new one is private, whatever the source is.
fn ensure_repository(
    connection: &Connection,
    job: &JobRow,
    source: &RepositoryRow,
    organization: &OrganizationRow,
    now: i64,
) -> Result<i64, StoreError> {
    let (region, name) = (&organization.region, &organization.name);
    if let Some(found) = repositories::find(connection, region, name, &source.name)? {
        return Ok(found.id);
    }
    let new = NewRepository {
        organization_id: organization.id,
        name: &source.name,
        category: &source.category,
        description: &source.description,
        is_public: false,
        creator_id: &job.operator_id,
        creator_name: &job.operator_name,
        now,
    };
    repositories::create(connection, &new)
}
