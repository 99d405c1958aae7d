//! Overview and reports as documented.

use swr_api::{DailyValue, List, Overview, ReportKind};

use crate::example::{Example, answered};

#[test]
fn the_overview_is_read_with_its_misspelled_field_and_its_fraction() {
    let example = Example::read("otc2025-show-domain-overview");
    let found = example.replay(|client| client.get_overview()).unwrap();
    let expected = Overview {
        domain_id: "08d35*********113760".to_owned(),
        domain_name: String::new(),
        organization_count: Some(36),
        repository_count: Some(20),
        tag_count: Some(36),
        storage: Some(99.21),
        downloads: Some(0.0),
        untagged: None,
    };
    assert_eq!(found, expected);
    let spelled = r#"{"namespace_num": 3}"#;
    let found = answered(spelled, |client| client.get_overview()).unwrap();
    assert_eq!(found.organization_count, Some(3));
}

#[test]
fn a_report_is_requested_below_manage_although_its_example_is_not() {
    let day = |date: &str| DailyValue {
        date: date.to_owned(),
        value: Some(0.0),
    };
    for (kind, path) in [
        (ReportKind::Downloads, "/v2/manage/reports/downflow/daily"),
        (ReportKind::Storage, "/v2/manage/reports/store/daily"),
    ] {
        let example = Example::read("otc2025-show-domain-resource-reports").at(path);
        let days = example.replay(|client| client.list_daily_report(kind));
        assert_eq!(days, Ok([day("2024-09-01"), day("2024-09-02")].into()));
    }
    let fraction = r#"[{"date": "2024-09-03", "value": 1.5}]"#;
    let days = answered(fraction, |client| {
        client.list_daily_report(ReportKind::Storage)
    });
    assert_eq!(days.unwrap()[0].value, Some(1.5));
    let none = answered("null", |client| {
        client.list_daily_report(ReportKind::Storage)
    });
    assert_eq!(none, Ok(List::default()));
}
