//! Quotas as documented.

use swr_api::{Quota, QuotaList};

use crate::example::Example;

#[test]
fn only_organizations_are_counted() {
    for (file, limit) in [
        ("hw2022-list-quotas", 15),
        ("otc2025-list-quotas", 15),
        ("observed-list-quotas", 5),
    ] {
        let example = Example::read(file);
        let quotas = example.replay(|client| client.list_quotas("{project_id}"));
        let quotas = quotas.unwrap();
        let expected = Quota {
            key: "namespace".to_owned(),
            limit: Some(limit),
            used: Some(1),
            unit: String::new(),
        };
        assert_eq!(quotas, [expected], "{file}");
        let written = serde_json::to_value(QuotaList { quotas }).unwrap();
        assert_eq!(written, *example.body(), "{file}");
    }
}
