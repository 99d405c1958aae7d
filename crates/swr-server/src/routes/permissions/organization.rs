//! `/v2/manage/namespaces/{namespace}/access`
//!
//! Who created the organization keeps the right to manage it: their entry is neither lowered nor
//! taken back. Administrators manage it with or without an entry.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Shown, asked, others_auths, self_auth};
use crate::auth::Caller;
use crate::error::Failure;
use crate::routes::segments::OrganizationSegment;
use crate::routes::{done, visible};
use crate::service::Service;
use crate::store::Connection;
use crate::store::access::Right;
use crate::store::members::Place;
use crate::store::organizations;

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(name): OrganizationSegment,
    body: Bytes,
) -> Result<Response, Failure> {
    let grants = asked::grants(&body, &Failure::BadOrganizationRight)?;
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &name)?;
        let row = visible.require(Right::Manage)?;
        super::grant(
            connection,
            Place::Organization(row.id),
            &row.account_id,
            &grants,
        )
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(name): OrganizationSegment,
    body: Bytes,
) -> Result<Response, Failure> {
    let grants = asked::grants(&body, &Failure::BadOrganizationRight)?;
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &name)?;
        let row = visible.require(Right::Manage)?;
        let lowered = grants.iter().filter(|grant| grant.right < Right::Manage);
        let lowered = lowered.map(|grant| grant.user_id.as_str());
        keep_creator(connection, row.id, lowered)?;
        let place = Place::Organization(row.id);
        super::change(connection, place, &row.account_id, &grants)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(name): OrganizationSegment,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    let user_ids = asked::user_ids(&body)?;
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &name)?;
        let row = visible.require(Right::Manage)?;
        keep_creator(connection, row.id, user_ids.iter().map(String::as_str))?;
        super::revoke(connection, Place::Organization(row.id), &user_ids)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn keep_creator<'a>(
    connection: &Connection,
    organization_id: i64,
    mut user_ids: impl Iterator<Item = &'a str>,
) -> Result<(), Failure> {
    let creator_id = organizations::creator_id(connection, organization_id)?;
    if user_ids.any(|user_id| user_id == creator_id) {
        return Err(Failure::CreatorKeepsRight);
    }
    Ok(())
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(name): OrganizationSegment,
) -> Result<Json<Shown>, Failure> {
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &name)?;
        let right = visible.right().ok_or(Failure::NotPermitted)?;
        Ok::<_, Failure>(Shown {
            id: visible.row.id,
            self_auth: self_auth(&caller, right),
            others_auths: others_auths(connection, Place::Organization(visible.row.id))?,
            name: visible.row.name,
            creator_name: Some(visible.row.creator_name),
        })
    };
    Ok(Json(service.store.read(work).await?))
}
