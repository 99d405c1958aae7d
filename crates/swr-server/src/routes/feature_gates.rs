//! `/v2/manage/projects/{project_id}/feature-gates`: what is on in this service.
//!
//! The fields are the cloud's; most of the words are about services that are beside it there.

use axum::Json;
use serde::Serialize;

use super::segments::ProjectSegment;
use crate::auth::Caller;
use crate::error::Failure;

#[derive(Serialize)]
pub(crate) struct Gates {
    enable_experience: bool,
    enable_hss_service: bool,
    enable_image_scan: bool,
    enable_sm3: bool,
    enable_image_sync: bool,
    enable_cci_service: bool,
    enable_image_label: bool,
    enable_pipeline: bool,
    enable_authorization_token: bool,
    enable_resource: bool,
    enable_list_v3: bool,
    enable_image_quota: bool,
    enable_cosign_signature: bool,
    enable_enterprise_edition_link: bool,
    enable_customize_validity_period: bool,
    swr_util_download_url: &'static str,
}

const GATES: Gates = Gates {
    // Tutorials, vulnerability scans, labels and pipelines are other services' work.
    enable_experience: false,
    enable_hss_service: false,
    enable_image_scan: false,
    enable_image_label: false,
    enable_pipeline: false,
    // Digests are SHA-256.
    enable_sm3: false,
    enable_image_sync: true,
    // Triggers may be of that mode.
    enable_cci_service: true,
    enable_authorization_token: true,
    enable_resource: true,
    enable_list_v3: true,
    // The only quota is that of organizations.
    enable_image_quota: false,
    enable_cosign_signature: true,
    enable_enterprise_edition_link: false,
    enable_customize_validity_period: true,
    swr_util_download_url: "",
};

pub(crate) async fn show(
    caller: Caller,
    ProjectSegment(project): ProjectSegment,
) -> Result<Json<Gates>, Failure> {
    if project != caller.project_id {
        return Err(Failure::NotPermitted);
    }
    Ok(Json(GATES))
}
