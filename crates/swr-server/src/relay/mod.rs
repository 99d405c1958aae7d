//! `--relay`: the console's files, and its calls handed on to a real service on the same origin.
//!
//! For hosts without a proxy. Nothing is kept and nothing is decided here: who may do what is the
//! service's to say. What is handed on is what was received, because it is signed.

mod caller;
mod headers;
mod refusal;
mod table;
mod target;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, Version};
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};

use refusal::Refusal;
use table::Api;
pub use target::{Target, TargetError};

use crate::body::{BodyRoom, NotHeld, Unread, read_within};
use crate::console::{self, Console, OwnOrigin};
use crate::error::Failure;
use crate::service::Settings;
use crate::{answer, host, idle};

/// A cheap handle on the two services behind; clones share their connections.
#[derive(Clone)]
pub struct Relay {
    management: Target,
    identity: Target,
    console: Arc<Console>,
    /// For the bodies of requests.
    bodies: BodyRoom,
}

impl Relay {
    /// For the project of that region. The registry is not relayed; where none was given it is the
    /// one that belongs to the service's host.
    pub fn new(management: Target, identity: Target, region: &str, settings: Settings) -> Self {
        let registry_host = settings
            .registry_host
            .or_else(|| management.registry_host());
        let console = Console {
            own_origin: OwnOrigin::Relay {
                region: region.to_owned(),
                management: management.address().to_owned(),
                identity: identity.address().to_owned(),
            },
            settings: Arc::new(Settings {
                registry_host,
                ..settings
            }),
        };
        Self {
            management,
            identity,
            console: Arc::new(console),
            bodies: BodyRoom::default(),
        }
    }
}

/// Everything, callable in-process: it needs no socket, but it makes calls.
pub fn app(relay: Relay) -> Router {
    let paths = table::PATHS.iter().chain(&table::PATHS_OF_IDENTITY);
    let mut calls = Router::new().route("/", any(root));
    for (path, _) in paths.filter(|(path, _)| *path != "/") {
        calls = calls.route(path, any(hand_on));
    }
    let hosts = Arc::new(relay.console.settings.hosts.clone());
    console::around(calls, &relay.console)
        .route("/healthz", get(async || "ok\n"))
        .method_not_allowed_fallback(answer::unknown)
        // Read from below: the last one meets a request first.
        .layer(map_request(idle::limit))
        .layer(from_fn_with_state(hosts, host::check))
        .layer(from_fn(answer::finish))
        .with_state(relay)
}

/// `/`: the console for who prefers a page, the service's versions for everyone else.
async fn root(
    relay: State<Relay>,
    path: MatchedPath,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let page = match is_read {
        true => relay.console.front_page(&headers).await,
        false => None,
    };
    let response = match page {
        Some(page) => page,
        None => hand_on(relay, path, request).await.into_response(),
    };
    answer::chosen(response)
}

async fn hand_on(
    State(relay): State<Relay>,
    path: MatchedPath,
    request: Request,
) -> Result<Response, Failure> {
    let found = table::look_up(path.as_str(), request.method());
    let (api, is_operation) = found.ok_or_else(Failure::unknown_route)?;
    // First of all: a page of another origin does not even learn what there is.
    if !caller::is_own(request.headers()) {
        return Err(Refusal::ForeignOrigin.about(api));
    }
    if !is_operation || !table::is_unambiguous(request.uri().path()) {
        return Err(Failure::unknown_route());
    }
    let target = match api {
        Api::Management => &relay.management,
        Api::Identity => &relay.identity,
    };
    let answer = exchange(target, request, &relay.bodies).await;
    answer.map_err(|refusal| refusal.about(api))
}

async fn exchange(
    target: &Target,
    request: Request,
    bodies: &BodyRoom,
) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let held = read_within(body, target::LIMIT_BYTES, bodies).await;
    let held = held.map_err(|reason| match reason {
        NotHeld::Unread(Unread::TooLarge) => Refusal::BodyTooLarge,
        NotHeld::Unread(Unread::BrokenOff) => Refusal::BodyBrokenOff,
        NotHeld::NoRoom => Refusal::NoRoom,
    })?;
    parts.headers = headers::there(&parts.headers, target.host());
    // What the server noted about the request is not for the client.
    parts.extensions.clear();
    parts.version = Version::HTTP_11;
    let request = Request::from_parts(parts, Body::from(held.bytes.clone()));
    let answer = target.exchange(request).await?;
    let mut response = Response::new(Body::from(answer.body().clone()));
    *response.status_mut() = answer.status();
    *response.headers_mut() = headers::back(answer.headers());
    Ok(response)
}
