//! `/v2/manage/regions` and `…/repos/{repository}/sync_repo`, `sync_images` and `sync_job`
//!
//! For administrators of the account only. The target organization and the tags are not verified here: the
//! jobs do that, as in the cloud.

mod answer;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use self::answer::{Job, Synchronization, job, synchronization};
use super::segments::RepositorySegments;
use super::visible;
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::names;
use crate::paging::{PageOf, Parameters};
use crate::service::Service;
use crate::store::repositories::RepositoryRow;
use crate::store::sync_jobs::{self, NewJob};
use crate::store::synchronizations::{self, NewSynchronization, Target};
use crate::store::{Connection, StoreError};

/// The regions that images can be copied to: all of this server but the one that is asked.
pub(crate) async fn list_regions(
    State(service): State<Service>,
    caller: Caller,
) -> Result<Json<Value>, Failure> {
    if !caller.viewer.is_administrator {
        return Err(Failure::NotPermitted);
    }
    let regions = service.regions().iter();
    let others = regions.filter(|region| **region != service.region);
    let others: Vec<_> = others
        .map(|region| json!({"regionID": region.name}))
        .collect();
    Ok(Json(others.into()))
}

/// The repository, for an administrator of its account.
fn administered(
    connection: &Connection,
    caller: &Caller,
    names: &RepositorySegments,
) -> Result<RepositoryRow, Failure> {
    let row = visible::repository(connection, caller, names)?.row;
    let viewer = &caller.viewer;
    let is_theirs = viewer.is_administrator && viewer.account_id == row.account_id;
    is_theirs.then_some(row).ok_or(Failure::NotPermitted)
}

/// Refuses everyone else before what they sent is looked at: which regions there are is told to
/// administrators only.
async fn check(
    service: &Service,
    caller: &Caller,
    names: &RepositorySegments,
) -> Result<(), Failure> {
    let (caller, names) = (caller.clone(), names.clone());
    let look = move |connection: &_| administered(connection, &caller, &names);
    service.store.look_up(look).await.map(drop)
}

fn target(fields: &Fields) -> Result<Target, Failure> {
    let region = fields.required_text("remoteRegionId")?;
    let organization = fields.required_text("remoteNamespace")?;
    Ok(Target {
        region,
        organization,
    })
}

/// A target that may be given to something new.
fn new_target(service: &Service, fields: &Fields) -> Result<Target, Failure> {
    let target = target(fields)?;
    names::check_organization(&target.organization).map_err(Failure::BadOrganizationName)?;
    let mut regions = service.regions().iter();
    if !regions.any(|region| region.name == target.region) {
        return Err(Failure::NoSuchRegion);
    }
    if target.region == service.region.name {
        let why = "remoteRegionId is the repository's own region";
        return Err(Failure::BadParameter(why.into()));
    }
    Ok(target)
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Json<Value>, Failure> {
    check(&service, &caller, &names).await?;
    let fields = Fields::parse(&body)?;
    let target = new_target(&service, &fields)?;
    let is_automatic = fields.flag("syncAuto")?.unwrap_or_default();
    let overrides = fields.flag("override")?.unwrap_or_default();
    let now = service.now();
    let work = move |connection: &_| {
        let repository = administered(connection, &caller, &names)?;
        let new = NewSynchronization {
            repository_id: repository.id,
            target: &target,
            is_automatic,
            overrides,
            creator_id: &caller.viewer.user_id,
            creator_name: &caller.user_name,
            now,
        };
        match synchronizations::create(connection, &new) {
            Err(StoreError::Exists) => Err(exists(&target)),
            created => Ok(created?),
        }
    };
    service.store.write(work).await?;
    Ok(Json(json!({})))
}

fn exists(target: &Target) -> Failure {
    let Target {
        region,
        organization,
    } = target;
    let why = format!("a synchronization to {organization} in {region} already exists");
    Failure::BadParameter(why)
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
) -> Result<Json<Vec<Synchronization>>, Failure> {
    let work = move |connection: &_| {
        let repository = administered(connection, &caller, &names)?;
        let rows = synchronizations::list_automatic(connection, repository.id)?;
        Ok::<_, Failure>((repository, rows))
    };
    let (repository, rows) = service.store.read(work).await?;
    let items = rows
        .into_iter()
        .map(|row| synchronization(&repository, row));
    Ok(Json(items.collect()))
}

/// Also one that is not in the list because it is not automatic.
pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Json<Value>, Failure> {
    check(&service, &caller, &names).await?;
    let target = target(&Fields::parse(&body)?)?;
    let work = move |connection: &_| {
        let repository = administered(connection, &caller, &names)?;
        match synchronizations::delete(connection, repository.id, &target)? {
            true => Ok(()),
            false => Err(Failure::NoSuchSynchronization),
        }
    };
    service.store.write(work).await?;
    Ok(Json(json!({})))
}

/// One job per tag. The response lists the tags that were refused, and none are.
pub(crate) async fn create_jobs(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Json<[String; 0]>, Failure> {
    check(&service, &caller, &names).await?;
    let fields = Fields::parse(&body)?;
    let target = new_target(&service, &fields)?;
    let tags = tags(&fields)?;
    let overrides = fields.flag("override")?.unwrap_or_default();
    let now = service.now();
    let work = move |connection: &_| {
        let repository = administered(connection, &caller, &names)?;
        for tag in &tags {
            let new = NewJob {
                repository_id: repository.id,
                target: &target,
                overrides,
                tag,
                operator_id: &caller.viewer.user_id,
                operator_name: &caller.user_name,
                now,
            };
            sync_jobs::create(connection, &new)?;
        }
        Ok::<_, Failure>(())
    };
    service.store.write(work).await?;
    service.sync_wanted.notify_one();
    Ok(Json([]))
}

/// In the order given, each once.
fn tags(fields: &Fields) -> Result<Vec<String>, Failure> {
    let mut tags = fields.texts("imageTag")?;
    if tags.is_empty() {
        return Err(Failure::BadParameter("imageTag is empty".into()));
    }
    if let Some(wrong) = tags.iter().find(|tag| names::check_tag(tag).is_err()) {
        return Err(Failure::BadParameter(format!(
            "{wrong:?} is not a valid tag"
        )));
    }
    let mut seen = std::collections::HashSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    Ok(tags)
}

fn page_of_jobs(parameters: &Parameters) -> Result<PageOf, Failure> {
    if !parameters.has_filter() {
        return Err(Failure::MissingParameter("filter"));
    }
    parameters.allow_in_filter(&["limit", "offset", "order"])?;
    for key in ["limit", "offset"] {
        if parameters.get(key).is_none() {
            return Err(Failure::BadFilter(format!("{key} is missing")));
        }
    }
    parameters.page()
}

fn is_descending(parameters: &Parameters) -> Result<bool, Failure> {
    match parameters.get("order") {
        None | Some("desc") => Ok(true),
        Some("asc") => Ok(false),
        Some(other) => Err(Failure::BadFilter(format!("order::{other}"))),
    }
}

pub(crate) async fn list_jobs(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    parameters: Result<Parameters, Failure>,
) -> Result<(HeaderMap, Json<Vec<Job>>), Failure> {
    let read = parameters.and_then(|it| Ok((page_of_jobs(&it)?, is_descending(&it)?)));
    if read.is_err() {
        check(&service, &caller, &names).await?;
    }
    let (page, descending) = read?;
    let work = move |connection: &_| {
        let repository = administered(connection, &caller, &names)?;
        let (offset, limit) = (page.offset, page.limit);
        let listed = sync_jobs::list(connection, repository.id, descending, offset, limit)?;
        Ok::<_, Failure>((repository, listed))
    };
    let (repository, (rows, total)) = service.store.read(work).await?;
    let items: Vec<_> = rows.into_iter().map(|row| job(&repository, row)).collect();
    Ok((page.headers(items.len(), total), Json(items)))
}
