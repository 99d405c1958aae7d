//! The expiry of a share. The service counts days in UTC: the given day is the last one, regardless of the
//! time sent with it, and the share ends when that day ends. Pure.

use swr_api::{Deadline, Share, Timestamp};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The last day as it is typed: `2030-12-31`.
pub(super) fn day_of(time: Timestamp) -> String {
    let text = time.to_string();
    text.split('T').next().unwrap_or_default().to_owned()
}

/// The day that was typed, as it is sent; nothing when there is no such day.
pub(super) fn last_day(typed: &str) -> Option<Timestamp> {
    Timestamp::parse(&format!("{}T00:00:00Z", typed.trim())).ok()
}

/// The moment at which a share ends whose last day is that of this moment.
pub(super) fn end_of_day(time: Timestamp) -> Timestamp {
    let day = time.unix_millis().div_euclid(DAY_MILLIS);
    Timestamp::from_unix_millis((day + 1) * DAY_MILLIS)
}

/// Whether a share has run out: what the service says, and what its deadline says where it does
/// not.
pub(super) fn is_expired(share: &Share, now: Timestamp) -> bool {
    let is_over = || match share.deadline {
        Some(Deadline::Until(day)) => end_of_day(day) <= now,
        Some(Deadline::Forever) | None => false,
    };
    share.is_valid.map_or_else(is_over, |is_valid| !is_valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_day_is_sent_as_it_was_typed_and_ends_a_day_later() {
        for day in ["2026-02-28", "2024-02-29", "2030-12-31"] {
            assert_eq!(day_of(last_day(day).unwrap()), day);
        }
        for wrong in ["", "2026-02-29", "31.12.2030", "2030-12-31T00:00:00Z"] {
            assert_eq!(last_day(wrong), None, "{wrong}");
        }
        let end = moment("2027-01-01T00:00:00Z");
        for time in ["2026-12-31T00:00:00Z", "2026-12-31T23:59:59.999Z"] {
            assert_eq!(end_of_day(moment(time)), end, "{time}");
        }
    }

    #[test]
    fn the_service_says_what_has_run_out_and_the_deadline_where_it_does_not() {
        let share = |rest: &str| -> Share {
            let json = format!(
                r#"{{"namespace":"team","repository":"api","access_domain":"partner"{rest}}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let noon = moment("2026-10-01T12:00:00Z");
        let check = |rest: &str, expected: bool| {
            assert_eq!(is_expired(&share(rest), noon), expected, "{rest}");
        };
        check("", false);
        check(r#","deadline":"forever""#, false);
        check(r#","deadline":"2026-10-01T00:00:00.000Z""#, false);
        check(r#","deadline":"2026-09-30T23:00:00.000Z""#, true);
        check(
            r#","deadline":"2026-10-01T00:00:00.000Z","status":false"#,
            true,
        );
        check(
            r#","deadline":"2026-09-30T00:00:00.000Z","status":true"#,
            false,
        );
    }
}
