//! Logins to the registry as documented.

use http::Response;
use serde_json::json;
use swr_api::{Error, ErrorKind, RegistryLogin, TemporaryLoginQuery};

use crate::example::{Example, answer, moment};

fn temporary(example: &Example) -> Result<RegistryLogin, Error> {
    let query = TemporaryLoginQuery::default();
    example.replay(|client| client.create_temporary_login(&query))
}

#[test]
fn where_the_page_masks_the_body_the_command_still_tells_user_and_password() {
    let login = temporary(&Example::read("hw2026-create-secret")).unwrap();
    assert_eq!(login.registry, "swr.xxx");
    assert_eq!(login.user, "regionID@OWFPUKBXI");
    assert_eq!(login.password.expose(), "6f0779072863d1ae3ccef921b7f33");
    assert_eq!(login.expires_at, moment("2025-11-01T12:18:44.382Z"));
    assert_eq!(
        login.command().expose(),
        "docker login -u regionID@OWFPUKBXI -p 6f0779072863d1ae3ccef921b7f33 swr.xxx"
    );
}

#[test]
fn the_enhanced_login_is_of_the_same_form() {
    let example = Example::read("hw2025-create-authorization-token");
    let login = example.replay(|client| client.create_authorization_token());
    let login = login.unwrap();
    assert_eq!(login.user, "bearertoken@OWFPUKBXI");
    assert_eq!(login.expires_at, moment("2024-12-26T11:22:50.769Z"));
}

#[test]
fn a_masked_body_without_a_command_is_no_login() {
    for file in ["hw2022-create-secret", "otc2025-create-secret"] {
        let Err(Error::Decode { field, .. }) = temporary(&Example::read(file)) else {
            panic!("{file} was read");
        };
        assert_eq!(field, "auths.swr.xxx.auth", "{file}");
    }
}

#[test]
fn project_and_duration_are_requested_in_the_query() {
    let query = TemporaryLoginQuery {
        project: Some("eu-de".to_owned()),
        duration_seconds: Some(900),
    };
    let response = Response::builder().status(403);
    let body = br#"{"errors": [{"errorCode": "SVCSTG.SWR.4030170", "errorMessage": "no"}]}"#;
    let refused = response.body(body.to_vec()).unwrap();
    let (result, sent) = answer(refused, |client| client.create_temporary_login(&query));
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Forbidden);
    assert_eq!(
        (sent.method().as_str(), sent.path().as_str()),
        ("POST", "/v2/manage/utils/secret")
    );
    let expected = json!({"projectname": "eu-de", "duration_seconds": "900"});
    assert_eq!(json!(sent.query()), expected);
    assert!(sent.body().is_null());
}
