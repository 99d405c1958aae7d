//! `/v2/manage/agency`: whether the account lets the service act on its clusters.
//!
//! Triggers can be made without one; their calls fail and say so.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::auth::Caller;
use crate::error::Failure;
use crate::service::Service;
use crate::store::{StoreError, agencies};

pub(crate) async fn check(
    State(service): State<Service>,
    caller: Caller,
) -> Result<Json<Value>, Failure> {
    let account_id = caller.viewer.account_id.clone();
    let work = move |connection: &_| agencies::exists(connection, &caller.viewer.account_id);
    let exists = service.store.read::<_, StoreError>(work).await?;
    Ok(Json(json!({"domain_id": account_id, "is_agency": exists})))
}

/// It speaks for the whole account, so it takes who administers the account.
pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
) -> Result<StatusCode, Failure> {
    if !caller.viewer.is_administrator {
        return Err(Failure::NotPermitted);
    }
    let now = service.now();
    let work = move |connection: &_| {
        let created = agencies::create(connection, &caller.viewer.account_id, now);
        created.map_err(|error| match error {
            StoreError::Exists => Failure::AgencyExists,
            other => other.into(),
        })
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
