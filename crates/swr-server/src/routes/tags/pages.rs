//! `GET /v3/manage/namespaces/{namespace}/repos/{repository}/tags`: all tags, page by page by marker.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;

use super::{Shown, described};
use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::routes::segments::RepositorySegments;
use crate::routes::visible;
use crate::service::Service;
use crate::store::manifests;
use crate::store::tags::{self, Behind, Mark, TagRow, UpdatedAt};

const DEFAULT_LIMIT: u64 = 100;
const MAXIMUM_LIMIT: u64 = 1000;

/// A page with manifests ends when they have more bytes; the rest is behind its marker.
const ROOM_BYTES: u64 = 4 * 1024 * 1024;

/// The marker in both its spellings: published clients look for either.
#[derive(Serialize)]
pub(crate) struct Page {
    tags: Vec<Shown>,
    #[serde(rename = "nextMarker", skip_serializing_if = "Option::is_none")]
    next_marker: Option<String>,
    #[serde(rename = "next_marker", skip_serializing_if = "Option::is_none")]
    next_marker_again: Option<String>,
    has_more: bool,
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    parameters: Result<Parameters, Failure>,
    headers: HeaderMap,
) -> Result<Json<Page>, Failure> {
    let read = parameters.and_then(|it| Ok((behind(&it)?, it.boolean("with_manifest")?)));
    let (behind, with_manifest) = visible::explain(&service, &caller, &names, read).await?;
    let with_manifest = with_manifest.unwrap_or(false);
    let host = service.registry_host(&headers);
    let work = move |connection: &_| {
        let repository = visible::repository(connection, &caller, &names)?.row;
        let (mut rows, mut has_more) = tags::list_behind(connection, repository.id, &behind)?;
        let fitting = if with_manifest {
            fitting(&rows)
        } else {
            rows.len()
        };
        has_more |= fitting < rows.len();
        rows.truncate(fitting);
        let last = rows.last().filter(|_| has_more);
        let next_marker = last.map(|row| marker(row, &behind.mark));
        let mut shown = Vec::with_capacity(rows.len());
        for row in rows {
            let manifest = match with_manifest {
                true => manifests::find(connection, repository.id, &row.digest)?,
                false => None,
            };
            let (tag, manifest) = (row.name.clone(), manifest.map(|manifest| manifest.body));
            let described = described(&host, &repository, row, manifest);
            shown.push(Shown { tag, described });
        }
        Ok::<_, Failure>(Page {
            tags: shown,
            next_marker_again: next_marker.clone(),
            next_marker,
            has_more,
        })
    };
    Ok(Json(service.store.read(work).await?))
}

/// How many tags are on a page until their manifests have more bytes than there is room for.
fn fitting(rows: &[TagRow]) -> usize {
    let mut bytes = 0;
    let fits = rows.iter().take_while(|row| {
        let has_room = bytes <= ROOM_BYTES;
        bytes += row.manifest_bytes;
        has_room
    });
    fits.count()
}

fn behind(parameters: &Parameters) -> Result<Behind, Failure> {
    parameters.allow_in_filter(&[
        "limit",
        "marker",
        "tag",
        "order_column",
        "order_type",
        "with_manifest",
    ])?;
    let marker = parameters.get_either("marker");
    let mark = match parameters.get_either("order_column") {
        None | Some("updated_at") => marker.map(updated_at).transpose().map(Mark::Updated),
        Some("tag") => marker.map(name).transpose().map(Mark::Name),
        Some(other) => return Err(Failure::BadOrderColumn(other.to_owned())),
    };
    Ok(Behind {
        name: parameters.text("tag"),
        mark: mark?,
        descending: parameters.is_descending()?,
        limit: parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT)?,
    })
}

/// The first letter says of which order the marker is; one of the other order is refused.
fn marker(row: &TagRow, mark: &Mark) -> String {
    match mark {
        Mark::Updated(_) => format!("u{}.{}", row.updated_at, row.id),
        Mark::Name(_) => format!("t{}", row.name),
    }
}

fn updated_at(marker: &str) -> Result<UpdatedAt, Failure> {
    let parts = marker.strip_prefix('u');
    let parts = parts.and_then(|parts| parts.split_once('.'));
    let parsed = parts.and_then(|(millis, id)| {
        Some(UpdatedAt {
            millis: millis.parse().ok()?,
            id: id.parse().ok()?,
        })
    });
    parsed.ok_or(Failure::BadQuery("marker"))
}

fn name(marker: &str) -> Result<String, Failure> {
    let name = marker.strip_prefix('t').map(str::to_owned);
    name.ok_or(Failure::BadQuery("marker"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_read_back_in_its_own_order_only() {
        let row = TagRow {
            id: 7,
            name: "v1".into(),
            digest: String::new(),
            manifest_bytes: 0,
            kind: 0,
            schema_version: 2,
            config_digest: None,
            image_size_bytes: 0,
            created_at: 1,
            updated_at: 12,
        };
        let by_time = marker(&row, &Mark::Updated(None));
        assert_eq!(updated_at(&by_time), Ok(UpdatedAt { millis: 12, id: 7 }));
        let by_name = marker(&row, &Mark::Name(None));
        assert_eq!(name(&by_name), Ok("v1".into()));
        let wrong = Failure::BadQuery("marker");
        assert_eq!(updated_at(&by_name), Err(wrong.clone()));
        assert_eq!(name(&by_time), Err(wrong));
    }
}
