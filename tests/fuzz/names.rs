//! Names: what the strict rule accepts, the lenient one accepts too, and every address form of a
//! name leads back to it.

use swr_api::{OrganizationName, RepositoryName, TagName};

use crate::check;

const PIECES: &[&str] = &[
    "a",
    "z9",
    "-",
    "--",
    "_",
    "__",
    "___",
    ".",
    "..",
    "/",
    "//",
    "$",
    "library",
    "manage",
    "tags",
    "V1",
    "latest",
    "%2F",
    " ",
    "0123456789012345678901234567890123456789",
];

#[test]
fn names_of_organizations_keep_their_text() {
    check(|input| {
        let text = input.text(PIECES, 8);
        let Ok(name) = OrganizationName::new(&text) else {
            return false;
        };
        assert_eq!(name.as_str(), text);
        assert_eq!(OrganizationName::existing(text.as_str()), Ok(name));
        true
    });
}

#[test]
fn names_of_new_repositories_come_back_from_their_segment() {
    check(|input| {
        let text = input.text(PIECES, 8);
        let Ok(name) = RepositoryName::new(&text) else {
            return false;
        };
        assert_eq!(RepositoryName::existing(text.as_str()).as_ref(), Ok(&name));
        assert!(!name.segment().contains('/'));
        assert_eq!(RepositoryName::from_segment(&name.segment()), Ok(name));
        true
    });
}

#[test]
fn names_of_existing_repositories_keep_their_text() {
    check(|input| {
        let text = input.text(PIECES, 8);
        let Ok(name) = RepositoryName::existing(text.as_str()) else {
            return false;
        };
        assert_eq!(name.as_str(), text);
        true
    });
}

#[test]
fn names_of_tags_keep_their_text() {
    check(|input| {
        let text = input.text(PIECES, 8);
        let Ok(name) = TagName::new(&text) else {
            return false;
        };
        assert!(text.len() <= 128);
        assert_eq!(TagName::existing(text.as_str()), Ok(name));
        true
    });
}
