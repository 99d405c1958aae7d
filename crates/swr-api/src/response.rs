//! From status, headers and body to a value or an error.
//!
//! A response is decoded once, into any value, and its type is read from that (`json`).

mod numbers;

use http::{HeaderName, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{read_api_error, request_id};
use crate::json::{self, JsonError};
use crate::{ContentRange, Error, Page, headers};

/// The response, when the service said yes.
pub(crate) fn accepted(response: &Response<Vec<u8>>) -> Result<(), Error> {
    if response.status().is_success() {
        Ok(())
    } else {
        Err(Error::Api(read_api_error(response)))
    }
}

/// A body that must be there.
pub(crate) fn json<T: DeserializeOwned>(response: &Response<Vec<u8>>) -> Result<T, Error> {
    let value = value(response)?;
    json::of(value).map_err(|error| unreadable(error, response))
}

fn value(response: &Response<Vec<u8>>) -> Result<Value, Error> {
    let body = response.body();
    json::parse(body)
        .or_else(|error| match numbers::without_the_impossible(body) {
            Some(body) => json::parse(&body),
            None => Err(error),
        })
        .map_err(|error| unreadable(error, response))
}

/// A body that says nothing: mutations answer with `{}` or with no body at all. Anything that is
/// not JSON came from something else than the service, and nothing was done.
pub(crate) fn nothing(response: &Response<Vec<u8>>) -> Result<(), Error> {
    if response.body().trim_ascii().is_empty() {
        return Ok(());
    }
    value(response).map(|_| ())
}

/// A bare array, or null for none, with the total in the header.
pub(crate) fn page<T: DeserializeOwned>(response: &Response<Vec<u8>>) -> Result<Page<T>, Error> {
    Ok(Page::new(json(response)?, total(response)))
}

/// The response about one thing that was requested by name. A name that the response garbles or leaves
/// out is the one that was requested, so that it does not cost everything else.
pub(crate) fn named<T: DeserializeOwned>(
    response: &Response<Vec<u8>>,
    asked: &[(&'static str, String)],
) -> Result<T, Error> {
    let value = value(response)?;
    json::of(value.clone()).or_else(|error| {
        let unreadable = unreadable(error, response);
        match value {
            Value::Object(mut fields) if !fields.is_empty() => {
                for (field, name) in asked {
                    fields.insert((*field).to_owned(), Value::String(name.clone()));
                }
                json::of(Value::Object(fields)).map_err(|_| unreadable)
            }
            _ => Err(unreadable),
        }
    })
}

/// JSON that stands as text within JSON; nothing when it cannot be read.
pub(crate) fn embedded<T: DeserializeOwned>(text: &str) -> Option<T> {
    json::read(text.as_bytes()).ok()
}

/// A header that must be there.
pub(crate) fn header(response: &Response<Vec<u8>>, name: &HeaderName) -> Result<String, Error> {
    match headers::text(response.headers(), name) {
        Some(value) => Ok(value.to_owned()),
        None => Err(decode_error(
            name.as_str().to_owned(),
            "missing header".to_owned(),
            response,
        )),
    }
}

/// The total in the header, where the service sent one.
pub(crate) fn total(response: &Response<Vec<u8>>) -> Option<u64> {
    let header = headers::text(response.headers(), &headers::CONTENT_RANGE)?;
    Some(ContentRange::parse(header)?.total)
}

fn unreadable(error: JsonError, response: &Response<Vec<u8>>) -> Error {
    decode_error(error.field, error.detail, response)
}

/// A response that could not be read: where, and what was wrong there. Both may end in a report, so
/// neither may quote a secret.
pub(crate) fn decode_error(field: String, detail: String, response: &Response<Vec<u8>>) -> Error {
    Error::Decode {
        field,
        detail,
        request_id: request_id(response.headers()),
        status: response.status().as_u16(),
    }
}

#[cfg(test)]
mod tests {
    use http::Response;
    use serde::Deserialize;

    use super::{accepted, header, json, named, nothing, page};
    use crate::headers::SUBJECT_TOKEN;
    use crate::{Error, ErrorKind, OrganizationName, Page};

    /// An item of a list, with a field that may be missing and one that must be right.
    #[derive(Debug, PartialEq, Deserialize)]
    struct Item {
        #[serde(default)]
        id: i64,
        name: OrganizationName,
    }

    fn answer(status: u16, body: &str) -> Response<Vec<u8>> {
        let response = Response::builder().status(status);
        response.body(body.as_bytes().to_vec()).unwrap()
    }

    fn field<T>(result: Result<T, Error>) -> String {
        match result {
            Err(Error::Decode { field, .. }) => field,
            Err(other) => panic!("another error: {other}"),
            Ok(_) => panic!("no error"),
        }
    }

    #[test]
    fn a_mutation_takes_an_empty_body_and_an_empty_object() {
        for body in ["", "  \n", "{}", "{\"id\": 7}", "null"] {
            assert_eq!(nothing(&answer(201, body)), Ok(()), "{body}");
        }
        assert_eq!(field(nothing(&answer(200, "<html>Sign in</html>"))), "");
    }

    #[test]
    fn any_status_of_success_will_do_and_no_other() {
        for status in [200, 201, 202, 204] {
            assert_eq!(accepted(&answer(status, "")), Ok(()));
        }
        for status in [301, 400, 404, 500] {
            let error = accepted(&answer(status, "")).unwrap_err();
            assert_eq!(error.status(), Some(status));
        }
    }

    #[test]
    fn an_unreadable_answer_names_field_status_and_request() {
        let response = Response::builder()
            .status(200)
            .header("X-Request-Id", "r-7")
            .body(br#"[{"id": 1, "name": "a"}, {"id": "one", "name": "b"}]"#.to_vec())
            .unwrap();
        let error = json::<Vec<Item>>(&response).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unexpected);
        assert_eq!(error.request_id(), Some("r-7"));
        assert_eq!(error.status(), Some(200));
        assert_eq!(field::<()>(Err(error)), "[1].id");
        assert_eq!(field(json::<Item>(&answer(200, "{}"))), "name");
        assert_eq!(field(json::<Item>(&answer(200, ""))), "");
    }

    #[test]
    fn the_total_comes_from_the_header() {
        let with_range = |range: &str| {
            let response = Response::builder()
                .header("Content-Range", range)
                .body(b"[]".to_vec())
                .unwrap();
            page::<Item>(&response).unwrap().total
        };
        assert_eq!(with_range("0-10/42"), Some(42));
        assert_eq!(with_range("garbled"), None);
        let none = Page {
            items: Vec::new(),
            total: None,
            unreadable: 0,
        };
        assert_eq!(page::<Item>(&answer(200, "null")), Ok(none));
    }

    #[test]
    fn a_number_that_nothing_can_hold_costs_its_field() {
        let body = r#"[{"id": 1, "name": "a"}, {"id": 1e999, "name": "b"}]"#;
        let found = page::<Item>(&answer(200, body)).unwrap();
        assert_eq!((found.items.len(), found.unreadable), (1, 1));
    }

    #[test]
    fn a_garbled_name_is_the_one_that_was_requested() {
        let read = |body| named::<Item>(&answer(200, body), &[("name", "a".to_owned())]);
        for body in [r#"{"id": 7}"#, r#"{"id": 7, "name": []}"#] {
            let item = read(body).unwrap();
            assert_eq!((item.id, item.name.as_str()), (7, "a"), "{body}");
        }
        for body in ["{}", "[]", "null", r#"{"id": "one"}"#] {
            assert!(read(body).is_err(), "{body}");
        }
    }

    #[test]
    fn a_missing_header_is_named() {
        assert_eq!(
            field(header(&answer(201, ""), &SUBJECT_TOKEN)),
            "x-subject-token"
        );
    }
}
