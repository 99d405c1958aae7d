//! Reads an error response in any of its five formats, or in none of them.
//!
//! The service answers in one shape, the gateway before it in another, the sign-in in a third, and
//! a proxy in between with a page of its own.

use http::{HeaderMap, Response, StatusCode};
use serde_json::Value;

use crate::{Timestamp, headers, json};

/// The most characters kept of a response that is not JSON.
const MAXIMUM_TEXT: usize = 500;

/// The service rejected the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The service's own code, such as `SVCSTG.SWR.4090060` or `APIGW.0301`.
    pub code: Option<String>,
    /// The service's own message, in English.
    pub message: String,
    /// The service's ID of the request.
    pub request_id: Option<String>,
    /// Whether the body was JSON; when not, something else than the service may have answered.
    pub is_json: bool,
    /// The service's clock at the response, from the header `Date`: signing needs both clocks within
    /// 15 minutes.
    pub server_date: Option<Timestamp>,
    /// The seconds after which to retry, from the header `Retry-After`.
    pub retry_after_seconds: Option<u32>,
}

impl ApiError {
    /// An error of which only status and message are known.
    #[must_use]
    pub fn new(status: u16, message: String) -> Self {
        Self {
            status,
            code: None,
            message,
            request_id: None,
            is_json: false,
            server_date: None,
            retry_after_seconds: None,
        }
    }

    /// The same error with the service's own code.
    #[must_use]
    pub fn with_code(self, code: &str) -> Self {
        Self {
            code: Some(code.to_owned()),
            ..self
        }
    }
}

pub(crate) fn read_api_error(response: &Response<Vec<u8>>) -> ApiError {
    let status = response.status();
    let mut error = match json::parse(response.body()) {
        Ok(body) => read_json(status, &body),
        Err(_) => ApiError::new(status.as_u16(), plain_text(response.body())),
    };
    if error.message.is_empty() {
        status
            .canonical_reason()
            .unwrap_or("no message")
            .clone_into(&mut error.message);
    }
    error.request_id = request_id(response.headers()).or(error.request_id);
    error.server_date =
        headers::text(response.headers(), &headers::DATE).and_then(Timestamp::from_http_date);
    error.retry_after_seconds = headers::text(response.headers(), &headers::RETRY_AFTER)
        .and_then(|text| retry_after(text, error.server_date));
    error
}

/// Seconds, or the moment by the service's own clock.
fn retry_after(text: &str, server_date: Option<Timestamp>) -> Option<u32> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(seconds);
    }
    let moment = Timestamp::from_http_date(text)?.unix_millis();
    let millis = moment - server_date?.unix_millis();
    u32::try_from(millis.max(0) / 1000).ok()
}

pub(crate) fn request_id(map: &HeaderMap) -> Option<String> {
    headers::text(map, &headers::REQUEST_ID).map(str::to_owned)
}

/// The shapes, from the outside in: `[e]`, `{"errors": [e]}`, `{"error": e}` and `e` alone, where
/// `e` names its parts in one of three ways.
fn read_json(status: StatusCode, body: &Value) -> ApiError {
    let errors = body.get("errors").unwrap_or(body);
    let first = errors.get(0).unwrap_or(errors);
    let error = first.get("error").unwrap_or(first);
    let text = |names: &[&str]| names.iter().find_map(|name| scalar(error.get(name)?));
    let message = text(&["errorMessage", "error_msg", "message"]).unwrap_or_default();
    ApiError {
        code: text(&["errorCode", "error_code", "code"]),
        message: match text(&["detail"]) {
            Some(detail) if message.is_empty() => detail,
            Some(detail) => format!("{message} ({detail})"),
            None => message,
        },
        request_id: text(&["request_id"]),
        is_json: true,
        ..ApiError::new(status.as_u16(), String::new())
    }
}

/// A text or a number that says something; the sign-in writes its code as a number.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.as_i64()?.to_string()),
        _ => None,
    }
}

fn plain_text(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    text.trim().chars().take(MAXIMUM_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use http::Response;

    use super::{ApiError, read_api_error};
    use crate::Timestamp;

    fn read(status: u16, body: &str) -> ApiError {
        let response = Response::builder().status(status);
        read_api_error(&response.body(body.as_bytes().to_vec()).unwrap())
    }

    #[test]
    fn every_shape_gives_code_and_message() {
        let code = "SVCSTG.SWR.4090060";
        for body in [
            r#"[{"errorCode":"SVCSTG.SWR.4090060","errorMessage":"taken","detail":""}]"#,
            r#"{"errors":[{"errorCode":"SVCSTG.SWR.4090060","errorMessage":"taken"}]}"#,
            r#"{"errorCode":"SVCSTG.SWR.4090060","errorMessage":"taken"}"#,
            r#"{"errors":[{"errorCode":"SVCSTG.SWR.4090060","errorMessage":"taken","detail":""}],
                "error_code":"SVCSTG.SWR.4090060","error_msg":"taken",
                "encoded_authorization_message":""}"#,
            r#"{"error_code":"SVCSTG.SWR.4090060","error_msg":"taken"}"#,
            r#"{"error":{"code":"SVCSTG.SWR.4090060","message":"taken","title":"Conflict"}}"#,
        ] {
            let error = read(409, body);
            assert_eq!(error.code.as_deref(), Some(code), "{body}");
            assert_eq!(error.message, "taken", "{body}");
            assert!(error.is_json);
        }
    }

    #[test]
    fn the_sign_in_writes_its_code_as_a_number() {
        let error = read(401, r#"{"error":{"code":401,"message":"wrong password"}}"#);
        assert_eq!(error.code.as_deref(), Some("401"));
    }

    #[test]
    fn a_detail_is_not_lost() {
        let error = read(
            400,
            r#"[{"errorCode":"c","errorMessage":"bad","detail":"name"}]"#,
        );
        assert_eq!(error.message, "bad (name)");
        assert_eq!(read(400, r#"[{"detail":"name"}]"#).message, "name");
    }

    #[test]
    fn text_that_is_not_json_is_kept_and_cut() {
        let error = read(502, "  <html>Bad gateway</html>\n");
        assert_eq!(error.message, "<html>Bad gateway</html>");
        assert!(!error.is_json);
        assert_eq!(read(502, &"é".repeat(9000)).message.chars().count(), 500);
    }

    #[test]
    fn an_empty_or_mute_body_says_what_the_status_says() {
        for body in ["", "{}", "[]", "null", "[[]]", r#"{"errors":[]}"#] {
            let error = read(404, body);
            assert_eq!(error.message, "Not Found", "{body}");
            assert_eq!(error.code, None, "{body}");
        }
        assert_eq!(read(599, "").message, "no message");
    }

    #[test]
    fn headers_say_more_and_the_request_id_comes_from_there_first() {
        let response = Response::builder()
            .status(404)
            .header("X-Request-Id", "from-header")
            .header("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .body(br#"{"error_code":"APIGW.0101","request_id":"from-body"}"#.to_vec())
            .unwrap();
        let error = read_api_error(&response);
        assert_eq!(error.request_id.as_deref(), Some("from-header"));
        assert_eq!(
            error.server_date,
            Timestamp::parse("1994-11-06T08:49:37Z").ok()
        );
        let throttled = |retry_after: &str| {
            let response = Response::builder()
                .status(429)
                .header("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
                .header("Retry-After", retry_after);
            read_api_error(&response.body(Vec::new()).unwrap()).retry_after_seconds
        };
        assert_eq!(throttled("7"), Some(7));
        assert_eq!(throttled("Sun, 06 Nov 1994 08:49:47 GMT"), Some(10));
        assert_eq!(throttled("Sun, 06 Nov 1994 08:49:27 GMT"), Some(0));
        assert_eq!(throttled("soon"), None);
        let body_only = read(404, r#"{"request_id":"from-body"}"#);
        assert_eq!(body_only.request_id.as_deref(), Some("from-body"));
    }
}
