//! `/v2/manage/namespaces/{namespace}/repos/{repository}/access`
//!
//! Who edits the organization may grant here, also more than they have themselves; so the reference
//! says. No one touches the own right.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::change::PermissionChange;
use super::{PermissionScope, Shown, others_auths, self_auth, write};
use crate::auth::Caller;
use crate::error::Failure;
use crate::routes::segments::RepositorySegments;
use crate::routes::{done, visible};
use crate::service::Service;
use crate::store::Connection;
use crate::store::access::{self, Right};
use crate::store::members::GrantTarget;

impl PermissionScope for RepositorySegments {
    const BAD_RIGHT: Failure = Failure::BadRepositoryRight;

    fn authorize(
        &self,
        connection: &Connection,
        caller: &Caller,
    ) -> Result<(GrantTarget, String), Failure> {
        let visible = visible::repository(connection, caller, self)?;
        let organization_id = visible.row.organization_id;
        let above = access::of_organization(connection, &caller.viewer, organization_id)?;
        if above < Some(Right::Edit) && visible.right() < Some(Right::Manage) {
            return Err(Failure::RightTooLow);
        }
        let target = GrantTarget::Repository(visible.row.id);
        Ok((target, visible.row.account_id))
    }

    fn check(caller: &Caller, change: &PermissionChange) -> Result<(), Failure> {
        match change.concerns(&caller.viewer.user_id) {
            true => Err(Failure::OwnRight),
            false => Ok(()),
        }
    }
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    repository: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    write(&service, caller, repository, &body, PermissionChange::grant).await?;
    Ok(done())
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    repository: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    write(
        &service,
        caller,
        repository,
        &body,
        PermissionChange::update,
    )
    .await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    repository: RepositorySegments,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    write(
        &service,
        caller,
        repository,
        &body,
        PermissionChange::revoke,
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
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
            others_auths: others_auths(connection, GrantTarget::Repository(visible.row.id))?,
            name: visible.row.name,
            creator_name: None,
        })
    };
    Ok(Json(service.store.read(work).await?))
}
