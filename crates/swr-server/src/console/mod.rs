//! The built console: the files of its folder, and its page at its own addresses.
//!
//! A missing file is a 404: the page in its place would be run as a script or read as JSON, with a
//! misleading error. For the same reason only browsers get the page at an address of the console; programs
//! get the API's 404.

mod address;
mod configuration;
mod file;
mod policy;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::IF_NONE_MATCH;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use axum::{Json, Router};

use self::address::{Address, address};
pub(crate) use self::configuration::OwnOrigin;
use self::file::open;
use crate::answer::{chosen, weight};
use crate::error::Failure;
use crate::service::{Settings, asked_host};
use crate::versions;

/// The console's files, and what is beside them on their origin.
pub(crate) struct Console {
    pub(crate) settings: Arc<Settings>,
    pub(crate) own_origin: OwnOrigin,
}

/// An API with the console around it: its page, its configuration, and whatever the API does not
/// take. `/` belongs to both.
pub(crate) fn around<S>(api: Router<S>, console: &Arc<Console>) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let base = &console.settings.base;
    let configuration = get(config).with_state(console.clone());
    let mut router = api.route(&format!("{base}config.json"), configuration);
    if let Some(without_slash) = base.without_slash() {
        let page = get(page).with_state(console.clone());
        router = router
            .route(&base.to_string(), page)
            .route(without_slash, get(to_base).with_state(console.clone()));
    }
    router.fallback_service(any(file).with_state(console.clone()))
}

/// `GET /`: the console for who prefers a page, the versions of the API for everyone else.
pub(crate) async fn root(State(console): State<Arc<Console>>, headers: HeaderMap) -> Response {
    let response = match console.front_page(&headers).await {
        Some(page) => page,
        None => versions::list(&headers).into_response(),
    };
    chosen(response)
}

/// The base itself.
async fn page(State(console): State<Arc<Console>>, headers: HeaderMap) -> Response {
    chosen(match &console.settings.console {
        Some(_) if prefers_page(&headers) => console.page(&headers).await,
        _ => Failure::unknown_route().into_response(),
    })
}

/// Addresses in the page are relative to the slash.
async fn to_base(State(console): State<Arc<Console>>, uri: Uri) -> Redirect {
    let base = &console.settings.base;
    let query = uri.query().map(|query| format!("?{query}"));
    Redirect::permanent(&format!("{base}{}", query.unwrap_or_default()))
}

/// The connection to this very service, unless the folder has a configuration of its own.
async fn config(State(console): State<Arc<Console>>, headers: HeaderMap) -> Response {
    let registry = console.registry_host(&headers);
    let own_origin = &console.own_origin;
    if let Some(folder) = &console.settings.console {
        let file = tokio::fs::read(folder.join("config.json")).await;
        if let Some(corrected) = own_origin.correct(&file.unwrap_or_default(), registry.as_deref())
        {
            return Json(corrected).into_response();
        }
        if let Some(file) = open(&console.settings, "config.json", &headers).await {
            return file;
        }
    }
    Json(own_origin.configuration(registry.as_deref())).into_response()
}

/// Whatever no other route took: a file, an address of the console, or nothing.
async fn file(State(console): State<Arc<Console>>, request: Request) -> Response {
    let path = request.uri().path();
    let headers = request.headers();
    let is_api = ["/v2/", "/v3/", "/registry/"]
        .iter()
        .any(|root| path.starts_with(root));
    if is_api || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Failure::unknown_route().into_response();
    }
    let settings = &console.settings;
    let (Some(folder), Some(name)) = (&settings.console, settings.base.below(path)) else {
        return Failure::unknown_route().into_response();
    };
    if let Some(file) = open(settings, name, headers).await {
        return file;
    }
    if !prefers_page(headers) {
        return chosen(Failure::unknown_route().into_response());
    }
    let mut response = match address(folder, name) {
        Address::Page => return chosen(console.page(headers).await),
        // The console has a page for this, too; whole, because "not modified" would be no 404.
        Address::Nothing => console.page(&unconditional(headers)).await,
        Address::File => "There is no such file.\n".into_response(),
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    chosen(response)
}

impl Console {
    /// What `/` is for who prefers a page, where it is the console's.
    pub(crate) async fn front_page(&self, headers: &HeaderMap) -> Option<Response> {
        let is_here = self.settings.console.is_some() && self.settings.base.is_root();
        if is_here && prefers_page(headers) {
            return Some(self.page(headers).await);
        }
        None
    }

    async fn page(&self, headers: &HeaderMap) -> Response {
        match open(&self.settings, "index.html", headers).await {
            Some(page) => page,
            None => {
                let sentence = "The console's folder has no index.html: build the console first.\n";
                (StatusCode::NOT_FOUND, sentence).into_response()
            }
        }
    }

    /// A relay knows only the one it was told.
    fn registry_host(&self, headers: &HeaderMap) -> Option<String> {
        let fixed = self.settings.registry_host.clone();
        match self.own_origin {
            OwnOrigin::Service { .. } => fixed.or_else(|| Some(asked_host(headers).to_owned())),
            OwnOrigin::Relay { .. } => fixed,
        }
    }
}

/// Whether the client is a person's browser on its way to a page: it names HTML, and not JSON before.
fn prefers_page(headers: &HeaderMap) -> bool {
    let page = weight(headers, "text/html").unwrap_or(0.0);
    page > 0.0 && page >= weight(headers, "application/json").unwrap_or(0.0)
}

fn unconditional(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(IF_NONE_MATCH);
    headers
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::ACCEPT;

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
