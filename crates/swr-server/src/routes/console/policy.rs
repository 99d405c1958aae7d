//! The content security policy: the page runs what is beside it and talks to whom its configuration
//! names.
//!
//! The configuration is whatever somebody wrote: only an origin that is nothing else comes into the
//! header, and a file that cannot be read adds none. The console says what is wrong with it.

use std::path::Path;

use axum::http::{HeaderValue, Uri};
use serde_json::Value;

/// The policy of the console in that folder.
pub(super) async fn policy(folder: &Path) -> HeaderValue {
    let text = tokio::fs::read(folder.join("config.json")).await;
    let origins = origins(&text.unwrap_or_default());
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{origins}; base-uri 'self'; \
         form-action 'self'; frame-ancestors 'none'; manifest-src 'self'"
    );
    HeaderValue::try_from(policy).expect("origins are plain text")
}

/// The origins of every service that the configuration names, each with a space before it.
fn origins(configuration: &[u8]) -> String {
    let configuration: Value = serde_json::from_slice(configuration).unwrap_or_default();
    let connections = configuration["connections"].as_array();
    let mut origins: Vec<String> = connections
        .into_iter()
        .flatten()
        .flat_map(|connection| [&connection["endpoint"], &connection["iam"]])
        .filter_map(|address| origin(address.as_str()?))
        .collect();
    origins.sort();
    origins.dedup();
    origins.iter().map(|origin| format!(" {origin}")).collect()
}

/// `https://host:port` of an absolute address; an address on the page's own origin has none.
fn origin(address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    let scheme = address.scheme_str()?;
    let authority = address.authority()?;
    let host = authority.host();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    if !matches!(scheme, "http" | "https") || host.is_empty() || !host.bytes().all(is_plain) {
        return None;
    }
    let port = authority.port_u16();
    let port = port.map_or_else(String::new, |port| format!(":{port}"));
    Some(format!("{scheme}://{host}{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_on_another_origin_is_named_once() {
        let configuration = br#"{"connections": [
            {"endpoint": "https://swr.example/path", "iam": "https://iam.example:8443/v3"},
            {"endpoint": "", "iam": "/identity"},
            {"endpoint": "https://swr.example"},
            {"endpoint": "http://[::1]:8080"}]}"#;
        let expected = " http://[::1]:8080 https://iam.example:8443 https://swr.example";
        assert_eq!(origins(configuration), expected);
    }

    #[test]
    fn nothing_but_an_origin_comes_out_of_a_file_that_is_broken_or_sly() {
        for wrong in [
            "",
            "{",
            "[]",
            r#"{"connections": 1}"#,
            r#"{"connections": [1, {"endpoint": 2}]}"#,
            r#"{"connections": [{"endpoint": "https://a;script-src *"}]}"#,
            r#"{"connections": [{"endpoint": "https://*"}]}"#,
            r#"{"connections": [{"endpoint": "https://a,b"}]}"#,
            r#"{"connections": [{"endpoint": "javascript://a"}]}"#,
            r#"{"connections": [{"endpoint": "swr.example"}]}"#,
        ] {
            assert_eq!(origins(wrong.as_bytes()), "", "{wrong}");
        }
    }
}
