//! Signatures against vectors that the vendor's own signer produced.

use serde_json::Value;
use swr_api::signing::{Unsigned, sign};
use swr_api::{Secret, Timestamp, long_term_login};

fn vectors() -> Value {
    serde_json::from_str(include_str!("signing-vectors.json")).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A list value stands for the same name several times.
fn query(request: &Value) -> Vec<(&str, &str)> {
    let mut query = Vec::new();
    for pair in request["query"].as_array().unwrap() {
        match &pair[1] {
            Value::Array(values) => {
                query.extend(values.iter().map(|value| (text(&pair[0]), text(value))));
            }
            value => query.push((text(&pair[0]), text(value))),
        }
    }
    query
}

#[test]
fn every_vector_gives_its_signature() {
    let vectors = vectors();
    let vectors = vectors["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 17);
    for vector in vectors {
        let name = text(&vector["name"]);
        let request = &vector["request"];
        let mut headers = vec![("Host", text(&request["host"]))];
        for (header, value) in request["headers"].as_object().unwrap() {
            if header != "X-Sdk-Date" {
                headers.push((header, text(value)));
            }
        }
        let query = query(request);
        let added = sign(
            &Unsigned {
                method: text(&request["method"]),
                path: text(&request["path"]),
                query: &query,
                headers: &headers,
                body: request["body"].as_str().unwrap_or_default().as_bytes(),
            },
            text(&vector["access_key"]),
            &Secret::new(text(&vector["secret_key"])),
            Timestamp::from_sdk_date(text(&vector["x_sdk_date"])).unwrap(),
        );
        let sent = vector["expected"]["headers_sent"].as_object().unwrap();
        for (header, value) in &added {
            let expected = sent
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(header.as_str()));
            assert_eq!(
                expected.map(|(_, value)| text(value)),
                Some(&**value),
                "{name}"
            );
        }
        let is_added = |header: &str| added.iter().any(|(name, _)| *name == header);
        assert!(is_added("authorization"), "{name}");
        assert_eq!(
            is_added("x-sdk-content-sha256"),
            vector["expected"]["payload_hash"] == "UNSIGNED-PAYLOAD",
            "{name}"
        );
    }
}

#[test]
fn every_vector_gives_its_password_for_the_registry() {
    let vectors = vectors();
    let vectors = vectors["long_term_docker_login"]["vectors"]
        .as_array()
        .unwrap();
    assert_eq!(vectors.len(), 2);
    for vector in vectors {
        let (user, password) = long_term_login(
            text(&vector["region"]),
            text(&vector["access_key"]),
            &Secret::new(text(&vector["secret_key"])),
        );
        assert_eq!(user, text(&vector["username"]));
        assert_eq!(password.expose(), text(&vector["login_key"]));
    }
}
