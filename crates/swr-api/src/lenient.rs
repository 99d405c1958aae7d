//! Reading what the service leaves out, writes as null, or garbles.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Timestamp;

/// Null reads as the type's empty value; with `serde(default)` beside it a missing field does too.
pub(crate) fn or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// An empty text is no moment, and neither is the zero time; any other text has to be one.
pub(crate) fn moment<'de, D>(deserializer: D) -> Result<Option<Timestamp>, D::Error>
where
    D: Deserializer<'de>,
{
    match Option::<String>::deserialize(deserializer)? {
        Some(text) if !text.is_empty() => Timestamp::parse(&text)
            .map(|time| Some(time).filter(|it| !it.is_zero()))
            .map_err(serde::de::Error::custom),
        _ => Ok(None),
    }
}

/// `"true"` and `"false"` as text, which is how triggers write them; a flag proper will do. Any
/// other text is read as false, so that one garbled flag does not cost the whole list.
pub(crate) fn text_flag<'de, D>(deserializer: D) -> Result<bool, D::Error>
where
    D: Deserializer<'de>,
{
    match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Ok(flag),
        Value::String(text) => Ok(text.eq_ignore_ascii_case("true")),
        Value::Null => Ok(false),
        _ => Err(serde::de::Error::custom("neither true nor false")),
    }
}

/// A published answer prints a text here that swallowed the next field: what says neither true nor
/// false says nothing.
pub(crate) fn maybe_flag<'de, D>(deserializer: D) -> Result<Option<bool>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Some(flag),
        Value::String(text) => text.parse().ok(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::{Timestamp, moment};

    #[derive(Deserialize)]
    struct Dated {
        #[serde(deserialize_with = "moment")]
        time: Option<Timestamp>,
    }

    fn read(time: serde_json::Value) -> Option<String> {
        let dated: Dated = serde_json::from_value(json!({ "time": time })).unwrap();
        dated.time.map(|it| it.to_string())
    }

    #[test]
    fn nothing_an_empty_text_and_the_zero_time_are_no_moment() {
        for time in [json!(null), json!(""), json!("0001-01-01T00:00:00Z")] {
            assert_eq!(read(time.clone()), None, "{time}");
        }
        let time = "2021-06-10T08:14:42Z";
        assert_eq!(read(json!(time)).as_deref(), Some(time));
    }
}
