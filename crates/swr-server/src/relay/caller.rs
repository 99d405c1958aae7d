//! Who may use the relay: programs, and pages of its own origin.
//!
//! A page of another origin that could call through here would do so from inside the network that
//! this server is in. Browsers say where a call comes from; programs say nothing.

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub(super) fn is_own(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let is_own = |origin: &HeaderValue| {
        let origin = origin.to_str().ok().zip(host);
        origin.is_some_and(|(origin, host)| is_same(origin, host))
    };
    // `none` is a person who typed the address.
    let is_same_site = |site: &HeaderValue| *site == "same-origin" || *site == "none";
    headers.get_all(ORIGIN).iter().all(is_own)
        && headers.get_all(FETCH_SITE).iter().all(is_same_site)
}

/// The scheme is not compared: anyone who puts TLS in front knows it, and we do not.
fn is_same(origin: &str, host: &str) -> bool {
    let (authority, port) = match origin.split_once("://") {
        Some(("http", authority)) => (authority, ":80"),
        Some(("https", authority)) => (authority, ":443"),
        _ => return false,
    };
    let host = host.strip_suffix(port).unwrap_or(host);
    !authority.is_empty() && authority.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own_with(pairs: &[(&'static str, &'static str)]) -> bool {
        let pairs = pairs.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        let mut headers = HeaderMap::new();
        pairs.for_each(|(name, value)| {
            headers.append(name, value);
        });
        is_own(&headers)
    }

    #[test]
    fn programs_and_pages_of_this_origin_may() {
        let host = ("host", "Console.example:8080");
        assert!(is_own_with(&[]));
        assert!(is_own_with(&[host]));
        for origin in [
            "http://console.example:8080",
            "https://console.example:8080",
        ] {
            assert!(is_own_with(&[host, ("origin", origin)]), "{origin}");
        }
        let behind_tls = [("host", "a.example"), ("origin", "https://a.example")];
        assert!(is_own_with(&behind_tls));
        for site in ["same-origin", "none"] {
            assert!(is_own_with(&[host, ("sec-fetch-site", site)]), "{site}");
        }
    }

    #[test]
    fn everyone_else_may_not() {
        let host = ("host", "console.example:8080");
        for origin in [
            "http://console.example",
            "http://console.example:80801",
            "http://evil.example:8080",
            "http://console.example:8080.evil.example",
            "null",
            "",
            "file://",
            "http://",
        ] {
            assert!(!is_own_with(&[host, ("origin", origin)]), "{origin}");
        }
        for site in ["cross-site", "same-site", "", "anything"] {
            assert!(!is_own_with(&[host, ("sec-fetch-site", site)]), "{site}");
        }
        let own = ("origin", "http://console.example:8080");
        assert!(!is_own_with(&[own]), "nobody knows the host");
        assert!(!is_own_with(&[
            host,
            own,
            ("origin", "http://evil.example")
        ]));
    }
}
