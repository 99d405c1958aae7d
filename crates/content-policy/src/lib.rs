//! The content security policy of the console: the page runs what is beside it and talks to whom its
//! `config.json` names. The service sends it as a header, `cargo xtask package` writes it into the page.
//!
//! The configuration is whatever somebody wrote: only an origin that is nothing else comes into the
//! policy, and a file that cannot be read adds none. The console says what is wrong with it.

mod origin;

use serde_json::Value;

/// Who may show the console in a frame: nobody. A browser heeds it in a header only.
pub const FRAME_ANCESTORS: &str = "frame-ancestors 'none'";

/// What the console's page may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentPolicy {
    origins: Vec<String>,
}

impl ContentPolicy {
    /// The policy that goes with this `config.json`.
    pub fn of_configuration(json: &[u8]) -> Self {
        let configuration: Value = serde_json::from_slice(json).unwrap_or_default();
        let connections = configuration["connections"].as_array();
        let mut origins: Vec<String> = connections
            .into_iter()
            .flatten()
            .flat_map(|connection| [&connection["endpoint"], &connection["iam"]])
            .filter_map(|address| origin::of(address.as_str()?))
            .collect();
        origins.sort();
        origins.dedup();
        Self { origins }
    }

    /// The origins beside the page's own that it may talk to.
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// As the header `Content-Security-Policy`.
    pub fn header(&self) -> String {
        format!("{}; {FRAME_ANCESTORS}", self.meta())
    }

    /// As `<meta http-equiv="Content-Security-Policy">`, where a browser calls `frame-ancestors` a
    /// mistake.
    pub fn meta(&self) -> String {
        let origins: String = self.origins.iter().map(|it| format!(" {it}")).collect();
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'{origins}; \
             base-uri 'self'; form-action 'self'; manifest-src 'self'"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(configuration: &str) -> Vec<String> {
        ContentPolicy::of_configuration(configuration.as_bytes()).origins
    }

    fn directives(policy: &str) -> Vec<&str> {
        policy.split("; ").collect()
    }

    #[test]
    fn each_service_on_another_origin_is_named_once() {
        let configuration = r#"{"connections": [
            {"endpoint": "https://swr.example/path", "iam": "https://iam.example:8443/v3"},
            {"endpoint": "", "iam": "/identity"},
            {"endpoint": "https://swr.example"},
            {"endpoint": "http://[::1]:8080"}]}"#;
        let expected = [
            "http://[::1]:8080",
            "https://iam.example:8443",
            "https://swr.example",
        ];
        assert_eq!(origins(configuration), expected);
    }

    #[test]
    fn a_file_that_is_broken_adds_nothing() {
        for wrong in [
            "",
            "{",
            "[]",
            r#"{"connections": 1}"#,
            r#"{"connections": [1, {"endpoint": 2}]}"#,
            r#"{"connections": [{"endpoint": "https://a;script-src *"}]}"#,
        ] {
            assert!(origins(wrong).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn header_and_page_say_the_same_but_for_frames() {
        let configuration = br#"{"connections": [{"endpoint": "https://swr.example"}]}"#;
        let policy = ContentPolicy::of_configuration(configuration);
        let (header, meta) = (policy.header(), policy.meta());
        let mut expected = directives(&meta);
        expected.push(FRAME_ANCESTORS);
        assert_eq!(directives(&header), expected);
        assert!(directives(&meta).contains(&"connect-src 'self' https://swr.example"));
    }

    #[test]
    fn nothing_inline_runs_and_no_text_becomes_a_program() {
        let policy = ContentPolicy::default().header();
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains('*') && policy.starts_with("default-src 'none';"));
        assert!(directives(&policy).contains(&"connect-src 'self'"));
    }
}
