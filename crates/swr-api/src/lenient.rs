//! Reading what the service leaves out, writes as null, or garbles: one odd field costs that field.
//!
//! What cannot be read is unknown, never zero and never no. Only what a thing is called by has no
//! substitute: a row without a name is counted in [`List::unreadable`](crate::List).

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::json::Lenient;
use crate::{List, Timestamp};

/// The largest count that JSON carries without loss, 2⁵³; what is larger counts nothing.
const LARGEST_COUNT: u64 = 1 << 53;

/// The value of a field, unknown where it is null or something else than a `T`. With
/// `serde(default)` beside it a missing field is unknown, too.
pub(crate) fn known<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let found: Option<Lenient<T>> = Option::deserialize(deserializer)?;
    Ok(found.and_then(|Lenient(value)| value))
}

/// The same with the type's empty value for unknown, for texts and other types that have one.
pub(crate) fn or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(known(deserializer)?.unwrap_or_default())
}

/// A count or a size; unknown where it is negative, broken or absurdly large.
pub(crate) fn count<'de, D>(deserializer: D) -> Result<Option<u64>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(known(deserializer)?.filter(|it| *it <= LARGEST_COUNT))
}

/// An amount, which may be broken; unknown where it is negative or absurdly large.
pub(crate) fn amount<'de, D>(deserializer: D) -> Result<Option<f64>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(known(deserializer)?.filter(|it| (0.0..=LARGEST_COUNT as f64).contains(it)))
}

/// A moment; an empty text, the zero time and what is no moment at all are unknown.
pub(crate) fn moment<'de, D>(deserializer: D) -> Result<Option<Timestamp>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(known(deserializer)?.filter(|it: &Timestamp| !it.is_zero()))
}

/// `true` or `false`, as such or as text, which is how triggers write them; anything else is
/// unknown. A published answer prints a text here that swallowed the next field.
pub(crate) fn flag<'de, D>(deserializer: D) -> Result<Option<bool>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Some(flag),
        Value::String(text) => text.to_ascii_lowercase().parse().ok(),
        _ => None,
    })
}

/// The rows of a list within a larger answer, where null is none and anything else than an array is
/// a row that cannot be read.
pub(crate) fn rows<'de, T, D>(deserializer: D) -> Result<List<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(List::deserialize(deserializer).unwrap_or_else(|_| List {
        items: Vec::new(),
        unreadable: 1,
    }))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::{amount, count, flag, moment};
    use crate::{Timestamp, json};

    #[derive(Deserialize)]
    struct Read {
        #[serde(default, deserialize_with = "moment")]
        time: Option<Timestamp>,
        #[serde(default, deserialize_with = "count")]
        count: Option<u64>,
        #[serde(default, deserialize_with = "amount")]
        amount: Option<f64>,
        #[serde(default, deserialize_with = "flag")]
        flag: Option<bool>,
    }

    fn read(field: &str, value: &Value) -> Read {
        json::of(json!({ field: value })).unwrap()
    }

    #[test]
    fn nothing_an_empty_text_the_zero_time_and_half_a_time_are_no_moment() {
        for time in [
            json!(null),
            json!(""),
            json!("0001-01-01T00:00:00Z"),
            json!("2021-06-10T08:14:42"),
            json!("yesterday"),
            json!(1_623_312_882),
        ] {
            assert_eq!(read("time", &time).time, None, "{time}");
        }
        let time = "2021-06-10T08:14:42Z";
        let found = read("time", &json!(time)).time;
        assert_eq!(found.unwrap().to_string(), time);
    }

    #[test]
    fn a_count_is_no_guess() {
        for odd in [
            json!(null),
            json!(-5),
            json!(1.5),
            json!("12"),
            json!(1e30),
            json!(u64::MAX),
            json!([]),
        ] {
            assert_eq!(read("count", &odd).count, None, "{odd}");
        }
        assert_eq!(read("count", &json!(0)).count, Some(0));
        assert_eq!(read("count", &json!(1_u64 << 53)).count, Some(1 << 53));
    }

    #[test]
    fn an_amount_is_never_below_nothing() {
        for odd in [json!(null), json!(-0.5), json!("99.21"), json!(1e300)] {
            assert_eq!(read("amount", &odd).amount, None, "{odd}");
        }
        assert_eq!(read("amount", &json!(99.21)).amount, Some(99.21));
        assert_eq!(read("amount", &json!(7)).amount, Some(7.0));
    }

    #[test]
    fn a_flag_says_yes_or_no_or_nothing() {
        for (value, expected) in [
            (json!(true), Some(true)),
            (json!("False"), Some(false)),
            (json!("yes"), None),
            (json!(1), None),
            (json!(null), None),
        ] {
            assert_eq!(read("flag", &value).flag, expected, "{value}");
        }
    }
}
