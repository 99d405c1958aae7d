//! API versions as documented.

use swr_api::{ApiVersion, ApiVersionLink, ApiVersionList, Error, ShownApiVersion};

use crate::example::{Example, moment};

fn documented(href: &str, updated: &str) -> ApiVersion {
    ApiVersion {
        id: "v2".to_owned(),
        links: ApiVersionLink {
            href: href.to_owned(),
            rel: "self".to_owned(),
        },
        version: "2.26".to_owned(),
        status: "CURRENT".to_owned(),
        updated_at: moment(updated),
        minimum_version: "2.0".to_owned(),
    }
}

#[test]
fn every_version_is_listed() {
    for (file, href) in [
        (
            "hw2022-list-api-versions",
            "https://swr-api.xxxx.myhuaweicloud.com/v2/",
        ),
        (
            "otc2025-list-api-versions",
            "https://swr-api.xxxx.mycloud.com/v2/",
        ),
    ] {
        let example = Example::read(file);
        let versions = example.replay(|client| client.list_api_versions()).unwrap();
        assert_eq!(versions, [documented(href, "2020-07-09T00:00:00Z")]);
        let written = serde_json::to_value(ApiVersionList { versions }).unwrap();
        assert_eq!(written, *example.body());
    }
}

#[test]
fn a_list_that_is_no_json_names_where_it_breaks() {
    let example = Example::read("otc2023-list-api-versions");
    let result = example.replay(|client| client.list_api_versions());
    let Err(Error::Decode { detail, .. }) = result else {
        panic!("the page prints a body that no reader takes");
    };
    assert!(detail.contains(" at line "), "{detail}");
}

#[test]
fn one_version_is_read() {
    for (file, href) in [
        (
            "hw2022-show-api-version",
            "https://swr-api.xxxx.myhuaweicloud.com/v2/",
        ),
        (
            "otc2025-show-api-version",
            "https://swr-api.xxxx.mycloud.com/v2/",
        ),
    ] {
        let example = Example::read(file);
        let version = example.replay(|client| client.get_api_version("{api_version}"));
        let version = version.unwrap();
        assert_eq!(version, documented(href, "2017-12-09T00:00:00Z"));
        let written = serde_json::to_value(ShownApiVersion { version }).unwrap();
        assert_eq!(written, *example.body());
    }
}
