//! `GET /v3/manage/repos`, and what its sibling for shared repositories has in common with it.
//!
//! A marker is the id of the last repository of a page, and pages go from the newest repository to
//! the oldest: what is created or deleted in between moves nothing to another page.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::{DEFAULT_LIMIT, MAXIMUM_LIMIT, Parameters};
use crate::service::Service;
use crate::store::Connection;
use crate::store::repositories::{self, Order, RepositoryRow, Selection};
use crate::time::rfc3339;

#[derive(Serialize)]
struct Item {
    id: i64,
    name: String,
    category: String,
    description: String,
    size: u64,
    is_public: bool,
    num_images: u64,
    num_download: u64,
    created_at: String,
    updated_at: String,
    domain_name: String,
    namespace_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<bool>,
}

#[derive(Serialize)]
pub(crate) struct Page {
    repos: Vec<Item>,
    #[serde(rename = "nextMarker", skip_serializing_if = "Option::is_none")]
    next_marker: Option<i64>,
}

/// The part of a list: so many repositories, all with a smaller id than the marker.
pub(crate) struct Part {
    limit: u64,
    below: Option<i64>,
}

impl Part {
    /// No marker and the marker 0 begin at the beginning. There is no `filter` here.
    pub(crate) fn of(parameters: &Parameters) -> Result<Self, Failure> {
        parameters.allow_in_filter(&[])?;
        let below = match parameters.get("marker").map(str::parse::<i64>) {
            None | Some(Ok(0)) => None,
            Some(Ok(marker)) if marker > 0 => Some(marker),
            Some(_) => return Err(Failure::BadQuery("marker")),
        };
        let limit = parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT)?;
        Ok(Self { limit, below })
    }

    /// One more than asked for tells whether there is a next page.
    pub(crate) fn to_fetch(&self) -> repositories::Page {
        repositories::Page {
            below: self.below,
            order: Order::Id,
            descending: true,
            offset: 0,
            limit: self.limit + 1,
        }
    }

    /// `status` is whether a share is in force, for who lists other accounts' repositories.
    pub(crate) fn page(
        &self,
        connection: &Connection,
        mut rows: Vec<(RepositoryRow, Option<bool>)>,
    ) -> Result<Page, Failure> {
        let limit = usize::try_from(self.limit).expect("a thousand at most");
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().map(|(row, _)| row.id);
        let items = rows
            .into_iter()
            .map(|(row, status)| item(connection, row, status));
        Ok(Page {
            repos: items.collect::<Result<_, _>>()?,
            next_marker: last.filter(|_| has_more),
        })
    }
}

fn item(
    connection: &Connection,
    row: RepositoryRow,
    status: Option<bool>,
) -> Result<Item, Failure> {
    Ok(Item {
        size: repositories::size_bytes(connection, &row)?,
        id: row.id,
        name: row.name,
        category: row.category,
        description: row.description,
        is_public: row.is_public,
        num_images: row.tag_count,
        num_download: row.download_count,
        created_at: rfc3339(row.created_at),
        updated_at: rfc3339(row.updated_at),
        domain_name: row.account_name,
        namespace_name: row.organization,
        status,
    })
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
) -> Result<Json<Page>, Failure> {
    let part = Part::of(&parameters)?;
    let selection = Selection {
        organization: parameters.text("namespace"),
        name: parameters.text("name"),
        category: parameters.get("category").map(str::to_owned),
        is_public: parameters.boolean("is_public")?,
        page: part.to_fetch(),
    };
    let work = move |connection: &_| {
        let (rows, _) = repositories::list(connection, &caller.viewer, &selection)?;
        let rows = rows.into_iter().map(|row| (row, None)).collect();
        part.page(connection, rows)
    };
    Ok(Json(service.store.read(work).await?))
}
