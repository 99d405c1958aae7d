//! Numbers, bytes and dates in the language's format. The browser's `Intl` has the rules. Outside a
//! browser (in tests) there are plain English formats.

use swr_api::Timestamp;

use super::{Texts, texts};

/// In which time zone dates are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// The one of the person's machine.
    #[default]
    Local,
    /// Coordinated universal time, as the service writes it.
    Utc,
}

/// What is in the place of a value that no one knows.
pub const UNKNOWN: &str = "–";

/// A value as `written`, or an en dash where no one knows it.
pub fn or_unknown<T>(value: Option<T>, written: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), written)
}

/// `12,904`
pub fn number(texts: Texts, number: u64) -> String {
    intl::number(texts.language(), number)
}

/// `61.2 MB`: decimal units, at most three significant digits below a thousand.
pub fn bytes(texts: Texts, size_bytes: u64) -> String {
    let (value, unit) = scale(size_bytes);
    apart(intl::bytes(texts.language(), value, unit))
}

/// `384B` of some languages as `384 B`, like the larger units beside it.
fn apart(mut written: String) -> String {
    let digits = written.rfind(|character: char| character.is_ascii_digit());
    let unit = digits.map(|last| last + 1).unwrap_or_default();
    if written[unit..].starts_with(char::is_alphabetic) {
        written.insert(unit, '\u{a0}');
    }
    written
}

/// The plural category of a count in this language: `one`, `other`, …
pub fn plural_category(texts: Texts, count: u64) -> String {
    intl::plural_category(texts.language(), count)
}

/// The time by this machine's clock.
pub fn now() -> Timestamp {
    #[cfg(target_arch = "wasm32")]
    let millis = js_sys::Date::now() as i64;
    #[cfg(not(target_arch = "wasm32"))]
    let millis = std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .map_or(0, |elapsed| {
            i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
        });
    Timestamp::from_unix_millis(millis)
}

/// `4 minutes ago`, `yesterday`: how long ago something was that is past. The clock that wrote the time
/// may be ahead of this machine's: by a few minutes it was just now, and by more the day says what there
/// is to say. It is never `in 3 minutes`. Seconds are not counted: they would be wrong before they are read.
pub fn ago(texts: Texts, time: Timestamp, now: Timestamp) -> String {
    let passed = (now.unix_millis() - time.unix_millis()) / 1000;
    match passed {
        MINUTE_SECONDS.. => {
            let (value, unit) = step(-passed);
            intl::relative(texts.language(), value, unit)
        }
        EARLIEST_SECONDS.. => texts.get(texts::JUST_NOW).to_owned(),
        _ => day(texts, time),
    }
}

/// `32 days ago`: how long ago something was, where that decides what becomes of it. Whole days of 24
/// hours, as the service counts them; of what is younger than one, as [`ago`] says it.
pub fn days_ago(texts: Texts, time: Timestamp, now: Timestamp) -> String {
    let seconds = (now.unix_millis() - time.unix_millis()) / 1000;
    match u64::try_from(seconds / DAY_SECONDS) {
        Ok(days @ 1..) => texts.count(texts::DAYS_AGO, days),
        _ => ago(texts, time, now),
    }
}

/// The date and time in full, with the zone's name.
pub fn date_time(texts: Texts, time: Timestamp, zone: Zone) -> String {
    intl::date_time(texts.language(), time, zone)
}

/// The day alone, in UTC: for what the service counts in days.
pub fn day(texts: Texts, time: Timestamp) -> String {
    intl::day(texts.language(), time)
}

/// The clock time alone.
pub fn clock_time(texts: Texts, time: Timestamp, zone: Zone) -> String {
    intl::clock_time(texts.language(), time, zone)
}

/// How far a moment that is past may seem to be to come: how wrong a clock usually is at most.
const EARLIEST_SECONDS: i64 = -5 * 60;
const MINUTE_SECONDS: i64 = 60;
const DAY_SECONDS: i64 = 24 * 60 * 60;

const BYTE_UNITS: [&str; 6] = [
    "byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte",
];

fn scale(size_bytes: u64) -> (f64, &'static str) {
    let mut value = size_bytes as f64;
    let mut unit = 0;
    // 999.5 would be written as 1,000 of this unit: it is 1.00 of the next.
    while value >= 999.5 && unit + 1 < BYTE_UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    (value, BYTE_UNITS[unit])
}

/// The largest unit of which at least one has passed.
fn step(seconds: i64) -> (i64, &'static str) {
    const STEPS: [(i64, &str); 6] = [
        (365 * 86_400, "year"),
        (30 * 86_400, "month"),
        (7 * 86_400, "week"),
        (DAY_SECONDS, "day"),
        (3_600, "hour"),
        (MINUTE_SECONDS, "minute"),
    ];
    STEPS
        .iter()
        .find(|(length, _)| seconds.abs() >= *length)
        .map_or((seconds, "second"), |(length, unit)| {
            (seconds / length, unit)
        })
}

#[cfg(target_arch = "wasm32")]
mod intl {
    use js_sys::{Array, Date, Intl, Object, Reflect};
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use swr_api::Timestamp;
    use wasm_bindgen::{JsCast, JsValue};

    use super::Zone;

    thread_local! {
        // Making a formatter costs far more than using it, and a table asks for hundreds. What is
        // kept depends on nothing but its key, so several consoles on one page may share it.
        static FORMATTERS: RefCell<BTreeMap<String, JsValue>> = const { RefCell::new(BTreeMap::new()) };
    }

    fn kept<T: JsCast>(key: String, make: impl FnOnce() -> JsValue) -> T {
        FORMATTERS
            .with_borrow_mut(|kept| kept.entry(key).or_insert_with(make).clone())
            .unchecked_into()
    }

    fn options(pairs: &[(&str, JsValue)]) -> Object {
        let options = Object::new();
        for (name, value) in pairs {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&options, &JsValue::from_str(name), value);
        }
        options
    }

    fn locales(language: &str) -> Array {
        Array::of1(&JsValue::from_str(language))
    }

    fn call(formatter: &JsValue, method: &str, arguments: &[JsValue]) -> String {
        Reflect::get(formatter, &JsValue::from_str(method))
            .ok()
            .and_then(|it| it.dyn_into::<js_sys::Function>().ok())
            .and_then(|it| {
                it.apply(formatter, &arguments.iter().collect::<Array>())
                    .ok()
            })
            .and_then(|it| it.as_string())
            .unwrap_or_default()
    }

    pub(super) fn number(language: &str, number: u64) -> String {
        let formatter: JsValue = kept(format!("number {language}"), || {
            Intl::NumberFormat::new(&locales(language), &Object::new()).into()
        });
        call(&formatter, "format", &[JsValue::from_f64(number as f64)])
    }

    pub(super) fn bytes(language: &str, value: f64, unit: &str) -> String {
        let formatter: JsValue = kept(format!("{unit} {language}"), || {
            let options = options(&[
                ("style", "unit".into()),
                ("unit", unit.into()),
                (
                    "unitDisplay",
                    if unit == "byte" { "narrow" } else { "short" }.into(),
                ),
                ("maximumSignificantDigits", 3.into()),
            ]);
            Intl::NumberFormat::new(&locales(language), &options).into()
        });
        call(&formatter, "format", &[JsValue::from_f64(value)])
    }

    pub(super) fn plural_category(language: &str, count: u64) -> String {
        let rules: JsValue = kept(format!("plural {language}"), || {
            Intl::PluralRules::new(&locales(language), &Object::new()).into()
        });
        call(&rules, "select", &[JsValue::from_f64(count as f64)])
    }

    pub(super) fn relative(language: &str, value: i64, unit: &str) -> String {
        let formatter: JsValue = kept(format!("relative {language}"), || {
            let options = options(&[("numeric", "auto".into())]);
            Intl::RelativeTimeFormat::new(&locales(language), &options).into()
        });
        call(
            &formatter,
            "format",
            &[JsValue::from_f64(value as f64), unit.into()],
        )
    }

    pub(super) fn date_time(language: &str, time: Timestamp, zone: Zone) -> String {
        dated(
            language,
            "date",
            time,
            zone,
            &[
                ("year", "numeric".into()),
                ("month", "short".into()),
                ("day", "numeric".into()),
                ("hour", "2-digit".into()),
                ("minute", "2-digit".into()),
                ("second", "2-digit".into()),
                ("timeZoneName", "short".into()),
            ],
        )
    }

    pub(super) fn day(language: &str, time: Timestamp) -> String {
        dated(
            language,
            "day",
            time,
            Zone::Utc,
            &[
                ("year", "numeric".into()),
                ("month", "short".into()),
                ("day", "numeric".into()),
            ],
        )
    }

    pub(super) fn clock_time(language: &str, time: Timestamp, zone: Zone) -> String {
        dated(
            language,
            "clock",
            time,
            zone,
            &[("hour", "2-digit".into()), ("minute", "2-digit".into())],
        )
    }

    fn dated(
        language: &str,
        kind: &str,
        time: Timestamp,
        zone: Zone,
        fields: &[(&str, JsValue)],
    ) -> String {
        let formatter: JsValue = kept(format!("{kind} {zone:?} {language}"), || {
            let options = options(fields);
            if zone == Zone::Utc {
                let _ = Reflect::set(&options, &"timeZone".into(), &"UTC".into());
            }
            Intl::DateTimeFormat::new(&locales(language), &options).into()
        });
        let date = Date::new(&JsValue::from_f64(time.unix_millis() as f64));
        // `format` is a getter that gives a bound function, unlike in the other formatters.
        call(&formatter, "format", &[date.into()])
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod intl {
    use swr_api::Timestamp;

    use super::Zone;

    pub(super) fn number(_language: &str, number: u64) -> String {
        number.to_string()
    }

    pub(super) fn bytes(_language: &str, value: f64, unit: &str) -> String {
        format!("{value} {unit}")
    }

    pub(super) fn plural_category(_language: &str, count: u64) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }

    pub(super) fn relative(_language: &str, value: i64, unit: &str) -> String {
        format!("{value} {unit}")
    }

    pub(super) fn date_time(_language: &str, time: Timestamp, _zone: Zone) -> String {
        time.to_string()
    }

    pub(super) fn day(_language: &str, time: Timestamp) -> String {
        time.to_string()
    }

    pub(super) fn clock_time(_language: &str, time: Timestamp, _zone: Zone) -> String {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_apart_from_its_number() {
        assert_eq!(apart("384B".to_owned()), "384\u{a0}B");
        for written in ["384 B", "384\u{202f}o", "1.6 MB", "12", ""] {
            assert_eq!(apart(written.to_owned()), written);
        }
    }

    #[test]
    fn bytes_take_the_unit_in_which_they_are_below_a_thousand() {
        assert_eq!(scale(0), (0.0, "byte"));
        assert_eq!(scale(999), (999.0, "byte"));
        assert_eq!(scale(1000), (1.0, "kilobyte"));
        assert_eq!(scale(61_200_000), (61.2, "megabyte"));
        assert_eq!(scale(999_499_999), (999.499_999, "megabyte"));
        assert_eq!(scale(999_500_000), (0.9995, "gigabyte"));
    }

    #[test]
    fn an_age_that_decides_is_in_whole_days() {
        let texts = Texts::english();
        let now = Timestamp::parse("2026-03-01T12:00:00Z").unwrap();
        let said = |time| days_ago(texts, Timestamp::parse(time).unwrap(), now);
        assert_eq!(said("2026-01-28T11:00:00Z"), "32 days ago");
        assert_eq!(said("2026-02-28T12:00:00Z"), "1 day ago");
        assert_eq!(said("2026-02-28T12:00:01Z"), "-23 hour");
        assert_eq!(said("2026-03-01T12:02:00Z"), "just now");
    }

    #[test]
    fn relative_times_take_the_largest_unit_that_has_passed() {
        assert_eq!(step(-59), (-59, "second"));
        assert_eq!(step(-60), (-1, "minute"));
        assert_eq!(step(-86_399), (-23, "hour"));
        assert_eq!(step(-8 * 86_400), (-1, "week"));
        assert_eq!(step(-800 * 86_400), (-2, "year"));
    }

    #[test]
    fn what_is_past_is_never_said_to_come() {
        let texts = Texts::english();
        let now = Timestamp::parse("2026-01-02T12:00:00Z").unwrap();
        let said = |time| ago(texts, Timestamp::parse(time).unwrap(), now);
        assert_eq!(said("2026-01-02T11:56:00Z"), "-4 minute");
        assert_eq!(said("2026-01-02T11:59:00Z"), "-1 minute");
        for time in [
            "2026-01-02T11:59:01Z",
            "2026-01-02T12:00:00Z",
            "2026-01-02T12:00:59Z",
            "2026-01-02T12:05:00Z",
        ] {
            assert_eq!(said(time), "just now", "{time}");
        }
        // Outside of a browser a day is written as the whole time.
        let far = "2026-01-02T12:05:01Z";
        assert_eq!(said(far), far);
    }
}
