//! Errors as documented: shapes, codes and statuses.

use http::Response;
use serde_json::{Value, json};
use swr_api::{Error, ErrorKind};

use crate::example::{Example, answer};

fn refused(response: Response<Vec<u8>>) -> Error {
    let (result, _) = answer(response, |client| client.list_quotas("p"));
    result.unwrap_err()
}

#[test]
fn every_documented_shape_is_read() {
    let check = |file: &str, status, code: &str, message: &str, kind| {
        let error = refused(Example::read(file).response());
        assert_eq!(error.status(), Some(status), "{file}");
        assert_eq!(error.code(), Some(code), "{file}");
        assert_eq!(error.message(), message, "{file}");
        assert_eq!(error.kind(), kind, "{file}");
        error
    };
    check(
        "error-doc-bare-array",
        400,
        "SVCSTG.SWR.4001048",
        "Failed to get Token from Context",
        ErrorKind::Unauthenticated,
    );
    check(
        "error-inferred-errors-envelope",
        400,
        "SVCSTG.SWR.4000306",
        "retention not found",
        ErrorKind::NotFound,
    );
    check(
        "error-inferred-flat-envelope",
        400,
        "SVCSTG.SWR.4001090",
        "share record not found",
        ErrorKind::NotFound,
    );
    check(
        "iam-token-401",
        401,
        "401",
        "The username or password is wrong.",
        ErrorKind::Unauthenticated,
    );
    let gateway = check(
        "error-gateway-unknown-path",
        404,
        "APIGW.0101",
        "The API does not exist or has not been published in the environment",
        ErrorKind::NotFound,
    );
    assert_eq!(
        gateway.request_id(),
        Some("50525e844a57c5f9d849bc34753f7070")
    );
}

#[test]
fn a_page_of_a_proxy_and_an_empty_body_are_errors_too() {
    let page = Response::builder().status(502);
    let page = page.body(b"<h1>Bad gateway</h1>".to_vec()).unwrap();
    let error = refused(page);
    assert_eq!(error.message(), "<h1>Bad gateway</h1>");
    assert_eq!((error.kind(), error.code()), (ErrorKind::Server, None));
    let empty = Response::builder().status(404).body(Vec::new()).unwrap();
    assert_eq!(refused(empty).message(), "Not Found");
}

/// Everything the appendix lists, with the status it lists.
#[test]
fn every_documented_code_means_what_its_status_says_or_is_a_known_exception() {
    let table: Value = serde_json::from_str(include_str!("error-codes.json")).unwrap();
    let rows = ["documented", "undocumented"]
        .iter()
        .flat_map(|part| table[part].as_array().into_iter().flatten());
    let mut exceptions = Vec::new();
    let mut count = 0;
    for row in rows {
        let status = u16::try_from(row["status"].as_u64().unwrap()).unwrap();
        let kind = |code: &Value| {
            let body = json!({"errors": [{"errorCode": code, "errorMessage": row["gist"]}]});
            let response = Response::builder().status(status);
            refused(response.body(body.to_string().into_bytes()).unwrap()).kind()
        };
        let code = row["code"].as_str().unwrap();
        let by_code = kind(&row["code"]);
        assert_ne!(by_code, ErrorKind::Unexpected, "{code}");
        if by_code != kind(&Value::Null) {
            exceptions.push((code.trim_start_matches("SVCSTG.SWR."), by_code));
        }
        count += 1;
    }
    exceptions.sort_unstable_by_key(|(code, _)| *code);
    assert_eq!(count, 198);
    assert_eq!(
        exceptions,
        [
            ("4000031", ErrorKind::Unauthenticated),
            ("4000097", ErrorKind::QuotaExceeded),
            ("4000098", ErrorKind::QuotaExceeded),
            ("4000099", ErrorKind::QuotaExceeded),
            ("4000306", ErrorKind::NotFound),
            ("4001048", ErrorKind::Unauthenticated),
            ("4001090", ErrorKind::NotFound),
            ("4001158", ErrorKind::NotFound),
            ("4011044", ErrorKind::Forbidden),
            ("4011064", ErrorKind::Forbidden),
            ("4031032", ErrorKind::Throttled),
            ("4031042", ErrorKind::Throttled),
            ("4090023", ErrorKind::Throttled),
            ("5007019", ErrorKind::QuotaExceeded),
        ]
    );
}
