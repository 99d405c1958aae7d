//! Moments and ranges, as services and gateways write them: each part right or odd, in the right
//! order, and sometimes with noise behind.

use swr_api::{ContentRange, Timestamp};

use crate::check;
use crate::input::Input;

const DATES: &[&str] = &[
    "2026-11-24",
    "1970-01-01",
    "2024-02-29",
    "2023-02-29",
    "0000-00-00",
    "9999-12-31",
    "10000-1-1",
];
const CLOCKS: &[&str] = &[
    "00:00:00", "23:59:59", "23:59:60", "24:00:00", "1:2:3", "12:00",
];
const FRACTIONS: &[&str] = &["", "", ".", ".5", ".000", ".123456789", ".1234567890"];
const ZONES: &[&str] = &["Z", "z", "", "+00:00", "+08:00", "-23:59", "+99:99", "GMT"];
const NUMBERS: &[&str] = &[
    "0",
    "7",
    "1000",
    "18446744073709551615",
    "18446744073709551616",
    "-1",
    "",
];

fn noise(input: &mut Input) -> String {
    let pieces = [0, 0, 0, 1][input.below(4)];
    input.text(&[" ", "Z", "0", "T"], pieces)
}

#[test]
fn a_moment_that_was_read_is_written_and_read_the_same() {
    check(|input| {
        let parts = [DATES, &["T", "T", "t", " "], CLOCKS, FRACTIONS, ZONES];
        let text: String = parts.iter().map(|part| input.one_of(part)).collect();
        let text = text + &noise(input);
        let Ok(moment) = Timestamp::parse(&text) else {
            return false;
        };
        assert_eq!(Timestamp::parse(&moment.to_string()), Ok(moment), "{text}");
        true
    });
}

#[test]
fn a_moment_of_a_signature_is_written_as_it_was_read() {
    check(|input| {
        let plain = |text: &str| text.replace(['-', ':'], "");
        let (date, clock) = (plain(input.one_of(DATES)), plain(input.one_of(CLOCKS)));
        let text = format!("{date}T{clock}Z{}", noise(input));
        let Some(moment) = Timestamp::from_sdk_date(&text) else {
            return false;
        };
        // A leap second has no number of its own in Unix time.
        assert!(moment.sdk_date() == text || clock.ends_with("60"), "{text}");
        true
    });
}

#[test]
fn a_moment_in_milliseconds_comes_back() {
    check(|input| {
        // Years 1 to 9999: what the format can write.
        let span_millis = 315_537_897_600_000_usize;
        let millis = i64::try_from(input.below(span_millis)).expect("fits") - 62_135_596_800_000;
        let moment = Timestamp::from_unix_millis(millis);
        assert_eq!(moment.unix_millis(), millis);
        assert_eq!(Timestamp::parse(&moment.to_string()), Ok(moment));
        true
    });
}

#[test]
fn a_range_that_was_read_is_written_and_read_the_same() {
    check(|input| {
        let mut number = || input.one_of(NUMBERS);
        let text = format!("{}-{}/{}", number(), number(), number()) + &noise(input);
        let Some(range) = ContentRange::parse(&text) else {
            return false;
        };
        assert_eq!(ContentRange::parse(&range.to_string()), Some(range));
        true
    });
}
