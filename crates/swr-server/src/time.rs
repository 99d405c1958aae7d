//! Times, in milliseconds since 1970 in UTC: the system's clock, and the format of the API.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use swr_api::Timestamp;

/// Spans in milliseconds.
pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The system's clock, in milliseconds since 1970.
pub fn unix_millis() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = elapsed.map(|time| time.as_millis()).unwrap_or_default();
    i64::try_from(millis).expect("the clock stands before the year 292 million")
}

/// A clock that no one sets: milliseconds since it was made.
pub(crate) fn uptime() -> impl Fn() -> i64 {
    let start = Instant::now();
    move || i64::try_from(start.elapsed().as_millis()).expect("less than 292 million years")
}

/// RFC 3339 with `Z`, the fraction as short as it can be: `2021-06-10T08:14:42.566Z`.
pub(crate) fn rfc3339(millis: i64) -> String {
    Timestamp::from_unix_millis(millis).to_string()
}

/// As the identity service writes it: always six digits.
pub(crate) fn rfc3339_micros(millis: i64) -> String {
    let seconds = rfc3339(millis - millis.rem_euclid(1000));
    let seconds = seconds.trim_end_matches('Z');
    format!("{seconds}.{:03}000Z", millis.rem_euclid(1000))
}

/// Reads RFC 3339, with any fraction.
pub(crate) fn parse_rfc3339(text: &str) -> Option<i64> {
    Timestamp::parse(text).ok().map(Timestamp::unix_millis)
}

/// Reads `YYYYMMDDTHHMMSSZ`.
pub(crate) fn from_sdk_date(text: &str) -> Option<i64> {
    Timestamp::from_sdk_date(text).map(Timestamp::unix_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_service_writes_six_digits() {
        let written = rfc3339_micros(1_623_312_882_560);
        assert_eq!(written, "2021-06-10T08:14:42.560000Z");
        assert_eq!(rfc3339_micros(0), "1970-01-01T00:00:00.000000Z");
    }
}
