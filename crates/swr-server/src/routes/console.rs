//! The built console: files as they lie in its folder, and its page for its own addresses.
//!
//! A file that is missing is missing: the page in its place would be run as a script or read as
//! JSON, and the error would speak of something else.

mod address;
mod file;
mod policy;

use std::path::Path;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use self::address::{Address, address};
use self::file::open;
use super::{unknown, versions};
use crate::error::Failure;
use crate::service::Service;

/// `GET /`: the console for who prefers a page, the versions of the API for everybody else.
pub(crate) async fn root(State(service): State<Service>, headers: HeaderMap) -> Response {
    let folder = service.settings.console.as_deref();
    let mut response = match folder.filter(|_| prefers_page(&headers)) {
        Some(folder) => page(folder, &headers).await,
        None => versions::list(&headers).into_response(),
    };
    response
        .headers_mut()
        .append(VARY, HeaderValue::from_static("accept"));
    response
}

/// The connection to this very service, unless the folder has a configuration of its own.
pub(crate) async fn config(State(service): State<Service>, headers: HeaderMap) -> Response {
    if let Some(folder) = &service.settings.console
        && let Some(file) = open(folder, "config.json", &headers).await
    {
        return file;
    }
    Json(own_connection(
        &service.region.name,
        &service.registry_host(&headers),
    ))
    .into_response()
}

/// Of this region only: the others are other origins, which no page of this one may ask.
fn own_connection(region: &str, registry: &str) -> Value {
    json!({"connections": [{
        "id": "local",
        "name": "Local",
        "endpoint": "",
        "iam": "",
        "registry": registry,
        "region": region,
        "project": region,
        "sign_in": ["password", "access-key", "token"],
    }]})
}

/// Whatever no other route took: a file, an address of the console, or nothing.
pub(crate) async fn file(State(service): State<Service>, request: Request) -> Response {
    let path = request.uri().path();
    let headers = request.headers();
    let is_api = ["/v2/", "/v3/", "/registry/"]
        .iter()
        .any(|root| path.starts_with(root));
    if is_api || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return unknown().await.into_response();
    }
    let Some(folder) = &service.settings.console else {
        return Failure::unknown_route().into_response();
    };
    if let Some(file) = open(folder, path.trim_start_matches('/'), headers).await {
        return file;
    }
    let mut response = match address(folder, path) {
        Address::Page => return page(folder, headers).await,
        // The console has a page for this, too; whole, because "not modified" would be no 404.
        Address::Nothing if prefers_page(headers) => page(folder, &unconditional(headers)).await,
        Address::Nothing | Address::File => "There is no such file.\n".into_response(),
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Whether HTML comes before JSON in what the client accepts.
fn prefers_page(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(ACCEPT).iter();
    let accept: Vec<_> = accept.filter_map(|value| value.to_str().ok()).collect();
    let accept = accept.join(",");
    let weight = |wanted: &str| {
        accept.split(',').map(str::trim).find_map(|offer| {
            let mut parts = offer.split(';').map(str::trim);
            let is_wanted = parts.next()?.eq_ignore_ascii_case(wanted);
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
            is_wanted.then(|| weight.unwrap_or(1.0_f32))
        })
    };
    let page = weight("text/html").unwrap_or(0.0);
    page > 0.0 && page >= weight("application/json").unwrap_or(0.0)
}

fn unconditional(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(IF_NONE_MATCH);
    headers
}

async fn page(folder: &Path, headers: &HeaderMap) -> Response {
    match open(folder, "index.html", headers).await {
        Some(page) => page,
        None => {
            let sentence = "The console's folder has no index.html: build the console first.\n";
            (StatusCode::NOT_FOUND, sentence).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(accept: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        prefers_page(&headers)
    }

    #[test]
    fn browsers_prefer_the_page_and_programs_do_not() {
        assert!(accepting("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(accepting("application/json;q=0.5, text/html"));
        assert!(!accepting("*/*"));
        assert!(!accepting("application/json, text/html;q=0.9"));
        assert!(!accepting("text/html;q=0"));
        assert!(!prefers_page(&HeaderMap::new()));
    }
}
