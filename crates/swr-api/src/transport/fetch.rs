//! The browser's `fetch`.
//!
//! The request is made here and not with gloo-net's builder, which takes every address apart and
//! leaves an `&` behind the query: the signature would be for another one.

use std::pin::Pin;

use gloo_net::http as gloo;
use http::{HeaderValue, Request, Response, StatusCode};
use js_sys::Uint8Array;
use web_sys::wasm_bindgen::JsValue;
use web_sys::{
    AbortController, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode,
    RequestRedirect,
};

use super::Transport;
use crate::{TransportError, headers};

/// Sends with the browser's `fetch`: past the cache, and following no redirect, since that would
/// take the credentials along. The response has only those headers that this crate reads.
#[derive(Clone, Copy, Debug, Default)]
pub struct FetchTransport {
    sends_cookies: bool,
}

impl FetchTransport {
    /// The browser's `fetch` without cookies: what a service is told are the credentials.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with the cookies of the page's own origin, for what is behind a sign-in of the
    /// host's.
    #[must_use]
    pub fn with_cookies() -> Self {
        Self {
            sends_cookies: true,
        }
    }
}

impl Transport for FetchTransport {
    type Answer = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, TransportError>>>>;

    fn send(&self, request: Request<Vec<u8>>) -> Self::Answer {
        Box::pin(fetch(request, self.sends_cookies))
    }

    fn reach(&self, request: Request<Vec<u8>>) -> Self::Answer {
        Box::pin(reach(request))
    }
}

/// Ends the call when the future goes away before its response; afterwards it does nothing.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn fetch(
    request: Request<Vec<u8>>,
    sends_cookies: bool,
) -> Result<Response<Vec<u8>>, TransportError> {
    let controller = AbortOnDrop(AbortController::new().map_err(|error| refused(&error))?);
    let options =
        options(&request, &controller.0, sends_cookies).map_err(|error| refused(&error))?;
    let request = web_sys::Request::new_with_str_and_init(&request.uri().to_string(), &options)
        .map_err(|error| refused(&error))?;
    let answer = gloo::Request::from(request).send().await.map_err(failed)?;
    let body = answer.binary().await.map_err(failed)?;
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status()).map_err(unusable)?;
    let found = answer.headers();
    for name in headers::READ {
        if let Some(value) = found.get(name.as_str()) {
            let value = HeaderValue::try_from(value).map_err(unusable)?;
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// Asks without wanting to read, which needs no one's permission. A redirect is followed, since such a
/// request may do nothing else; it carries nothing.
async fn reach(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
    let controller = AbortOnDrop(AbortController::new().map_err(|error| refused(&error))?);
    let options = options(&request, &controller.0, false).map_err(|error| refused(&error))?;
    options.set_mode(RequestMode::NoCors);
    options.set_redirect(RequestRedirect::Follow);
    let request = web_sys::Request::new_with_str_and_init(&request.uri().to_string(), &options)
        .map_err(|error| refused(&error))?;
    gloo::Request::from(request).send().await.map_err(failed)?;
    Ok(Response::new(Vec::new()))
}

fn options(
    request: &Request<Vec<u8>>,
    controller: &AbortController,
    sends_cookies: bool,
) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in request.headers() {
        // Values are text: the client makes them from text.
        headers.set(name.as_str(), value.to_str().unwrap_or_default())?;
    }
    let options = RequestInit::new();
    options.set_method(request.method().as_str());
    options.set_headers(&headers);
    options.set_signal(Some(&controller.signal()));
    options.set_credentials(if sends_cookies {
        RequestCredentials::SameOrigin
    } else {
        RequestCredentials::Omit
    });
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Error);
    if !request.body().is_empty() {
        options.set_body(&Uint8Array::from(request.body().as_slice()));
    }
    Ok(options)
}

/// The browser would not even make the request, for example for a header it forbids.
fn refused(error: &JsValue) -> TransportError {
    TransportError::Offline(format!("{error:?}"))
}

/// A browser hands out nothing that HTTP would not allow, so this is about the types only.
fn unusable(error: impl std::fmt::Display) -> TransportError {
    TransportError::Offline(error.to_string())
}

fn failed(error: gloo_net::Error) -> TransportError {
    match error {
        gloo_net::Error::JsError(error) if error.name == "AbortError" => TransportError::Aborted,
        gloo_net::Error::JsError(error) => TransportError::Offline(error.message),
        other => TransportError::Offline(other.to_string()),
    }
}
