//! What an account has in numbers, and how that went day by day.

use swr_api::{Overview, ReportKind, Untagged};

use crate::shelf::Shelf;
use crate::world::{MINUTE, World, tag};

const DAY: i64 = 24 * 60 * MINUTE;

#[tokio::test]
async fn the_overview_counts_what_every_user_of_the_account_may_know() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "one").await;
    shelf.push("v2", "one").await;
    let reader = shelf.world.user("stranger");
    let overview = reader.get_overview().await.unwrap();
    let counts = (
        overview.organization_count,
        overview.repository_count,
        overview.tag_count,
    );
    assert_eq!(counts, (Some(1), Some(1), Some(2)));
    assert_eq!(overview.domain_name, "local");
    let client = shelf.world.user("admin");
    let shown = client.get_tag(&shelf.repository, &tag("v1"));
    let bytes = shown.await.unwrap().size_bytes;
    assert_eq!(overview.storage.map(|it| (it * 1e6).round() as u64), bytes);
    assert_eq!(overview.downloads, Some(0.0));

    let other = shelf.world.user("partner-admin").get_overview().await;
    let nothing = Overview {
        domain_id: "partner".to_owned(),
        domain_name: "partner".to_owned(),
        organization_count: Some(0),
        repository_count: Some(0),
        tag_count: Some(0),
        storage: Some(0.0),
        downloads: Some(0.0),
        untagged: Some(Untagged::default()),
    };
    assert_eq!(other, Ok(nothing));
}

#[tokio::test]
async fn both_reports_have_a_value_for_each_day() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "one").await;
    shelf.world.wait(DAY);
    let client = shelf.world.user("reader");
    for kind in [ReportKind::Storage, ReportKind::Downloads] {
        let report = client.list_daily_report(kind).await.unwrap();
        let dates: Vec<_> = report.iter().map(|day| day.date.as_str()).collect();
        assert_eq!(dates, ["2023-11-14", "2023-11-15"], "{kind:?}");
        let is_stored = kind == ReportKind::Storage;
        assert!(
            report
                .iter()
                .all(|day| (day.value > Some(0.0)) == is_stored)
        );
    }
}

#[tokio::test]
async fn an_empty_service_reports_today_and_nothing() {
    let client = World::new().user("reader");
    let report = client.list_daily_report(ReportKind::Storage).await.unwrap();
    assert_eq!((report.len(), report[0].value), (1, Some(0.0)));
}

#[tokio::test]
async fn images_without_a_tag_are_counted_with_what_only_they_need() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "one").await;
    shelf.push("v2", "other").await;
    let client = shelf.world.user("admin");
    let deleted = client.delete_tag(&shelf.repository, &tag("v2")).await;
    deleted.unwrap();
    let untagged = Some(Untagged {
        manifest_count: 1,
        size_bytes: 5,
    });
    let shown = client.get_repository(&shelf.repository).await.unwrap();
    assert_eq!(
        shown.untagged, untagged,
        "the layer; both share the configuration"
    );
    assert_eq!(client.get_overview().await.unwrap().untagged, untagged);
}
