//! Whether a response is one that the document describes: status, headers, body.

use http::Response;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use super::{Operation, schema};

impl Operation {
    pub(super) fn check_answer(
        &self,
        answer: &Response<Vec<u8>>,
        has_page: bool,
    ) -> Result<(), String> {
        let status = answer.status();
        let responses = &self.description["responses"];
        let mut description = &responses[status.as_str()];
        if description.is_null() && (status.is_client_error() || status.is_server_error()) {
            description = &responses["default"];
        }
        if description.is_null() {
            return Err(format!("the status {status} is not documented"));
        }
        check_headers(description, answer, has_page)?;
        check_body(description, answer)
    }
}

/// What the document names is there, but for totals of a list that was not asked for by page.
fn check_headers(
    description: &'static Value,
    answer: &Response<Vec<u8>>,
    has_page: bool,
) -> Result<(), String> {
    let headers = description["headers"].as_object();
    for (name, header) in headers.into_iter().flatten() {
        match answer.headers().get(name) {
            Some(value) => schema::check_text(
                &header["schema"],
                value.to_str().map_err(|error| error.to_string())?,
            )
            .map_err(|objection| format!("{name}: {objection}"))?,
            None if name == "Content-Range" && !has_page => {}
            None => return Err(format!("{name} is missing")),
        }
    }
    Ok(())
}

fn check_body(description: &'static Value, answer: &Response<Vec<u8>>) -> Result<(), String> {
    let content = &description["content"];
    if content.is_null() {
        let is_empty = answer.body().is_empty();
        return is_empty.then_some(()).ok_or_else(|| "a body".to_owned());
    }
    let kind = answer.headers().get(CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !is_json {
        return Err(format!("the body is {kind:?}"));
    }
    let body = serde_json::from_slice(answer.body()).map_err(|error| error.to_string())?;
    schema::check(&content["application/json"]["schema"], &body)
}
