//! The base path of the console: the root, or a path such as `/a/b/`.
//!
//! Only the console moves: paths of the API are signed, so they stay at the root.

use std::fmt;
use std::str::FromStr;

/// First words of paths that something else answers.
const TAKEN: [&str; 4] = ["v2", "v3", "registry", "healthz"];

/// How the attribute is in a page, whatever the page was built for.
const ATTRIBUTE: &str = "<base href=\"";

/// A path that begins and ends with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for Base {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Base {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "use the form /a/b/, with a slash at both ends".to_owned();
        if text == "/" {
            return Ok(Self::default());
        }
        let inside = text.strip_prefix('/').and_then(|it| it.strip_suffix('/'));
        let words: Vec<&str> = inside.ok_or_else(wrong)?.split('/').collect();
        if let Some(taken) = TAKEN.iter().find(|taken| **taken == words[0]) {
            return Err(format!("/{taken} is reserved for the service itself"));
        }
        // Nothing here must be escaped: in a path, in a route or in an attribute.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let is_word = |word: &&str| !word.is_empty() && **word != *"." && **word != *"..";
        if words.iter().all(is_word) && words.iter().all(|word| word.bytes().all(is_plain)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(wrong())
        }
    }
}

impl Base {
    pub fn is_root(&self) -> bool {
        self.0 == "/"
    }

    /// The path as the console knows it, without a slash in front; `None` beside the base.
    pub(crate) fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.0.as_str())
    }

    /// The base without the slash at its end, where that is a path of its own.
    pub(crate) fn without_slash(&self) -> Option<&str> {
        self.0.strip_suffix('/').filter(|path| !path.is_empty())
    }

    /// A page whose addresses are relative to here. One that says nothing of a base stays as it is.
    pub(crate) fn rewrite(&self, page: Vec<u8>) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(&page) else {
            return page;
        };
        let rewritten = text.split_once(ATTRIBUTE).and_then(|(before, rest)| {
            let (_, after) = rest.split_once('"')?;
            Some(format!("{before}{ATTRIBUTE}{self}\"{after}"))
        });
        rewritten.map_or(page, String::into_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_has_slashes_at_both_ends_and_is_no_one_elses() {
        for right in ["/", "/a/", "/a/b/", "/~me/console-1.0/"] {
            assert_eq!(right.parse::<Base>().unwrap().to_string(), right);
        }
        for wrong in [
            "",
            "a",
            "/a",
            "a/",
            "//",
            "/a//b/",
            "/../",
            "/a/./",
            "/a b/",
            "/a%20b/",
            "/\"/",
            "/{a}/",
            "/v2/",
            "/v3/x/",
            "/registry/",
            "/healthz/",
        ] {
            assert!(wrong.parse::<Base>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_is_below_belongs_to_the_console() {
        let base: Base = "/a/".parse().unwrap();
        assert_eq!(base.below("/a/settings"), Some("settings"));
        assert_eq!(base.below("/a/"), Some(""));
        assert_eq!(base.below("/a"), None);
        assert_eq!(base.below("/ab/settings"), None);
        assert_eq!(base.without_slash(), Some("/a"));
        assert_eq!(Base::default().below("/settings"), Some("settings"));
        assert_eq!(Base::default().without_slash(), None);
    }

    #[test]
    fn a_page_gets_its_base_whatever_it_had() {
        let base: Base = "/a/b/".parse().unwrap();
        let rewritten = |page: &str| String::from_utf8(base.rewrite(page.into())).unwrap();
        let expected = r#"<meta><base href="/a/b/"><script src="x.js">"#;
        assert_eq!(
            rewritten(r#"<meta><base href="/"><script src="x.js">"#),
            expected
        );
        assert_eq!(
            rewritten(r#"<meta><base href="/old/"><script src="x.js">"#),
            expected
        );
        assert_eq!(rewritten("<title>x</title>"), "<title>x</title>");
        assert_eq!(base.rewrite(vec![0xff]), [0xff]);
    }
}
