//! `/v2/manage/overview` and `/v2/manage/reports/{resource_type}/{frequency}`
//!
//! For every user of the account: they are sums, and name nothing. Sizes are in megabytes of
//! 1,000,000 bytes, to the byte.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Value, json};

use super::repositories::answer::UntaggedSpace;
use super::segments::ReportSegments;
use crate::auth::Caller;
use crate::error::Failure;
use crate::service::Service;
use crate::store::StoreError;
use crate::store::statistics::{self, Day};
use crate::store::untagged_space;
use crate::time::rfc3339;

/// As far back as a report goes.
const DAYS: i64 = 90;

#[derive(Serialize)]
pub(crate) struct Point {
    date: String,
    value: f64,
}

/// Exact up to 9 petabytes.
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

pub(crate) async fn overview(
    State(service): State<Service>,
    caller: Caller,
) -> Result<Json<Value>, Failure> {
    service.write_counts().await;
    let viewer = caller.viewer;
    let account_id = viewer.account_id.clone();
    let work = move |connection: &_| {
        let overview = statistics::overview(connection, &viewer.account_id, &viewer.region)?;
        let untagged = untagged_space::of_account(connection, &viewer.account_id, &viewer.region)?;
        Ok((overview, untagged))
    };
    let (overview, untagged) = service.store.read::<_, StoreError>(work).await?;
    Ok(Json(json!({
        "domain_id": account_id,
        "domain_name": caller.account_name,
        // Spelled like this on the wire.
        "namspace_num": overview.organization_count,
        "repo_num": overview.repository_count,
        "image_num": overview.tag_count,
        "store_space": megabytes(overview.stored_bytes),
        "downflow_size": megabytes(overview.downflow_bytes),
        "untagged": UntaggedSpace::from(untagged),
    })))
}

pub(crate) async fn report(
    State(service): State<Service>,
    caller: Caller,
    segments: ReportSegments,
) -> Result<Json<Vec<Point>>, Failure> {
    let value = match segments.resource.as_str() {
        "downflow" => |day: &Day| day.downflow_bytes,
        "store" => |day: &Day| day.stored_bytes,
        other => return Err(Failure::BadParameter(format!("resource_type {other:?}"))),
    };
    if segments.frequency != "daily" {
        let why = format!("frequency {:?}", segments.frequency);
        return Err(Failure::BadParameter(why));
    }
    service.write_counts().await;
    let today = statistics::day_of(service.now());
    let work = move |connection: &_| {
        let viewer = &caller.viewer;
        statistics::days(connection, &viewer.account_id, &viewer.region, today, DAYS)
    };
    let days = service.store.read::<_, StoreError>(work).await?;
    let points = days.iter().map(|day| Point {
        date: date(day.number),
        value: megabytes(value(day)),
    });
    Ok(Json(points.collect()))
}

fn date(day: i64) -> String {
    let mut moment = rfc3339(statistics::millis_of(day));
    moment.truncate("2024-09-01".len());
    moment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn megabytes_are_exact_to_the_byte() {
        assert_eq!(json!(megabytes(1_234_567)).to_string(), "1.234567");
        assert_eq!(json!(megabytes(1)).to_string(), "1e-6");
        assert_eq!(json!(megabytes(0)).to_string(), "0.0");
    }

    #[test]
    fn a_day_is_written_as_its_date() {
        assert_eq!(date(19_967), "2024-09-01");
    }
}
