//! `GET …/{tag}/references`: the tags that a tag refers to.
//!
//! The reference describes “the tags a signature image refers to”, so the direction is from the signature to
//! the image; an artifact with a subject and an index are treated in the same way.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::routes::segments::TagSegments;
use crate::routes::visible;
use crate::service::Service;
use crate::store::tags;

/// The default, too.
const MAXIMUM_LIMIT: u64 = 10;

#[derive(Serialize)]
pub(crate) struct References {
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_marker: Option<String>,
    has_more: bool,
}

/// How many tags are requested, and behind which.
fn part(parameters: &Parameters) -> Result<(u64, String), Failure> {
    parameters.allow_in_filter(&["limit", "marker"])?;
    let limit = parameters.limit(MAXIMUM_LIMIT, MAXIMUM_LIMIT)?;
    let marker = parameters.get_either("marker").unwrap_or_default();
    Ok((limit, marker.to_owned()))
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: TagSegments,
    parameters: Result<Parameters, Failure>,
) -> Result<Json<References>, Failure> {
    let read = parameters.and_then(|it| part(&it));
    let (limit, marker) = visible::explain(&service, &caller, &names.repository, read).await?;
    let work = move |connection: &_| {
        let id = visible::repository(connection, &caller, &names.repository)?
            .row
            .id;
        let tag = tags::find(connection, id, &names.tag)?.ok_or(Failure::NoSuchTag)?;
        // One more tells whether there is another page.
        Ok::<_, Failure>(tags::names_referred_to(
            connection,
            id,
            &tag,
            &marker,
            limit + 1,
        )?)
    };
    let mut tags = service.store.read(work).await?;
    let limit = usize::try_from(limit).expect("it is at most ten");
    let has_more = tags.len() > limit;
    tags.truncate(limit);
    let next_marker = tags.last().filter(|_| has_more).cloned();
    Ok(Json(References {
        tags,
        next_marker,
        has_more,
    }))
}
