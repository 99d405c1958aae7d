//! The agency as documented.

use http::Response;
use swr_api::{Agency, ErrorKind};

use crate::example::{Example, answer};

#[test]
fn the_response_says_whether_there_is_one() {
    let example = Example::read("hw2026-check-agency");
    let found = example.replay(|client| client.get_agency()).unwrap();
    let expected = Agency {
        domain_id: "test".to_owned(),
        exists: Some(true),
    };
    assert_eq!(found, expected);
    assert_eq!(serde_json::to_value(&found).unwrap(), *example.body());
}

#[test]
fn creating_sends_nothing_and_a_second_time_is_a_conflict() {
    let status = |status| {
        let response = Response::builder().status(status).body(Vec::new());
        answer(response.unwrap(), |client| client.create_agency())
    };
    let (created, sent) = status(204);
    assert_eq!(created, Ok(()));
    assert_eq!(
        (sent.method().as_str(), sent.path().as_str()),
        ("POST", "/v2/manage/agency")
    );
    assert!(sent.body().is_null());
    assert_eq!(status(409).0.unwrap_err().kind(), ErrorKind::Conflict);
}
