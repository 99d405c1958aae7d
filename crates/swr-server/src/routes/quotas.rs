//! `/v2/manage/projects/{project_id}/quotas`

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::segments::ProjectSegment;
use crate::auth::Caller;
use crate::error::Failure;
use crate::service::Service;
use crate::store::StoreError;
use crate::store::organizations;

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    ProjectSegment(project): ProjectSegment,
) -> Result<Json<Value>, Failure> {
    if project != caller.project_id {
        return Err(Failure::NotPermitted);
    }
    let viewer = caller.viewer;
    let work = move |connection: &_| {
        organizations::count_of_account(connection, &viewer.account_id, &viewer.region)
    };
    let used = service.store.read::<_, StoreError>(work).await?;
    Ok(Json(json!({"quotas": [{
        "quota_key": "namespace",
        "quota_limit": service.settings.organization_quota,
        "used": used,
        "unit": "",
    }]})))
}
