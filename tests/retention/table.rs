//! The table, case by case.

use serde_json::Value;
use swr_api::Timestamp;

use crate::{deleted, rules};

fn check(case: &Value) {
    let name = case["name"].as_str().unwrap();
    let Some(rules) = rules(&case["rules"]) else {
        assert_eq!(case["refused"], true, "{name}");
        return;
    };
    assert!(case["refused"].is_null(), "{name}: nothing is wrong");
    let now = Timestamp::parse(case["now"].as_str().unwrap()).unwrap();
    let deleted = deleted(&rules, case["tags"].as_array().unwrap(), now);
    let expected: Vec<String> = serde_json::from_value(case["deleted"].clone()).unwrap();
    assert_eq!(deleted, expected, "{name}");
}

#[test]
fn every_case_of_the_table_is_foretold() {
    let table: Value = serde_json::from_str(include_str!("cases.json")).unwrap();
    let cases = table["cases"].as_array().unwrap();
    assert!(cases.len() >= 30, "{}", cases.len());
    cases.iter().for_each(check);
}
