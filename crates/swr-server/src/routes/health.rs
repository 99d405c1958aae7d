//! `/healthz`: whether the service can answer, and whether what it keeps is whole.
//!
//! Anyone may ask, so it names nothing: which blobs are damaged is in the log.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::service::Service;
use crate::store::scrub::{self, Condition};
use crate::time::rfc3339;

pub(crate) async fn show(State(service): State<Service>) -> Response {
    match service.store.look_up(scrub::condition).await {
        Ok(condition) => Json(shown(condition)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the database cannot be read");
            let body = Json(json!({"status": "unavailable"}));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}

fn shown(condition: Condition) -> Value {
    json!({
        "status": if condition.damaged == 0 { "ok" } else { "damaged" },
        "damaged_blobs": condition.damaged,
        "oldest_blob_check": condition.oldest_check.map(rfc3339),
    })
}
