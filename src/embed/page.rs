//! The host page, which the module wraps in an object of functions and flags. Events and questions are
//! passed as JSON text, so the program imports no browser types for them.

use std::cell::Cell;

use http::{HeaderName, HeaderValue, Request, Response};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use serde::Serialize;
use swr_api::{Secret, Timestamp, TransportError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::host::{Change, Command, HostEvent, HostPage, HostToken, Later, TokenReason};

/// The object that the module hands over.
pub(super) struct JsPage(JsValue);

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

fn json(value: &impl Serialize) -> JsValue {
    // Names and texts only: there is nothing that JSON could not say.
    JsValue::from_str(&serde_json::to_string(value).unwrap_or_default())
}

/// What went wrong there, in its own words.
fn said(error: &JsValue) -> String {
    text(error, "message")
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}

impl JsPage {
    pub(super) fn new(page: JsValue) -> Self {
        Self(page)
    }

    fn has(&self, flag: &str) -> bool {
        get(&self.0, flag).is_some_and(|it| it.is_truthy())
    }

    fn call(&self, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
        let function: Function = Reflect::get(&self.0, &JsValue::from_str(name))?.dyn_into()?;
        function.apply(&self.0, arguments)
    }

    /// The response to a question, whether it comes as a promise or at once.
    fn ask(&self, name: &str, arguments: &Array) -> Later<Result<JsValue, String>> {
        let answer = self.call(name, arguments);
        Box::pin(async move {
            let answer = answer.map_err(|error| said(&error))?;
            let answer = JsFuture::from(Promise::resolve(&answer)).await;
            answer.map_err(|error| said(&error))
        })
    }
}

impl HostPage for JsPage {
    fn gives_tokens(&self) -> bool {
        self.has("givesTokens")
    }

    fn carries(&self) -> bool {
        self.has("carries")
    }

    fn token(&self, reason: TokenReason) -> Later<Result<HostToken, String>> {
        let answer = self.ask("token", &Array::of1(&JsValue::from_str(reason.word())));
        Box::pin(
            async move { token(&answer.await?).ok_or_else(|| "no token was given".to_owned()) },
        )
    }

    fn carry(&self, request: Request<Vec<u8>>) -> Later<Result<Response<Vec<u8>>, TransportError>> {
        let sent = self.call("carry", &parts(&request));
        Box::pin(async move {
            let offline = |error: JsValue| TransportError::Offline(said(&error));
            let sent = sent.map_err(offline)?;
            let abort = AbortOnDrop {
                abort: get(&sent, "abort").and_then(|it| it.dyn_into().ok()),
                is_done: Cell::new(false),
            };
            let answer = get(&sent, "answer").unwrap_or_default();
            let answer = JsFuture::from(Promise::resolve(&answer)).await;
            abort.is_done.set(true);
            response(&answer.map_err(offline)?).map_err(TransportError::Offline)
        })
    }

    fn allows(&self, change: &Change) -> Later<bool> {
        let answer = self.ask("allows", &Array::of1(&json(change)));
        // Anyone who fails to answer has not allowed it.
        Box::pin(async move { answer.await.is_ok_and(|it| it.is_truthy()) })
    }

    fn tell(&self, event: &HostEvent) -> bool {
        let answer = self.call("tell", &Array::of1(&json(event)));
        answer.is_ok_and(|it| it.is_truthy())
    }
}

/// A request that no one waits for any longer is given up there, too.
struct AbortOnDrop {
    abort: Option<Function>,
    is_done: Cell<bool>,
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let (Some(abort), false) = (&self.abort, self.is_done.get()) {
            // No one is left to tell about a failure.
            let _ = abort.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Method, address, headers and body.
fn parts(request: &Request<Vec<u8>>) -> Array {
    let headers = Array::new();
    for (name, value) in request.headers() {
        let (name, value) = (name.as_str(), value.to_str().unwrap_or_default());
        headers.push(&Array::of2(&name.into(), &value.into()));
    }
    let body = match request.body().as_slice() {
        [] => JsValue::UNDEFINED,
        bytes => Uint8Array::from(bytes).into(),
    };
    Array::of4(
        &request.method().as_str().into(),
        &request.uri().to_string().into(),
        &headers,
        &body,
    )
}

/// What came back. Headers that HTTP does not allow cannot be ours.
fn response(answer: &JsValue) -> Result<Response<Vec<u8>>, String> {
    let status = get(answer, "status").and_then(|it| it.as_f64());
    let body = get(answer, "body").map(|it| Uint8Array::new(&it).to_vec());
    let mut response = Response::new(body.unwrap_or_default());
    let status = status.map_or(0, |it| it as u16);
    *response.status_mut() = status
        .try_into()
        .map_err(|_| format!("the answer has no status: {status}"))?;
    let headers: Array = get(answer, "headers").unwrap_or_default().unchecked_into();
    for header in headers.iter() {
        let header: Array = header.unchecked_into();
        let part = |index| header.get(index).as_string().unwrap_or_default();
        let name = HeaderName::try_from(part(0));
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(part(1))) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// A token as the module makes it plain.
fn token(given: &JsValue) -> Option<HostToken> {
    let millis = get(given, "expiresAt").and_then(|it| it.as_f64());
    Some(HostToken {
        token: Secret::new(text(given, "token").filter(|it| !it.is_empty())?),
        expires_at: millis.map(|it| Timestamp::from_unix_millis(it as i64)),
        name: text(given, "name"),
        project_id: text(given, "projectId"),
    })
}

/// What the page around wants done, by its name.
pub(super) fn command(name: &str, argument: &JsValue) -> Option<Command> {
    Some(match name {
        "navigate" => Command::Navigate(argument.as_string()?),
        "refresh" => Command::Refresh,
        "setToken" => Command::SetToken(token(argument)?),
        "setTheme" => Command::SetTheme(argument.as_string()),
        "setLanguage" => Command::SetLanguage(argument.as_string()),
        _ => return None,
    })
}
