//! How the answers are read that `lenient` takes apart, for the resources beyond the first ones.

use swr_api::{Error, PageRequest};

use crate::example::{repository_path, trigger};
use crate::lenient::{Reader, read};

/// Fields in which anything at all is kept as it came.
pub(crate) const IS_KEPT: [&str; 1] = ["[0].rules[0].params.days"];

pub(crate) const READERS: [Reader; 9] = [
    (
        "hw2022-list-image-auto-sync-repos-details",
        automatic_synchronizations,
        &["[0].remoteNamespace", "[0].remoteRegionId"],
    ),
    (
        "hw2022-show-sync-job",
        jobs,
        &["[0].remoteNamespace", "[0].remoteRegionId"],
    ),
    ("hw2022-list-triggers-details", triggers, &["[0].name"]),
    ("hw2022-show-trigger", one_trigger, &["name"]),
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

fn automatic_synchronizations(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_automatic_synchronizations(&repository_path("a", "b"))
    })
}

fn jobs(body: &str) -> Result<(), Error> {
    let page = PageRequest::default();
    read(body, |client| {
        client.list_synchronization_jobs(&repository_path("a", "b"), page)
    })
}

fn triggers(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_triggers(&repository_path("a", "b"))
    })
}

fn one_trigger(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.get_trigger(&repository_path("a", "b"), &trigger("c"))
    })
}

fn retentions(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_retentions(&repository_path("a", "b"))
    })
}

fn records(body: &str) -> Result<(), Error> {
    let page = PageRequest::default();
    read(body, |client| {
        client.list_retention_records(&repository_path("a", "b"), page)
    })
}

fn overview(body: &str) -> Result<(), Error> {
    read(body, |client| client.get_overview())
}

fn report(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_daily_report(swr_api::ReportKind::Storage)
    })
}

fn agency(body: &str) -> Result<(), Error> {
    read(body, |client| client.get_agency())
}
