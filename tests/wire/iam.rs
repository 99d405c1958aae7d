//! Signing in as documented.

use serde_json::Value;
use swr_api::iam::{TokenRequest, TokenResponse};
use swr_api::{Error, ErrorKind, IssuedToken, PasswordSignIn, Secret, Timestamp};

use crate::example::{Example, answer, answered};

fn sign_in() -> PasswordSignIn {
    PasswordSignIn {
        account: "IAMDomain".to_owned(),
        user: "IAMUser".to_owned(),
        password: Secret::new("IAMPassword"),
        project: "cn-north-1".to_owned(),
    }
}

fn create_token(file: &str) -> Result<IssuedToken, Error> {
    Example::read(file).replay(|client| client.create_token(&sign_in()))
}

#[test]
fn a_token_comes_in_the_header_and_is_described_in_the_body() {
    let issued = create_token("iam-token-project").unwrap();
    let token = issued.token.expose();
    assert_eq!(token, "MIIatAYJKoZIhvcNAQcCoIIapTCCGqECAQExDTALB...");
    assert_eq!(
        issued.expires_at,
        Some(Timestamp::parse("2020-01-04T09:05:22.701Z").unwrap())
    );
    assert_eq!(issued.user.name, "IAMUser");
    assert_eq!(issued.user.account.name, "IAMDomain");
    let project = issued.project.unwrap();
    assert_eq!(project.name, "cn-north-1");
    assert_eq!(project.id, "aa2d97d7e62c4b7da3ffdfc11551f...");
    assert_eq!(issued.roles[0].name, "te_admin");
    assert_eq!(format!("{:?}", issued.token), "Secret(…)");
}

#[test]
fn the_bodies_are_read_and_written_by_a_server_too() {
    let example = Example::read("iam-token-project");
    let request: TokenRequest = serde_json::from_value(example.request_body().clone()).unwrap();
    assert_eq!(request, TokenRequest::from(&sign_in()));
    let response: TokenResponse = serde_json::from_value(example.body().clone()).unwrap();
    let written = serde_json::to_value(response).unwrap();
    assert_is_part(&written["token"], &example.body()["token"]);
}

/// Everything written is documented and has the documented value, but for the length of fractions.
fn assert_is_part(written: &Value, documented: &Value) {
    match (written, documented) {
        (Value::Object(written), Value::Object(documented)) => {
            for (name, value) in written {
                assert_is_part(value, &documented[name]);
            }
        }
        (Value::String(written), Value::String(documented)) if written != documented => {
            assert_eq!(Timestamp::parse(written), Timestamp::parse(documented));
            assert!(Timestamp::parse(written).is_ok(), "{written}");
        }
        _ => assert_eq!(written, documented),
    }
}

#[test]
fn a_wrong_password_is_not_an_expired_session_of_the_service() {
    let error = create_token("iam-token-401").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthenticated);
    assert_eq!(error.message(), "The username or password is wrong.");
    assert_eq!(error.code(), Some("401"));
}

#[test]
fn a_malformed_request_is_invalid() {
    // The documented request is malformed on purpose, so only the response is replayed.
    let response = Example::read("iam-token-400").response();
    let (result, _) = answer(response, |client| client.create_token(&sign_in()));
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.message(), "The request body is invalid");
}

#[test]
fn a_response_without_the_token_names_the_header() {
    let body = Example::read("iam-token-project").body().to_string();
    let result = answered(&body, |client| client.create_token(&sign_in()));
    let Err(Error::Decode { field, .. }) = result else {
        panic!("a token without its text");
    };
    assert_eq!(field, "x-subject-token");
}

#[test]
fn projects_are_read_whatever_else_the_response_holds() {
    let body = r#"{"links": {"self": "x", "next": null, "previous": null}, "projects": [
        {"id": "p-1", "name": "eu-de", "domain_id": "d-1", "enabled": true, "parent_id": "d-1"}]}"#;
    let projects = answered(body, |client| client.list_projects(Some("eu-de"))).unwrap();
    assert_eq!(projects.len(), 1);
    let found = &projects[0];
    assert_eq!(
        (
            found.id.as_str(),
            found.name.as_str(),
            found.domain_id.as_str()
        ),
        ("p-1", "eu-de", "d-1")
    );
}
