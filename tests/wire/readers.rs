//! How the responses are read that `lenient` takes apart, for the resources beyond the first ones.

use swr_api::{Error, MarkerRequest, PageRequest, RepositoryMarkerQuery, TagMarkerQuery};

use crate::example::{repository_path, tag, trigger};
use crate::lenient::{Read, Reader, read};

pub(crate) const READERS: [Reader; 9] = [
    (
        "hw2022-list-image-auto-sync-repos-details",
        automatic_synchronizations,
        &["[0].remoteNamespace", "[0].remoteRegionId"],
    ),
    ("hw2022-show-sync-job", jobs, &[]),
    ("hw2022-list-triggers-details", triggers, &["[0].name"]),
    ("hw2022-show-trigger", one_trigger, &[]),
    ("hw2022-list-retentions", retentions, &[]),
    ("hw2022-list-retention-histories", records, &[]),
    ("otc2025-show-domain-overview", overview, &[]),
    (
        "otc2025-show-domain-resource-reports",
        report,
        &["[0].date", "[1].date"],
    ),
    ("hw2026-check-agency", agency, &[]),
];

/// The same for responses of which no page prints an example.
pub(crate) const UNPRINTED: [(&str, Read, &[&str]); 5] = [
    (
        r#"{"repos": [{"id": 1, "name": "a", "category": "linux", "description": "d", "size": 2,
        "is_public": true, "num_images": 3, "num_download": 4,
        "created_at": "2024-01-02T03:04:05Z", "updated_at": "2024-01-02T03:04:05Z",
        "domain_name": "c", "namespace_name": "b", "status": true}],
        "nextMarker": 5, "next_marker": 5}"#,
        repositories_v3,
        &["repos", "repos[0].name", "repos[0].namespace_name"],
    ),
    (
        r#"{"tags": [{"id": 1, "repo_id": 2, "tag": "c", "size": 3, "tag_type": 0}],
        "nextMarker": "c", "next_marker": "c", "has_more": true}"#,
        tags_v3,
        &["tags", "tags[0].tag"],
    ),
    (
        r#"{"tags": ["c"], "next_marker": "c", "has_more": true}"#,
        references,
        &["tags"],
    ),
    (
        r#"{"total": 1, "accessories": [{"id": 1, "domain_id": "d", "namespace_name": "a",
        "repo_name": "b", "sig_tag": "s", "sig_digest": "e", "target_digest": "f", "size": 2,
        "type": "t", "created_at": "2024-01-02T03:04:05Z", "updated_at": "2024-01-02T03:04:05Z"}]}"#,
        accessories,
        &["accessories"],
    ),
    (
        r#"[{"digest": "sha256:a", "platform": {"os": "windows", "architecture": "amd64",
        "variant": "v2", "os.version": "10.0"}, "manifest": "{}", "configuration": "{}"}]"#,
        image_configurations,
        &[],
    ),
];

fn automatic_synchronizations(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_automatic_synchronizations(&repository_path("a", "b"))
    })
}

fn jobs(body: &str) -> Result<String, Error> {
    let page = PageRequest::default();
    read(body, |client| {
        client.list_synchronization_jobs(&repository_path("a", "b"), page)
    })
}

fn triggers(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_triggers(&repository_path("a", "b"))
    })
}

fn one_trigger(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.get_trigger(&repository_path("a", "b"), &trigger("c"))
    })
}

fn retentions(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_retentions(&repository_path("a", "b"))
    })
}

fn records(body: &str) -> Result<String, Error> {
    let page = PageRequest::default();
    read(body, |client| {
        client.list_retention_records(&repository_path("a", "b"), page)
    })
}

fn overview(body: &str) -> Result<String, Error> {
    read(body, |client| client.get_overview())
}

fn report(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_daily_report(swr_api::ReportKind::Storage)
    })
}

fn agency(body: &str) -> Result<String, Error> {
    read(body, |client| client.get_agency())
}

fn repositories_v3(body: &str) -> Result<String, Error> {
    let query = RepositoryMarkerQuery::default();
    read(body, |client| client.list_repositories_v3(&query))
}

fn tags_v3(body: &str) -> Result<String, Error> {
    let query = TagMarkerQuery::default();
    read(body, |client| {
        client.list_tags_v3(&repository_path("a", "b"), &query)
    })
}

fn references(body: &str) -> Result<String, Error> {
    let page = MarkerRequest::default();
    read(body, |client| {
        client.list_references(&repository_path("a", "b"), &tag("c"), &page)
    })
}

fn image_configurations(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_image_configurations(&repository_path("a", "b"), &tag("c"))
    })
}

fn accessories(body: &str) -> Result<String, Error> {
    let page = PageRequest::default();
    read(body, |client| {
        client.list_accessories(&repository_path("a", "b"), &tag("c"), page)
    })
}
