//! `/v2/manage/namespaces`

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::segments::OrganizationSegment;
use super::{done, visible};
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::names;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::StoreError;
use crate::store::access::Right;
use crate::store::organizations::{self, NewOrganization, OrganizationSummary, Scope};

#[derive(Serialize)]
pub(crate) struct Namespace {
    id: i64,
    name: String,
    creator_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<u8>,
    access_user_count: u64,
    repo_count: u64,
}

#[derive(Serialize)]
pub(crate) struct Namespaces {
    namespaces: Vec<Namespace>,
}

impl From<OrganizationSummary> for Namespace {
    fn from(summary: OrganizationSummary) -> Self {
        Self {
            id: summary.organization.id,
            name: summary.organization.name,
            creator_name: summary.organization.creator_name,
            auth: summary.access,
            access_user_count: summary.member_count,
            repo_count: summary.repository_count,
        }
    }
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    body: Bytes,
) -> Result<Response, Failure> {
    let name = Fields::parse(&body)?.required_text("namespace")?;
    names::check_organization(&name).map_err(Failure::BadOrganizationName)?;
    let quota = service.settings.organization_quota;
    let now = service.now();
    let work = move |connection: &_| {
        let region = &caller.viewer.region;
        if organizations::find(connection, region, &name)?.is_some() {
            return Err(Failure::OrganizationExists);
        }
        let account_id = &caller.viewer.account_id;
        if organizations::count_of_account(connection, account_id, region)? >= quota {
            return Err(Failure::OrganizationQuotaExceeded(quota));
        }
        let new = NewOrganization {
            region,
            name: &name,
            account_id,
            creator_id: &caller.viewer.user_id,
            creator_name: &caller.user_name,
            now,
        };
        organizations::create(connection, &new)?;
        Ok(())
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
) -> Result<Json<Namespaces>, Failure> {
    parameters.allow_in_filter(&["namespace", "mode"])?;
    let scope = match parameters.get("mode") {
        None => Scope::Mine,
        Some("visible") => Scope::Visible,
        Some(mode) => return Err(Failure::BadFilter(format!("mode::{mode}"))),
    };
    let containing = parameters.text("namespace");
    let work =
        move |connection: &_| organizations::list(connection, &caller.viewer, scope, &containing);
    let rows = service.store.read::<_, StoreError>(work).await?;
    let namespaces = rows.into_iter().map(Namespace::from).collect();
    Ok(Json(Namespaces { namespaces }))
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(name): OrganizationSegment,
) -> Result<Json<Namespace>, Failure> {
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &name)?;
        let summary = organizations::summary(connection, &caller.viewer, visible.row.id)?;
        Ok::<_, Failure>(summary)
    };
    Ok(Json(service.store.read(work).await?.into()))
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(name): OrganizationSegment,
) -> Result<StatusCode, Failure> {
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &name)?;
        let organization = visible.require(Right::Manage)?;
        if organizations::has_repositories(connection, organization.id)? {
            return Err(Failure::OrganizationNotEmpty);
        }
        Ok(organizations::delete(connection, organization.id)?)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
