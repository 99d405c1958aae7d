//! The content security policy of the console: the page runs what is beside it and talks to whom its
//! `config.json` names. The service sends it as a header, `cargo xtask package` writes it into the page.
//!
//! The configuration is whatever someone wrote: only an origin that is nothing else comes into the
//! policy, and a file that cannot be read adds none. The console says what is wrong with it.

mod origin;

use serde_json::Value;

/// What a host sends where no one may show the console in a frame. A browser heeds it in a header only.
pub const NO_FRAMES: &str = "frame-ancestors 'none'";

/// What the console's page may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentPolicy {
    origins: Vec<String>,
    ancestors: Vec<String>,
    inline: Option<String>,
}

impl ContentPolicy {
    /// The policy that goes with this `config.json`.
    pub fn of_configuration(json: &[u8]) -> Self {
        let configuration: Value = serde_json::from_slice(json).unwrap_or_default();
        let list = |name: &str| configuration[name].as_array().into_iter().flatten();
        let services = list("connections").flat_map(|it| [&it["endpoint"], &it["iam"]]);
        Self {
            origins: origins_of(services),
            ancestors: origins_of(list("frame_ancestors")),
            inline: None,
        }
    }

    /// The same where one script is in the page itself: the one of this digest, written as for
    /// Subresource Integrity.
    #[must_use]
    pub fn with_inline_script(self, digest: String) -> Self {
        Self {
            inline: Some(digest),
            ..self
        }
    }

    /// The origins beside the page's own that it may talk to.
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// As the header `Content-Security-Policy`.
    pub fn header(&self) -> String {
        format!("{}; {}", self.meta(), self.frames())
    }

    /// Who may show the console in a frame: the one directive that only a header can say.
    pub fn frames(&self) -> String {
        match self.ancestors.as_slice() {
            [] => NO_FRAMES.to_owned(),
            ancestors => format!("frame-ancestors {}", ancestors.join(" ")),
        }
    }

    /// As `<meta http-equiv="Content-Security-Policy">`, where a browser calls `frame-ancestors` a
    /// mistake.
    pub fn meta(&self) -> String {
        let origins: String = self.origins.iter().map(|it| format!(" {it}")).collect();
        let inline = self.inline.iter().map(|it| format!(" '{it}'"));
        let inline: String = inline.collect();
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{inline}; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'{origins}; \
             base-uri 'self'; form-action 'self'; manifest-src 'self'; \
             require-trusted-types-for 'script'; trusted-types 'none'"
        )
    }
}

fn origins_of<'a>(addresses: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut origins: Vec<String> = addresses
        .filter_map(|address| origin::of(address.as_str()?))
        .collect();
    origins.sort();
    origins.dedup();
    origins
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
        expected.push(NO_FRAMES);
        assert_eq!(directives(&header), expected);
        assert!(directives(&meta).contains(&"connect-src 'self' https://swr.example"));
    }

    #[test]
    fn only_pages_that_are_named_may_show_it_in_a_frame() {
        let frames = |configuration: &str| {
            ContentPolicy::of_configuration(configuration.as_bytes()).frames()
        };
        assert_eq!(frames("{}"), NO_FRAMES);
        assert_eq!(frames(r#"{"frame_ancestors": ["*", "'self'"]}"#), NO_FRAMES);
        assert_eq!(
            frames(r#"{"frame_ancestors": ["https://portal.example/", "http://127.0.0.1:8090"]}"#),
            "frame-ancestors http://127.0.0.1:8090 https://portal.example"
        );
    }

    #[test]
    fn one_script_may_are_in_the_page() {
        let policy = ContentPolicy::default().with_inline_script("sha384-abc".to_owned());
        let scripts = "script-src 'self' 'wasm-unsafe-eval' 'sha384-abc'";
        assert!(directives(&policy.meta()).contains(&scripts));
    }

    #[test]
    fn nothing_inline_runs_and_no_text_becomes_a_program() {
        let policy = ContentPolicy::default().header();
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains('*') && policy.starts_with("default-src 'none';"));
        assert!(directives(&policy).contains(&"connect-src 'self'"));
        assert!(directives(&policy).contains(&"require-trusted-types-for 'script'"));
    }
}
