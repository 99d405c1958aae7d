//! What a call asks for, before anybody knows where to and on whose behalf. No I/O.
//!
//! Path segments are percent-encoded here and nowhere else: encoding twice turns a repository into
//! another one.

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

/// Everything but RFC 3986's unreserved characters, which is also what signing encodes.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// `$` stands for the slash of a repository and may stay as it is; that keeps addresses readable.
const SEGMENT: &AsciiSet = &QUERY.remove(b'$');

/// One call of the API.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// Encoded, with a leading slash.
    pub(crate) path: String,
    /// Not encoded, in any order.
    pub(crate) query: Vec<(&'static str, String)>,
    /// JSON, or empty.
    pub(crate) body: Vec<u8>,
    pub(crate) is_anonymous: bool,
    /// Whether the call is about the token it is signed in with.
    pub(crate) is_about_token: bool,
}

impl Call {
    pub(crate) fn new(method: Method, segments: &[&str]) -> Self {
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            path.extend(utf8_percent_encode(segment, SEGMENT));
        }
        if path.is_empty() {
            path.push('/');
        }
        Self {
            method,
            path,
            query: Vec::new(),
            body: Vec::new(),
            is_anonymous: false,
            is_about_token: false,
        }
    }

    pub(crate) fn get(segments: &[&str]) -> Self {
        Self::new(Method::GET, segments)
    }

    pub(crate) fn delete(segments: &[&str]) -> Self {
        Self::new(Method::DELETE, segments)
    }

    pub(crate) fn query(mut self, query: Vec<(&'static str, String)>) -> Self {
        self.query = query;
        self
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_vec(body).expect("bodies have text keys and no map of maps");
        self
    }

    /// For calls that need no credentials, and might be refused for stale ones.
    pub(crate) fn anonymous(mut self) -> Self {
        self.is_anonymous = true;
        self
    }

    /// For calls about the very token that they are signed in with.
    pub(crate) fn about_token(mut self) -> Self {
        self.is_about_token = true;
        self
    }

    /// A URL parser would resolve `.` and `..`, even encoded, and some servers merge empty
    /// segments: the call would arrive somewhere else.
    pub(crate) fn has_unsafe_path(&self) -> bool {
        self.path != "/"
            && (self.path.split('/').skip(1)).any(|segment| matches!(segment, "" | "." | ".."))
    }

    /// Path and query as they go over the wire, in the form that is signed.
    pub(crate) fn target(&self) -> String {
        let query = encode_query(&self.query);
        if query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{query}", self.path)
        }
    }
}

/// A parameter that is sent only when it has a value.
pub(crate) fn optional(
    name: &'static str,
    value: Option<impl ToString>,
) -> Option<(&'static str, String)> {
    value.map(|value| (name, value.to_string()))
}

/// Sorted by name and value, then encoded.
pub(crate) fn encode_query<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    let mut sorted = Vec::new();
    for (name, value) in pairs {
        insert_sorted(&mut sorted, (name.as_ref(), value.as_ref()));
    }
    let mut query = String::new();
    for (name, value) in sorted {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&encode(name));
        query.push('=');
        query.push_str(&encode(value));
    }
    query
}

/// Keeps a handful of pairs in order. The library's sort is made for millions of them, and would
/// weigh more in the browser than all of this file.
pub(crate) fn insert_sorted<T: Ord>(pairs: &mut Vec<(T, T)>, pair: (T, T)) {
    let index = pairs.partition_point(|present| *present <= pair);
    pairs.insert(index, pair);
}

pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

#[cfg(test)]
mod tests {
    use super::Call;

    #[test]
    fn segments_are_encoded_once() {
        let path = |segment: &str| Call::get(&["v2", segment]).path;
        assert_eq!(path("web$nginx"), "/v2/web$nginx");
        assert_eq!(path("a b/c"), "/v2/a%20b%2Fc");
        assert_eq!(path("100%"), "/v2/100%25");
        assert_eq!(path("a__b.c-d~e"), "/v2/a__b.c-d~e");
        assert_eq!(path("été?#"), "/v2/%C3%A9t%C3%A9%3F%23");
        assert_eq!(Call::get(&[]).path, "/");
    }

    #[test]
    fn a_query_is_sorted_and_encoded_as_it_is_signed() {
        let query = vec![
            ("offset", "0".to_owned()),
            ("name", "a b+c|d::e".to_owned()),
            ("limit", "100".to_owned()),
        ];
        assert_eq!(
            Call::get(&["v2"]).query(query).target(),
            "/v2?limit=100&name=a%20b%2Bc%7Cd%3A%3Ae&offset=0"
        );
        assert_eq!(Call::get(&["v2"]).target(), "/v2");
    }

    #[test]
    fn segments_that_would_lead_elsewhere_are_seen() {
        assert!(Call::get(&[".."]).has_unsafe_path());
        assert!(Call::get(&["v2", "", "x"]).has_unsafe_path());
        assert!(Call::get(&["v2", "."]).has_unsafe_path());
        assert!(!Call::get(&[]).has_unsafe_path());
        assert!(!Call::get(&["v2", "..."]).has_unsafe_path());
    }
}
