//! Docker push and pull over the same store.

use axum::Router;
use axum::routing::any;

use crate::service::Service;

/// Everything below `/v2/` that is not the management API's, and `/registry/token`.
pub(crate) fn router() -> Router<Service> {
    Router::new().route("/v2/{*path}", any(crate::routes::unknown))
}
