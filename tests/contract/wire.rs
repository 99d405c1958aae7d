//! What goes between the clients and the service. Everything a client sends, and all that comes
//! back, is held to the OpenAPI document on the way.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use http::{Request, Response};
use swr_api::TransportError;
use tower::ServiceExt;

use crate::openapi::Asked;
use crate::world::ORIGIN;

/// The calls that the document does not describe; it is of the management API.
const ELSEWHERE: [&str; 1] = ["/v3/projects"];

#[derive(Clone)]
pub(crate) struct Wire {
    router: axum::Router,
    called: Arc<Mutex<BTreeSet<String>>>,
}

impl Wire {
    pub(crate) fn to(router: axum::Router) -> Self {
        Self {
            router,
            called: Arc::default(),
        }
    }

    /// Method and template of every operation that a client called.
    pub(crate) fn called(&self) -> BTreeSet<String> {
        self.called.lock().unwrap().clone()
    }

    /// What a client sends. A service without some calls has the gateway answer those with
    /// `unknown` in their path, and not what someone thinks it is.
    pub(crate) async fn exchange(
        self,
        mut request: Request<Vec<u8>>,
        unknown: Option<&str>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let asked = Asked::read(&request);
        let path = request.uri().path();
        let is_described = asked.is_some() || ELSEWHERE.contains(&path);
        assert!(is_described, "{} {path}", request.method());
        if unknown.is_some_and(|unknown| path.contains(unknown)) {
            let nowhere = format!("{ORIGIN}/v2/manage/unknown");
            *request.uri_mut() = nowhere.parse().unwrap();
        }
        let answer = self.send(request).await;
        if let Some(asked) = asked {
            asked.check(&answer);
            self.called.lock().unwrap().insert(asked.name());
        }
        Ok(answer)
    }

    /// What someone else sends, who may well be wrong.
    pub(crate) async fn send(&self, mut request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        // A connection does this: the host goes into its header and out of the target.
        let uri = request.uri().clone();
        if let Some(host) = uri.authority() {
            let host = host.as_str().parse().unwrap();
            request.headers_mut().insert("host", host);
            *request.uri_mut() = uri.path_and_query().unwrap().as_str().parse().unwrap();
        }
        let router = self.router.clone();
        let response = router.oneshot(request.map(Body::from)).await.unwrap();
        let (parts, body) = response.into_parts();
        let body: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Response::from_parts(parts, body.to_vec())
    }
}
