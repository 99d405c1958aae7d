//! `config.schema.json` and the console judge the same files alike, so that an editor that is happy
//! with a file is right.
//!
//! The schema is evaluated as `cargo xtask package` does it: what that takes, the console takes.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "../xtask/src/package/schema.rs"]
mod schema;

use serde_json::Value;
use swr_console::configuration::Configuration;
use swr_console::i18n::Texts;

fn schema() -> Value {
    serde_json::from_str(include_str!("../config.schema.json")).unwrap()
}

/// Both say the same of a file: that it is right, or that it is wrong.
fn check(json: &str, is_right: bool) {
    let value: Value = serde_json::from_str(json).unwrap();
    let judged = schema::check(&schema(), &value);
    assert_eq!(
        judged.is_ok(),
        is_right,
        "the schema, of {json}: {judged:?}"
    );
    let read = Configuration::parse(json);
    assert_eq!(read.is_ok(), is_right, "the console, of {json}: {read:?}");
}

/// A file with one connection that has these fields beside its id and region.
fn connection(fields: &str) -> String {
    format!(r#"{{"connections": [{{"id": "a", "region": "eu-de"{fields}}}]}}"#)
}

#[test]
fn both_take_what_is_right() {
    check("{}", true);
    check(
        r#"{"$schema": "./config.schema.json", "connections": null, "routing": "hash",
            "language": "fr", "theme": "dark", "brand": {"name": "Registry"}, "read_only": true, "share_session": false,
            "frame_ancestors": ["https://portal.example", "http://127.0.0.1:8090"]}"#,
        true,
    );
    check(
        r#"{"routing": null, "language": null, "theme": null, "brand": {"name": null},
            "read_only": null, "share_session": null, "frame_ancestors": null}"#,
        true,
    );
    check(r#"{"brand": null}"#, true);
    check(&connection(""), true);
    check(
        &connection(
            r#", "name": "Open Telekom Cloud", "endpoint": "https://swr-api.eu-de.example",
            "signs_as": "", "iam": "/iam", "iam_signs_as": "http://iam.example",
            "registry": "swr.eu-de.example", "project": "eu-de_team",
            "sign_in": ["access-key", "token", "password", "proxy"],
            "capabilities": {"retag": false, "list_v3": true, "triggers": null}"#,
        ),
        true,
    );
    let nothing_said = r#", "name": null, "endpoint": null, "signs_as": null, "iam": null,
        "iam_signs_as": null, "registry": null, "project": null, "sign_in": null, "capabilities": null"#;
    check(&connection(nothing_said), true);
    check(&connection(r#", "capabilities": {}"#), true);
}

#[test]
fn both_refuse_what_is_wrong() {
    for wrong in [
        "[]",
        r#"{"conections": []}"#,
        r#"{"connections": []}"#,
        r#"{"frame_ancestors": "https://portal.example"}"#,
        r#"{"frame_ancestors": ["*"]}"#,
        r#"{"frame_ancestors": [1]}"#,
        r#"{"connections": {}}"#,
        r#"{"connections": ["a"]}"#,
        r#"{"connections": [{"region": "eu-de"}]}"#,
        r#"{"connections": [{"id": "a"}]}"#,
        r#"{"connections": [{"id": "", "region": "eu-de"}]}"#,
        r#"{"connections": [{"id": "a", "region": null}]}"#,
        r#"{"routing": "query"}"#,
        r#"{"routing": 1}"#,
        r#"{"language": 1}"#,
        r#"{"theme": "purple"}"#,
        r#"{"brand": "Registry"}"#,
        r#"{"brand": {"logo": "a.svg"}}"#,
        r#"{"brand": {"name": 1}}"#,
        r#"{"read_only": "yes"}"#,
        r#"{"share_session": "no"}"#,
    ] {
        check(wrong, false);
    }
    for wrong in [
        r#", "password": "secret""#,
        r#", "name": 1"#,
        r#", "endpoint": "swr.example""#,
        r#", "endpoint": "ftp://swr.example""#,
        r#", "signs_as": "swr.example""#,
        r#", "iam": 1"#,
        r#", "iam_signs_as": "iam.example""#,
        r#", "registry": []"#,
        r#", "project": false"#,
        r#", "sign_in": []"#,
        r#", "sign_in": ["pasword"]"#,
        r#", "sign_in": [1]"#,
        r#", "sign_in": "password""#,
        r#", "capabilities": ["retag"]"#,
        r#", "capabilities": {"retagging": true}"#,
        r#", "capabilities": {"retag": "no"}"#,
    ] {
        check(&connection(wrong), false);
    }
}

/// A field that one of the two forgot would be refused by it and not by the other.
#[test]
fn both_know_the_same_fields() {
    let schema = schema();
    let fields = |place: &str| -> Vec<String> {
        let properties = schema.pointer(place).unwrap().as_object().unwrap();
        properties.keys().cloned().collect()
    };
    for field in fields("/properties") {
        let read = Configuration::parse(&format!(r#"{{"{field}": null}}"#));
        assert!(read.is_ok(), "{field}: {read:?}");
    }
    for field in fields("/$defs/connection/properties") {
        let read = Configuration::parse(&connection(&format!(r#", "{field}": null"#)));
        let is_known = read.is_ok()
            || read
                .as_ref()
                .is_err_and(|wrong| wrong.reason(Texts::english()) == "required");
        assert!(is_known, "{field}: {read:?}");
    }
    for word in fields("/$defs/connection/properties/capabilities/properties") {
        let read = Configuration::parse(&connection(&format!(
            r#", "capabilities": {{"{word}": true}}"#
        )));
        let said = read.unwrap().connections.remove(0).capabilities;
        assert_eq!(said.len(), 1, "{word}");
    }
}

/// What a schema cannot say, and its description does.
#[test]
fn only_the_console_sees_that_two_connections_have_one_id() {
    let json = r#"{"connections": [{"id": "a", "region": "b"}, {"id": "a", "region": "b"}]}"#;
    assert!(schema::check(&schema(), &serde_json::from_str(json).unwrap()).is_ok());
    let wrong = Configuration::parse(json).unwrap_err();
    assert_eq!(wrong.field, "connections[1].id");
}

/// What a package has when no one gives a file.
#[test]
fn the_packaged_default_says_what_a_missing_file_means() {
    let packaged = include_str!("../hosting/config.json");
    check(packaged, true);
    let read = Configuration::parse(packaged).unwrap();
    assert_eq!(read, Configuration::default());
}
