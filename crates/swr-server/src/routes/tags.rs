//! `/v2/manage/namespaces/{namespace}/repos/{repository}/tags`
//!
//! The list has `Tag`, a single tag has `tag`, as in the cloud.

mod accessories;
mod configurations;
mod copy;
mod pages;
mod pieces;
mod references;

pub(crate) use accessories::list as accessories;
pub(crate) use configurations::list as configurations;
pub(crate) use copy::copy;
pub(crate) use pages::list as list_behind;
pub(crate) use pieces::list;
pub(crate) use references::list as references;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::segments::TagSegments;
use super::visible;
use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::access::Right;
use crate::store::manifests;
use crate::store::repositories::{self, RepositoryRow};
use crate::store::tags::{self, Order, Selection, TagRow};
use crate::time::rfc3339;

#[derive(Serialize)]
pub(crate) struct Described {
    id: i64,
    repo_id: i64,
    image_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    manifest: Option<String>,
    digest: String,
    schema: i64,
    path: String,
    internal_path: String,
    size: u64,
    is_trusted: bool,
    created: String,
    updated: String,
    domain_id: String,
    tag_type: i64,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    #[serde(rename = "Tag")]
    tag: String,
    deleted: Option<String>,
    scanned: bool,
    #[serde(flatten)]
    described: Described,
}

#[derive(Serialize)]
pub(crate) struct Shown {
    tag: String,
    #[serde(flatten)]
    described: Described,
}

/// A tag of a list or alone, with its manifest where that belongs to the response.
fn described(
    host: &str,
    repository: &RepositoryRow,
    row: TagRow,
    manifest: Option<Vec<u8>>,
) -> Described {
    let organization = &repository.organization;
    let path = format!("{host}/{organization}/{}:{}", repository.name, row.name);
    // The digest of the configuration without its algorithm; an index is its own image.
    let image = row.config_digest.as_ref().unwrap_or(&row.digest);
    let image_id = image.split_once(':').map_or(image.as_str(), |(_, hex)| hex);
    Described {
        id: row.id,
        repo_id: repository.id,
        image_id: image_id.to_owned(),
        manifest: manifest.map(text),
        digest: row.digest,
        schema: row.schema_version,
        internal_path: path.clone(),
        path,
        size: row.image_size_bytes,
        is_trusted: false,
        created: rfc3339(row.created_at),
        updated: rfc3339(row.updated_at),
        domain_id: repository.account_id.clone(),
        tag_type: row.kind,
    }
}

/// The bytes of a manifest are JSON, but no one's promise.
fn text(manifest: Vec<u8>) -> String {
    String::from_utf8(manifest)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn selection(parameters: &Parameters) -> Result<Selection, Failure> {
    let keys = ["offset", "limit", "order_column", "order_type", "tag"];
    parameters.allow_in_filter(&keys)?;
    let order = match parameters.get_either("order_column") {
        None | Some("updated_at") => Order::Updated,
        Some("tag") => Order::Name,
        Some(other) => return Err(Failure::BadOrderColumn(other.to_owned())),
    };
    let page = parameters.page()?;
    Ok(Selection {
        name: parameters.text("tag"),
        order,
        descending: parameters.is_descending()?,
        offset: page.offset,
        limit: page.limit,
    })
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: TagSegments,
    headers: HeaderMap,
) -> Result<Json<Shown>, Failure> {
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names.repository)?;
        let found = tags::find(connection, visible.row.id, &names.tag)?;
        let row = found.ok_or(Failure::NoSuchTag)?;
        let manifest = manifests::find(connection, visible.row.id, &row.digest)?;
        Ok::<_, Failure>((visible.row, row, manifest.map(|manifest| manifest.body)))
    };
    let (repository, row, manifest) = service.store.read(work).await?;
    let host = service.registry_host(&headers);
    Ok(Json(Shown {
        tag: row.name.clone(),
        described: described(&host, &repository, row, manifest),
    }))
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: TagSegments,
) -> Result<StatusCode, Failure> {
    let now = service.now();
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names.repository)?;
        let repository = visible.require(Right::Manage)?;
        if !tags::delete(connection, repository.id, &names.tag)? {
            return Err(Failure::NoSuchTag);
        }
        repositories::touch(connection, repository.id, now)?;
        Ok(repositories::settle_sizes(connection, now)?)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
