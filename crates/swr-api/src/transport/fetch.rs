//! The browser's `fetch`.

use std::pin::Pin;

use http::{HeaderValue, Request, Response, StatusCode};
use js_sys::Uint8Array;
use js_sys::futures::JsFuture;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode,
    RequestRedirect, Window,
};

use super::Transport;
use crate::{ANSWER_HEADERS, TransportError};

/// Sends with the browser's `fetch`: past the cache, and following no redirect, since that would
/// take the credentials along. The answer has only those headers that this crate reads.
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

    /// The same with the cookies of the page's own origin, for what stands behind a sign-in of the
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

/// Ends the call when the future goes away before its answer; afterwards it does nothing.
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
    let answer = answer(&request, &options).await?;
    let body = answer.array_buffer().map_err(failed)?;
    let body = JsFuture::from(body).await.map_err(failed)?;
    let mut response = Response::new(Uint8Array::new(&body).to_vec());
    *response.status_mut() = StatusCode::from_u16(answer.status()).map_err(unusable)?;
    let found = answer.headers();
    for name in ANSWER_HEADERS {
        if let Ok(Some(value)) = found.get(name.as_str()) {
            let value = HeaderValue::try_from(value).map_err(unusable)?;
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// Asks without wanting to read, which needs nobody's permission. A redirect is followed, since such a
/// request may do nothing else; it carries nothing.
async fn reach(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
    let controller = AbortOnDrop(AbortController::new().map_err(|error| refused(&error))?);
    let options = options(&request, &controller.0, false).map_err(|error| refused(&error))?;
    options.set_mode(RequestMode::NoCors);
    options.set_redirect(RequestRedirect::Follow);
    answer(&request, &options).await?;
    Ok(Response::new(Vec::new()))
}

async fn answer(
    request: &Request<Vec<u8>>,
    options: &RequestInit,
) -> Result<web_sys::Response, TransportError> {
    let request = web_sys::Request::new_with_str_and_init(&request.uri().to_string(), options)
        .map_err(|error| refused(&error))?;
    // A worker has the same function.
    let window: Window = js_sys::global().unchecked_into();
    let answer = JsFuture::from(window.fetch_with_request(&request));
    Ok(answer.await.map_err(failed)?.unchecked_into())
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

fn failed(error: JsValue) -> TransportError {
    let Some(error) = error.dyn_ref::<js_sys::Error>() else {
        return refused(&error);
    };
    if error.name() == "AbortError" {
        TransportError::Aborted
    } else {
        TransportError::Offline(error.message().into())
    }
}
