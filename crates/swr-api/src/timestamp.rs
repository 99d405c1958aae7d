//! A moment in UTC, as the service writes it, without a calendar library and without a clock.
//!
//! The service drops trailing zeros of the fraction, so any length from none to nine digits is
//! read, nothing is lost, and writing drops them again.

mod calendar;

use std::fmt;

use serde::{Deserialize, Serialize};

use calendar::{date_from_days, days_from_date};

const SECONDS_PER_DAY: i64 = 86_400;

/// A moment with nanoseconds, from year 0 to year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp {
    // The order of the fields is the order in time.
    seconds: i64,
    nanoseconds: u32,
}

/// A text that is not a moment in the form the service uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError;

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a time such as 2021-06-10T08:14:42.56632Z")
    }
}

impl std::error::Error for TimestampError {}

impl Timestamp {
    const ZERO: Self = Self {
        seconds: -62_135_596_800,
        nanoseconds: 0,
    };

    /// Reads RFC 3339: `2021-06-10T08:14:42.56632Z`, with any fraction and with `Z` or an offset.
    ///
    /// # Errors
    /// When the text is anything else. Digits after the ninth of a fraction are dropped.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        // A leap second or an offset may lead out of the years that can be written again.
        let writable = |it: &Self| (0..=9999).contains(&it.parts().0);
        parse_rfc3339(text).filter(writable).ok_or(TimestampError)
    }

    /// The zero value of the language that the service is written in, `0001-01-01T00:00:00Z`: what it
    /// writes where it knows no time.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// The moment so many milliseconds after 1970, which is what browsers and files count in.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Self {
        Self {
            seconds: millis.div_euclid(1000),
            nanoseconds: millis.rem_euclid(1000) as u32 * 1_000_000,
        }
    }

    /// Milliseconds after 1970, rounded down.
    #[must_use]
    pub fn unix_millis(self) -> i64 {
        self.seconds * 1000 + i64::from(self.nanoseconds / 1_000_000)
    }

    /// Reads the header `Date`: `Sun, 06 Nov 1994 08:49:37 GMT`. The other two forms that HTTP
    /// once allowed are not written by any service of today.
    #[must_use]
    pub fn from_http_date(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(' ').skip(1);
        let day = number(parts.next()?)?;
        let month_name = parts.next()?;
        let month = calendar::MONTHS
            .iter()
            .position(|name| *name == month_name)?;
        let year = number(parts.next()?)?;
        let seconds = time_of_day(parts.next()?)?;
        if parts.next() != Some("GMT") || parts.next().is_some() {
            return None;
        }
        Self::from_parts(year, month as i64 + 1, day, seconds)
    }

    /// Reads the header `X-Sdk-Date`: `20240102T030405Z`.
    #[must_use]
    pub fn from_sdk_date(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        if date.len() != 8 || time.len() != 6 || !date.is_ascii() || !time.is_ascii() {
            return None;
        }
        let clock = format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..]);
        Self::from_parts(
            number(&date[..4])?,
            number(&date[4..6])?,
            number(&date[6..])?,
            time_of_day(&clock)?,
        )
    }

    /// The form that request signing uses: `20240102T030405Z`.
    #[must_use]
    pub fn sdk_date(self) -> String {
        let (year, month, day, hour, minute, second) = self.parts();
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
    }

    fn from_parts(year: i64, month: i64, day: i64, seconds: i64) -> Option<Self> {
        let days = days_from_date(year, month, day)?;
        Some(Self {
            seconds: days * SECONDS_PER_DAY + seconds,
            nanoseconds: 0,
        })
    }

    fn parts(self) -> (i64, i64, i64, i64, i64, i64) {
        let (year, month, day) = date_from_days(self.seconds.div_euclid(SECONDS_PER_DAY));
        let rest = self.seconds.rem_euclid(SECONDS_PER_DAY);
        (year, month, day, rest / 3600, rest / 60 % 60, rest % 60)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day, hour, minute, second) = self.parts();
        write!(
            formatter,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        if self.nanoseconds != 0 {
            let digits = format!("{:09}", self.nanoseconds);
            write!(formatter, ".{}", digits.trim_end_matches('0'))?;
        }
        formatter.write_str("Z")
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;

    fn try_from(text: String) -> Result<Self, TimestampError> {
        Self::parse(&text)
    }
}

impl From<Timestamp> for String {
    fn from(moment: Timestamp) -> Self {
        moment.to_string()
    }
}

fn parse_rfc3339(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once(['T', 't'])?;
    let mut date = date.split('-');
    let (year, month, day) = (date.next()?, date.next()?, date.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 || date.next().is_some() {
        return None;
    }
    let zone_start = time.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = time.split_at(zone_start);
    let (clock, fraction) = match time.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (time, None),
    };
    let seconds = time_of_day(clock)? - zone_offset_seconds(zone)?;
    let mut moment = Timestamp::from_parts(number(year)?, number(month)?, number(day)?, seconds)?;
    moment.nanoseconds = match fraction {
        Some(digits) => nanoseconds(digits)?,
        None => 0,
    };
    Some(moment)
}

fn time_of_day(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || [hour, minute, second].iter().any(|part| part.len() != 2) {
        return None;
    }
    let (hour, minute, second) = (number(hour)?, number(minute)?, number(second)?);
    // 60 is a leap second: it becomes the first second of the next minute.
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
}

fn zone_offset_seconds(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let clock = format!("{}:00", zone.get(1..)?);
    Some(sign * time_of_day(&clock)?)
}

fn nanoseconds(digits: &str) -> Option<u32> {
    number(digits.get(..1)?)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nine = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some(nine.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}

/// Digits only: the standard parser would also take a sign.
fn number(digits: &str) -> Option<i64> {
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits && digits.len() <= 4).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn every_length_of_fraction_is_read_and_written_back() {
        for text in [
            "2020-07-09T00:00:00Z",
            "2021-06-10T08:14:42.5Z",
            "2021-06-10T08:14:42.56632Z",
            "2017-08-17T12:00:03.915153267Z",
            "1969-12-31T23:59:59.25Z",
            "2024-02-29T23:59:59Z",
        ] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), text);
        }
        let padded = Timestamp::parse("2025-11-01T12:18:44.382000Z").unwrap();
        assert_eq!(padded.to_string(), "2025-11-01T12:18:44.382Z");
    }

    #[test]
    fn an_offset_is_turned_into_utc() {
        let east = Timestamp::parse("2024-01-01T00:30:00+02:00").unwrap();
        assert_eq!(east.to_string(), "2023-12-31T22:30:00Z");
        let west = Timestamp::parse("2024-01-01T00:30:00.5-01:30").unwrap();
        assert_eq!(west.to_string(), "2024-01-01T02:00:00.5Z");
    }

    #[test]
    fn what_is_not_a_time_is_rejected() {
        for text in [
            "",
            "2024",
            "2024-01-01",
            "2024-01-01T00:00:00",
            "2024-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00.1x2Z",
            "2024-01-01T00:00:00Zjunk",
            "2024-01-+1T00:00:00Z",
            "٢٠٢٤-01-01T00:00:00Z",
        ] {
            assert!(Timestamp::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn milliseconds_go_both_ways_also_before_1970() {
        for millis in [0, 1, 999, -1, -1001, 1_704_164_645_123, -62_167_219_200_000] {
            assert_eq!(Timestamp::from_unix_millis(millis).unix_millis(), millis);
        }
        assert_eq!(
            Timestamp::from_unix_millis(1_704_164_645_000).to_string(),
            "2024-01-02T03:04:05Z"
        );
    }

    #[test]
    fn the_order_is_the_order_in_time() {
        let earlier = Timestamp::parse("2024-01-01T00:00:00.9Z").unwrap();
        let later = Timestamp::parse("2024-01-01T00:00:00.91Z").unwrap();
        assert!(earlier < later);
    }

    #[test]
    fn only_the_first_moment_of_the_first_year_is_zero() {
        let moment = |text| Timestamp::parse(text).unwrap();
        assert!(moment("0001-01-01T00:00:00Z").is_zero());
        for text in [
            "0001-01-01T00:00:00.1Z",
            "0001-01-01T00:00:01Z",
            "1970-01-01T00:00:00Z",
        ] {
            assert!(!moment(text).is_zero(), "{text}");
        }
    }

    #[test]
    fn headers_are_read() {
        let moment = Timestamp::parse("1994-11-06T08:49:37Z").unwrap();
        assert_eq!(
            Timestamp::from_http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(moment)
        );
        assert_eq!(Timestamp::from_http_date("06 Nov 1994"), None);
        assert_eq!(moment.sdk_date(), "19941106T084937Z");
        assert_eq!(Timestamp::from_sdk_date("19941106T084937Z"), Some(moment));
        for bad in ["19941106T084937", "1994-11-06T084937Z", "19941306T084937Z"] {
            assert_eq!(Timestamp::from_sdk_date(bad), None, "{bad}");
        }
    }
}
