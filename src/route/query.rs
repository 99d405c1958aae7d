//! The query of an address: parameters with their values.

use super::percent::{decode, encode};

/// The parameters as they are written, whatever they are.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The parameters that have a value, decoded. What cannot be decoded is left out.
pub fn parameters(query: &str) -> impl Iterator<Item = (&str, String)> {
    let decoded = pairs(query).filter_map(|(name, value)| Some((name, decode(value)?)));
    decoded.filter(|(_, value)| !value.is_empty())
}

/// The query of those parameters that have a value.
pub fn to_query<'a>(
    parameters: impl IntoIterator<Item = (&'static str, Option<&'a str>)>,
) -> String {
    let parameters = parameters.into_iter();
    let written = parameters.filter_map(|(name, value)| Some(format!("{name}={}", encode(value?))));
    written.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_come_back_as_they_were_written() {
        let query = to_query([("a", Some("x&y=z")), ("b", None), ("c", Some("1"))]);
        assert_eq!(query, "a=x%26y%3Dz&c=1");
        let read: Vec<_> = parameters(&query).collect();
        assert_eq!(read, [("a", "x&y=z".to_owned()), ("c", "1".to_owned())]);
    }

    #[test]
    fn what_has_no_value_or_cannot_be_decoded_is_left_out() {
        let read: Vec<_> = parameters("a=&b&c=%zz&d=1").collect();
        assert_eq!(read, [("d", "1".to_owned())]);
    }
}
