//! `GET …/tags`: a list of tags with their manifests, sent piece by piece.
//!
//! A manifest may have 4 MiB and a page a thousand tags. One piece is read and written at a time, however
//! long the list is and however slowly the client reads.

use std::sync::Arc;
use std::vec::IntoIter;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};

use super::{Listed, described, selection};
use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::places::Place;
use crate::routes::segments::RepositorySegments;
use crate::routes::visible;
use crate::service::Service;
use crate::store::repositories::RepositoryRow;
use crate::store::tags::{self, TagRow};
use crate::store::{Connection, manifests};

/// Of manifests in one piece, beside the last one.
const PIECE_BYTES: u64 = 1024 * 1024;

/// A list that is being sent.
struct Listing {
    service: Service,
    /// Among the lists of its user, until all of it was sent.
    place: Arc<Place>,
    host: Arc<str>,
    repository: Arc<RepositoryRow>,
    /// The tags that were not sent yet.
    rows: IntoIter<TagRow>,
    is_first: bool,
}

pub(crate) async fn list(
    State(service): State<Service>,
    Extension(place): Extension<Arc<Place>>,
    caller: Caller,
    names: RepositorySegments,
    parameters: Result<Parameters, Failure>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let read = parameters.and_then(|it| Ok((it.page()?, selection(&it)?)));
    let (page, selection) = visible::explain(&service, &caller, &names, read).await?;
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let (rows, total) = tags::list(connection, visible.row.id, &selection)?;
        Ok::<_, Failure>((visible.row, rows, total))
    };
    let (repository, rows, total) = service.store.read(work).await?;
    let mut headers_of_page = page.headers(rows.len(), total);
    let json = HeaderValue::from_static("application/json");
    headers_of_page.insert(CONTENT_TYPE, json);
    let listing = Listing {
        host: service.registry_host(&headers).into(),
        place,
        service,
        repository: Arc::new(repository),
        rows: rows.into_iter(),
        is_first: true,
    };
    Ok((headers_of_page, listing.body().await?).into_response())
}

impl Listing {
    /// A list of one piece has a length; a longer one is sent as it is read.
    async fn body(self) -> Result<Body, Failure> {
        let (first, rest) = self.next().await?;
        let Some(rest) = rest else {
            return Ok(Body::from(first));
        };
        let rest = stream::try_unfold(Some(rest), async |rest| {
            let Some(listing) = rest else {
                return Ok(None);
            };
            // The status is sent already: only breaking off tells the client.
            let next = listing.next().await;
            next.map(Some)
                .map_err(|failure| std::io::Error::other(format!("{failure:?}")))
        });
        let first = stream::once(async { Ok(first) });
        Ok(Body::from_stream(first.chain(rest)))
    }

    /// The next piece of the JSON, and what comes behind it.
    async fn next(mut self) -> Result<(Bytes, Option<Self>), Failure> {
        let place = self.place.clone();
        let _turn = match self.is_first {
            // The request has one already.
            true => None,
            false => Some(place.turn().await),
        };
        let mut rows = Vec::new();
        let mut bytes = 0;
        while bytes < PIECE_BYTES
            && let Some(row) = self.rows.next()
        {
            bytes += row.manifest_bytes;
            rows.push(row);
        }
        let (host, repository) = (self.host.clone(), self.repository.clone());
        let (is_first, is_last) = (self.is_first, self.rows.len() == 0);
        let write = move |connection: &_| {
            let mut json = if is_first { b"[".to_vec() } else { Vec::new() };
            let mut needs_comma = !is_first;
            for row in rows {
                if needs_comma {
                    json.push(b',');
                }
                needs_comma = true;
                write(connection, &host, &repository, row, &mut json)?;
            }
            if is_last {
                json.push(b']');
            }
            Ok::<_, Failure>(Bytes::from(json))
        };
        let piece = self.service.store.read(write).await?;
        self.is_first = false;
        Ok((piece, (!is_last).then_some(self)))
    }
}

/// One tag; a manifest that was deleted since the list was begun is missing.
fn write(
    connection: &Connection,
    host: &str,
    repository: &RepositoryRow,
    row: TagRow,
    json: &mut Vec<u8>,
) -> Result<(), Failure> {
    let manifest = manifests::find(connection, repository.id, &row.digest)?;
    let manifest = manifest.map(|manifest| manifest.body);
    let listed = Listed {
        tag: row.name.clone(),
        deleted: None,
        scanned: false,
        described: described(host, repository, row, manifest),
    };
    let written = serde_json::to_writer(json, &listed);
    written.map_err(|error| Failure::Internal(error.to_string()))
}
