//! `GET …/{tag}/accessories`: the artifacts attached to an image. An empty list is `null`, as in the cloud.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::auth::Caller;
use crate::error::Failure;
use crate::image::Digest;
use crate::image::signature_tag::{self, Accompaniment};
use crate::paging::Parameters;
use crate::routes::segments::TagSegments;
use crate::routes::visible;
use crate::service::Service;
use crate::store::accessories::{self, AccessoryRow};
use crate::store::repositories::RepositoryRow;
use crate::store::{Connection, tags};
use crate::time::rfc3339;

const DEFAULT_LIMIT: u64 = 10;
const MAXIMUM_LIMIT: u64 = 100;

#[derive(Serialize)]
pub(crate) struct Accessories {
    total: u64,
    accessories: Option<Vec<Accessory>>,
}

#[derive(Serialize)]
struct Accessory {
    id: i64,
    domain_id: String,
    namespace_name: String,
    repo_name: String,
    sig_tag: String,
    sig_digest: String,
    target_digest: String,
    size: u64,
    #[serde(rename = "type")]
    kind: String,
    created_at: String,
    updated_at: String,
}

struct Found {
    repository: RepositoryRow,
    target: Digest,
    rows: Vec<AccessoryRow>,
    total: u64,
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: TagSegments,
    parameters: Result<Parameters, Failure>,
) -> Result<Json<Accessories>, Failure> {
    let read = parameters.and_then(|it| part(&it));
    let (offset, limit) = visible::explain(&service, &caller, &names.repository, read).await?;
    let work = move |connection: &_| find(connection, &caller, &names, offset, limit);
    let found = service.store.read(work).await?;
    let (repository, target) = (found.repository, found.target);
    let rows = found.rows.into_iter();
    let items: Vec<_> = rows
        .map(|row| accessory(&repository, &target, row))
        .collect();
    Ok(Json(Accessories {
        total: found.total,
        accessories: (!items.is_empty()).then_some(items),
    }))
}

/// From which on, and how many.
fn part(parameters: &Parameters) -> Result<(u64, u64), Failure> {
    parameters.allow_in_filter(&["limit", "offset"])?;
    let limit = parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT)?;
    Ok((offset(parameters)?, limit))
}

fn offset(parameters: &Parameters) -> Result<u64, Failure> {
    let wrong = Failure::BadQuery("offset");
    let offset = parameters.get_either("offset").unwrap_or("0");
    let offset = offset.parse().map_err(|_| wrong.clone())?;
    // SQLite counts in signed numbers.
    i64::try_from(offset).map(|_| offset).map_err(|_| wrong)
}

fn find(
    connection: &Connection,
    caller: &Caller,
    names: &TagSegments,
    offset: u64,
    limit: u64,
) -> Result<Found, Failure> {
    let repository = visible::repository(connection, caller, &names.repository)?.row;
    let tag = tags::find(connection, repository.id, &names.tag)?;
    let digest = tag.ok_or(Failure::NoSuchTag)?.digest;
    let target = Digest::parse(&digest).map_err(|error| Failure::Internal(error.to_string()))?;
    let (rows, total) = accessories::list(connection, repository.id, &target, offset, limit)?;
    Ok(Found {
        repository,
        target,
        rows,
        total,
    })
}

fn accessory(repository: &RepositoryRow, target: &Digest, row: AccessoryRow) -> Accessory {
    Accessory {
        id: row.id,
        domain_id: repository.account_id.clone(),
        namespace_name: repository.organization.clone(),
        repo_name: repository.name.clone(),
        kind: kind(target, &row),
        sig_tag: row.tag.unwrap_or_default(),
        sig_digest: row.digest,
        target_digest: target.to_string(),
        size: row.image_size_bytes,
        created_at: rfc3339(row.created_at),
        updated_at: rfc3339(row.updated_at),
    }
}

/// What its tag says that it is, or else what the artifact says.
fn kind(target: &Digest, row: &AccessoryRow) -> String {
    let by_tag = row.tag.as_deref().and_then(signature_tag::accompanied);
    let by_tag = by_tag.filter(|(of, _)| of == target).map(|(_, kind)| kind);
    match by_tag {
        Some(Accompaniment::Signature) => "signature.cosign".into(),
        Some(Accompaniment::Attestation) => "attestation.cosign".into(),
        Some(Accompaniment::Sbom) => "sbom.cosign".into(),
        None => row.artifact_type.clone().unwrap_or(row.media_type.clone()),
    }
}
