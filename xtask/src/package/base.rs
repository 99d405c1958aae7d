//! Below which path the console will stand: the one `<base href>` of its page.
//!
//! A relative base holds under any path, but only as long as the page is requested at one address:
//! with addresses after the `#` it always is, with addresses in the path it is not.

use anyhow::{Result, bail, ensure};

/// What a packaged page has when no one says where it will stand and its addresses are in the path.
pub(crate) const ROOT: &str = "/";
/// Wherever the page is.
pub(super) const ANYWHERE: &str = "./";

/// The base as it is written, from what was requested.
pub(super) fn read(wished: Option<&str>, has_hash_routing: bool) -> Result<String> {
    let Some(wished) = wished else {
        return Ok(if has_hash_routing { ANYWHERE } else { ROOT }.to_owned());
    };
    if wished == ANYWHERE {
        ensure!(
            has_hash_routing,
            "`--base ./` requires \"routing\": \"hash\": with path routing, a deep address would change the base"
        );
        return Ok(wished.to_owned());
    }
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-._~".contains(it);
    let is_segment = |it: &str| !it.is_empty() && it.chars().all(is_plain) && !is_dots(it);
    // Without one slash at each end; a second one would make another host of it.
    let inner = wished
        .strip_prefix('/')
        .map(|it| it.strip_suffix('/').unwrap_or(it));
    match inner {
        Some("") if wished == ROOT => Ok(ROOT.to_owned()),
        Some(inner) if inner.split('/').all(is_segment) => Ok(format!("/{inner}/")),
        _ => bail!("--base requires a path such as / or /registry/console/, not `{wished}`"),
    }
}

fn is_dots(segment: &str) -> bool {
    segment.chars().all(|it| it == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(wished: &str) -> Option<String> {
        read(Some(wished), false).ok()
    }

    #[test]
    fn a_path_gets_its_slash_at_the_end() {
        assert_eq!(base("/").as_deref(), Some("/"));
        assert_eq!(base("/a/b/").as_deref(), Some("/a/b/"));
        assert_eq!(base("/a/b").as_deref(), Some("/a/b/"));
    }

    #[test]
    fn what_is_no_path_of_a_folder_is_rejected() {
        for wrong in [
            "",
            "a/",
            "//",
            "///",
            "/a//",
            "//evil.example/",
            "/a//b/",
            "/../",
            "/a b/",
            "/a\"/",
            "https://a/",
            "/a/?b",
        ] {
            assert_eq!(base(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn addresses_after_the_hash_stand_anywhere() {
        assert_eq!(read(None, true).unwrap(), "./");
        assert_eq!(read(None, false).unwrap(), "/");
        assert_eq!(read(Some("./"), true).unwrap(), "./");
        assert_eq!(read(Some("/a/"), true).unwrap(), "/a/");
        assert!(base("./").is_none());
    }
}
