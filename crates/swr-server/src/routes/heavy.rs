//! Lists that read a great deal: each user has a bounded number of them under way.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::auth::Caller;
use crate::error::Failure;
use crate::service::Service;

/// Seconds after which a list that was refused may be requested again.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("1");

/// Lets a list run when its turn comes, or refuses it with 503.
pub(crate) async fn bounded(
    State(service): State<Service>,
    caller: Caller,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(place) = service.lists.take(&caller.viewer.user_id) else {
        let why = "This user has too many lists in progress; try again in a second";
        let refused = Failure::Gateway(StatusCode::SERVICE_UNAVAILABLE, "APIGW.0308", why);
        let mut refused = refused.into_response();
        refused.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
        return refused;
    };
    // For who goes on sending after the first piece: each further one waits for a turn of its own.
    let place = Arc::new(place);
    request.extensions_mut().insert(place.clone());
    let _turn = place.turn().await;
    next.run(request).await
}
