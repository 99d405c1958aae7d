//! `GET …/tags/list`: names in the order of their letters, all of them or page by page.

use axum::Json;
use axum::http::header::LINK;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::image_access::ImageAccess;
use super::refusal::Refusal;
use super::scope::Action;
use super::{Call, headers};
use crate::store::tags;

pub(super) async fn list(call: Call) -> Result<Response, Refusal> {
    let query = call.query();
    let read = query.get("n").map(limit).transpose();
    let limit = call.explain(Action::Pull, read).await?;
    let after = query.get("last").unwrap_or_default().to_owned();
    let (requester, image) = (call.requester.clone(), call.image.clone());
    let find = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Pull)?;
        match access.repository_id() {
            // One more than asked for tells whether there is a next page.
            Some(id) => Ok(tags::names_after(
                connection,
                id,
                &after,
                limit.map(|limit| u64::from(limit) + 1),
            )?),
            None => Ok(Vec::new()),
        }
    };
    let mut names = call.service.store.read::<_, Refusal>(find).await?;
    let page = limit.and_then(|limit| usize::try_from(limit).ok());
    let has_more = page.is_some_and(|page| names.len() > page);
    names.truncate(page.unwrap_or(usize::MAX));
    let body = Json(json!({"name": call.image.to_string(), "tags": names}));
    match (names.last(), limit) {
        (Some(last), Some(limit)) if has_more => {
            let image = &call.image;
            let next = format!("</v2/{image}/tags/list?n={limit}&last={last}>; rel=\"next\"");
            Ok((headers([(LINK, next)])?, body).into_response())
        }
        _ => Ok(body.into_response()),
    }
}

/// How many names a page has at most, as the query says it.
fn limit(text: &str) -> Result<u32, Refusal> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        let why = format!("n must be a whole number of 0 or more, not {text:?}");
        return Err(Refusal::PageInvalid(why));
    }
    text.parse().map_err(|_| {
        let why = format!("n is {text}; the maximum is {}", u32::MAX);
        Refusal::PageInvalid(why)
    })
}
