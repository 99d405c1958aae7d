//! Distinguishes addresses of the console from paths of files.

use std::path::Path;

use super::file::{is_hashed, safe};
use crate::names;

/// First words of the console's addresses.
const PAGES: [&str; 8] = [
    "organizations",
    "repositories",
    "compare",
    "login-command",
    "activity",
    "settings",
    "sign-in",
    "overview",
];

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    Page,
    /// It looks like a file, and there is none.
    File,
    Nothing,
}

pub(super) fn address(folder: &Path, path: &str) -> Address {
    let words: Vec<&str> = path.trim_matches('/').split('/').collect();
    if PAGES.contains(&words[0]) {
        return Address::Page;
    }
    let is_folder = safe(folder, words[0]).is_some_and(|inside| inside.is_dir());
    match words.as_slice() {
        // Of an older build: anyone who still has its page must not get this one as a script.
        [.., last] if is_hashed(words[0]) && last.contains('.') => Address::File,
        // Further down a dot is a file's, not a repository's.
        [_, _, .., last] if last.contains('.') => Address::File,
        // The short form of a repository's address, as in a pull command.
        [organization, repository @ ..]
            if !is_folder
                && names::check_organization(organization).is_ok()
                && names::check_repository(&repository.join("/").replace('$', "/")).is_ok() =>
        {
            Address::Page
        }
        [.., last] if last.contains('.') => Address::File,
        _ => Address::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_consoles_own_addresses_are_pages() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("locales")).unwrap();
        let address = |path| address(folder.path(), path);
        for page in [
            "/organizations",
            "/organizations/o/repositories/a$b/tags/v1.0",
            "/o/a$b.c",
            "/o/a/b",
        ] {
            assert_eq!(address(page), Address::Page, "{page}");
        }
        assert_eq!(address("/console-0123456789abcdef.css"), Address::File);
        assert_eq!(address("/locales/xx.json"), Address::File);
        let old = "/program-a891655e1593c94b/swr-console.js";
        assert_eq!(address(old), Address::File);
        assert_eq!(address("/assets/of/old.js"), Address::File);
        assert_eq!(address("/nonsense"), Address::Nothing);
    }
}
