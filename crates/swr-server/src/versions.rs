//! `/`, `/v2` and `/v3` for programs: the API versions.

use axum::Json;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use crate::service::asked_origin;

/// When the published description of these versions last changed.
const UPDATED: &str = "2020-07-09T00:00:00Z";

#[derive(Clone, Copy)]
enum Version {
    V2,
    V3,
}

impl Version {
    fn describe(self, headers: &HeaderMap) -> Value {
        let (id, status, version, minimum) = match self {
            Self::V2 => ("v2", "CURRENT", "2.26", "2.0"),
            Self::V3 => ("v3", "SUPPORTED", "3.0", "3.0"),
        };
        json!({
            "id": id,
            "links": {"href": format!("{}/{id}/", asked_origin(headers)), "rel": "self"},
            "version": version,
            "status": status,
            "updated": UPDATED,
            "min_version": minimum,
        })
    }
}

pub(crate) fn list(headers: &HeaderMap) -> Json<Value> {
    let versions = [Version::V2, Version::V3].map(|version| version.describe(headers));
    Json(json!({ "versions": versions }))
}

pub(crate) async fn show_v2(headers: HeaderMap) -> Json<Value> {
    Json(json!({"version": Version::V2.describe(&headers)}))
}

pub(crate) async fn show_v3(headers: HeaderMap) -> Json<Value> {
    Json(json!({"version": Version::V3.describe(&headers)}))
}
