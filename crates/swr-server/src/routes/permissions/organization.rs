//! `/v2/manage/namespaces/{namespace}/access`
//!
//! Who created the organization keeps the right to manage it: their entry is neither lowered nor
//! taken back. Administrators manage it with or without an entry.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::change::PermissionChange;
use super::{PermissionScope, Shown, others_auths, self_auth, write};
use crate::auth::Caller;
use crate::error::Failure;
use crate::routes::segments::OrganizationSegment;
use crate::routes::{done, visible};
use crate::service::Service;
use crate::store::Connection;
use crate::store::access::Right;
use crate::store::members::GrantTarget;

impl PermissionScope for OrganizationSegment {
    const BAD_RIGHT: Failure = Failure::BadOrganizationRight;

    fn authorize(
        &self,
        connection: &Connection,
        caller: &Caller,
    ) -> Result<(GrantTarget, String), Failure> {
        let visible = visible::organization(connection, caller, &self.0)?;
        let row = visible.require(Right::Manage)?;
        Ok((GrantTarget::Organization(row.id), row.account_id))
    }
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    organization: OrganizationSegment,
    body: Bytes,
) -> Result<Response, Failure> {
    write(
        &service,
        caller,
        organization,
        &body,
        PermissionChange::grant,
    )
    .await?;
    Ok(done())
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    organization: OrganizationSegment,
    body: Bytes,
) -> Result<Response, Failure> {
    write(
        &service,
        caller,
        organization,
        &body,
        PermissionChange::update,
    )
    .await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    organization: OrganizationSegment,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    write(
        &service,
        caller,
        organization,
        &body,
        PermissionChange::revoke,
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
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
            others_auths: others_auths(connection, GrantTarget::Organization(visible.row.id))?,
            name: visible.row.name,
            creator_name: Some(visible.row.creator_name),
        })
    };
    Ok(Json(service.store.read(work).await?))
}
