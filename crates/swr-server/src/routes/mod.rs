//! One file per resource of the management API: parse, check, ask the store, shape the response.
//!
//! The shapes are written from the reference and not taken from the client's wire types: the
//! contract tests then compare two readings of it, and a mistake in one of them shows.

pub(crate) mod agency;
pub(crate) mod discovery;
pub(crate) mod feature_gates;
pub(crate) mod health;
pub(crate) mod heavy;
pub(crate) mod identity;
pub(crate) mod identity_directory;
pub(crate) mod logins;
pub(crate) mod organizations;
pub(crate) mod permissions;
pub(crate) mod quotas;
pub(crate) mod reports;
pub(crate) mod repositories;
pub(crate) mod retentions;
pub(crate) mod segments;
pub(crate) mod shared_repositories;
pub(crate) mod shares;
pub(crate) mod synchronizations;
pub(crate) mod tags;
pub(crate) mod triggers;
pub(crate) mod visible;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// 201 with an empty object: several clients refuse an empty body.
fn done() -> Response {
    (StatusCode::CREATED, Json(json!({}))).into_response()
}
