//! `/v2/manage/namespaces/{namespace}/repos/{repository}/access`
//!
//! Who edits the organization may grant here, also more than they have themselves; so the reference
//! says. Nobody touches the own right.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Shown, asked, others_auths, self_auth};
use crate::auth::Caller;
use crate::error::Failure;
use crate::routes::segments::RepositorySegments;
use crate::routes::{done, visible};
use crate::service::Service;
use crate::store::Connection;
use crate::store::access::{self, Right};
use crate::store::members::Place;
use crate::store::repositories::RepositoryRow;

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    let grants = asked::grants(&body, &Failure::BadRepositoryRight)?;
    let work = move |connection: &_| {
        let user_ids = grants.iter().map(|grant| grant.user_id.as_str());
        let row = granting(connection, &caller, &names, user_ids)?;
        let place = Place::Repository(row.id);
        super::grant(connection, place, &row.account_id, &grants)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    let grants = asked::grants(&body, &Failure::BadRepositoryRight)?;
    let work = move |connection: &_| {
        let user_ids = grants.iter().map(|grant| grant.user_id.as_str());
        let row = granting(connection, &caller, &names, user_ids)?;
        let place = Place::Repository(row.id);
        super::change(connection, place, &row.account_id, &grants)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    let user_ids = asked::user_ids(&body)?;
    let work = move |connection: &_| {
        let ids = user_ids.iter().map(String::as_str);
        let row = granting(connection, &caller, &names, ids)?;
        super::revoke(connection, Place::Repository(row.id), &user_ids)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The repository, if the caller may grant rights on it to these users.
fn granting<'a>(
    connection: &Connection,
    caller: &Caller,
    names: &RepositorySegments,
    mut user_ids: impl Iterator<Item = &'a str>,
) -> Result<RepositoryRow, Failure> {
    let visible = visible::repository(connection, caller, names)?;
    let above = visible.row.organization_id;
    let above = access::of_organization(connection, &caller.viewer, above)?;
    if above < Some(Right::Edit) && visible.right() < Some(Right::Manage) {
        return Err(Failure::RightTooLow);
    }
    if user_ids.any(|user_id| user_id == caller.viewer.user_id) {
        return Err(Failure::OwnRight);
    }
    Ok(visible.row)
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
) -> Result<Json<Shown>, Failure> {
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let right = visible.right().ok_or(Failure::RightTooLow)?;
        Ok::<_, Failure>(Shown {
            id: visible.row.id,
            self_auth: self_auth(&caller, right),
            others_auths: others_auths(connection, Place::Repository(visible.row.id))?,
            name: visible.row.name,
            creator_name: None,
        })
    };
    Ok(Json(service.store.read(work).await?))
}
