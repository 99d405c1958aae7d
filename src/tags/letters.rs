//! Which tags name the same image: each such group gets a letter. Pure.

use std::collections::BTreeMap;

use swr_api::Tag;

/// The letters of a list of tags, by digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(BTreeMap<String, usize>);

impl Letters {
    /// Letters for every digest that more than one tag names, in the order of the first of each, so
    /// that those given stay while more tags arrive.
    pub(super) fn of(tags: &[Tag]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in tags.iter().filter(|it| !it.digest.is_empty()) {
            *counts.entry(&tag.digest).or_default() += 1;
        }
        let mut letters = BTreeMap::new();
        for tag in tags {
            let is_shared = counts.get(tag.digest.as_str()).is_some_and(|it| *it > 1);
            if is_shared && !letters.contains_key(&tag.digest) {
                letters.insert(tag.digest.clone(), letters.len());
            }
        }
        Self(letters)
    }

    /// Whether any image has several tags.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The index of a digest among those with a letter.
    pub(super) fn index(&self, digest: &str) -> Option<usize> {
        self.0.get(digest).copied()
    }
}

/// `A` to `Z`, then `AA`, as the columns of a sheet go on.
pub(super) fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    match (index / 26).checked_sub(1) {
        Some(before) => letter(before) + &last.to_string(),
        None => last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(digests: &[&str]) -> Vec<Tag> {
        let tag = |(number, digest): (usize, &&str)| {
            let json = format!(r#"{{"Tag":"v{number}","digest":"{digest}"}}"#);
            serde_json::from_str(&json).unwrap()
        };
        digests.iter().enumerate().map(tag).collect()
    }

    #[test]
    fn only_images_with_several_tags_have_a_letter() {
        let letters = Letters::of(&tags(&["c", "b", "", "a", "b", "c", "c", ""]));
        let indices = ["a", "b", "c", ""].map(|digest| letters.index(digest));
        assert_eq!(indices, [None, Some(1), Some(0), None]);
        assert!(Letters::of(&tags(&["a", "b"])).is_empty());
    }

    #[test]
    fn letters_go_on_after_the_last() {
        let names = [0, 25, 26, 51, 52, 701, 702].map(letter);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
