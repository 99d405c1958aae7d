//! Times as the API writes them, from and to milliseconds since 1970 in UTC.

/// RFC 3339 with `Z`, the fraction as short as it can be: `2021-06-10T08:14:42.566Z`.
pub fn rfc3339(millis: i64) -> String {
    let (date, fraction) = parts(millis);
    let fraction = format!(".{fraction:03}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("{date}{fraction}Z")
}

/// As the identity service writes it: always six digits.
pub fn rfc3339_micros(millis: i64) -> String {
    let (date, fraction) = parts(millis);
    format!("{date}.{fraction:03}000Z")
}

fn parts(millis: i64) -> (String, i64) {
    let seconds = millis.div_euclid(1000);
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    let second = second % 60;
    let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    (date, millis.rem_euclid(1000))
}

/// Reads `YYYYMMDDTHHMMSSZ`.
pub fn from_sdk_date(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i64>().ok();
    let (month, day) = (number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14)?);
    let is_possible = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 61;
    let has_shape = text.len() == 16 && text.as_bytes()[8] == b'T' && text.ends_with('Z');
    if !is_possible || !has_shape || digits.len() != 14 {
        return None;
    }
    let days = days(number(0, 4)?, month, day);
    Some((days * 86_400 + hour * 3600 + minute * 60 + second) * 1000)
}

/// The Gregorian date of a day counted from 1970-01-01; years begin in March, so that the leap day
/// is the last of its year.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = (month + 9) % 12;
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + year * 365 + year / 4 - year / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_as_short_as_they_can_be() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(1_623_312_882_560), "2021-06-10T08:14:42.56Z");
        assert_eq!(
            rfc3339_micros(1_623_312_882_560),
            "2021-06-10T08:14:42.560000Z"
        );
    }

    #[test]
    fn leap_days_and_the_time_before_1970_are_right() {
        assert_eq!(rfc3339(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(rfc3339(-1), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn dates_of_signatures_are_read_back() {
        assert_eq!(from_sdk_date("20210610T081442Z"), Some(1_623_312_882_000));
        for wrong in [
            "20210610T081442",
            "2021-06-10T08:14Z",
            "20211310T081442Z",
            "",
        ] {
            assert_eq!(from_sdk_date(wrong), None, "{wrong}");
        }
    }
}
