//! The manifests and stored blobs that the tags of a repository refer to, at any depth. Pure.
//!
//! A list of tags contains the manifests of tags, but not those within an index that have no tag. Their
//! stored bytes are known only as a whole: the size that the service reports for the index, minus the
//! known parts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use swr_api::Tag;

use super::{ChildRole, Form, Manifest};

/// The manifests of a repository, each read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents(BTreeMap<String, Manifest>);

/// What one tag names, at any depth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The digests of the manifests: the tag's own, and those in its index.
    pub manifests: BTreeSet<String>,
    /// The blobs that are stored for them, with their sizes.
    pub blobs: BTreeMap<String, u64>,
    /// What is stored for manifests that no one read.
    pub rest: Option<Rest>,
}

/// What is stored for some manifests that no one read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// The manifests.
    pub manifests: BTreeSet<String>,
    /// The bytes; `None` where the service did not say the size of the tag.
    pub size_bytes: Option<u64>,
}

impl Contents {
    /// The manifests of these tags. Tags of one image have one.
    pub fn of<'a>(tags: impl IntoIterator<Item = &'a Tag>) -> Self {
        let mut manifests = BTreeMap::new();
        for tag in tags {
            manifests
                .entry(key(tag).into_owned())
                .or_insert_with(|| Manifest::parse(&tag.manifest));
        }
        Self(manifests)
    }

    /// Adds a manifest that an index holds and no tag names.
    pub fn add(&mut self, digest: &str, manifest: &str) {
        self.0
            .entry(digest.to_owned())
            .or_insert_with(|| Manifest::parse(manifest));
    }

    /// The manifest of a tag.
    pub fn manifest(&self, tag: &Tag) -> Cow<'_, Manifest> {
        match self.0.get(&*key(tag)) {
            Some(manifest) => Cow::Borrowed(manifest),
            None => Cow::Owned(Manifest::parse(&tag.manifest)),
        }
    }

    /// What a tag names, at any depth.
    pub fn reach(&self, tag: &Tag) -> Reach {
        let own_key = key(tag);
        let own = self.manifest(tag);
        let mut reach = Reach::default();
        let mut unread = BTreeSet::new();
        let mut waiting: Vec<(&str, Option<&Manifest>)> = vec![(&own_key, Some(&own))];
        // The oldest form does not say its sizes.
        let is_read = |it: &&Manifest| !matches!(it.form, Form::Unknown | Form::DockerSchema1);
        while let Some((digest, manifest)) = waiting.pop() {
            if !reach.manifests.insert(digest.to_owned()) {
                continue;
            }
            let Some(manifest) = manifest.filter(is_read) else {
                unread.insert(digest.to_owned());
                continue;
            };
            let blobs = manifest.blobs().into_iter();
            reach
                .blobs
                .extend(blobs.map(|(digest, size)| (digest.to_owned(), size)));
            let is_manifest = |it: ChildRole| !matches!(it, ChildRole::Blob | ChildRole::Other);
            let children = manifest.children.iter();
            for child in children.filter(|it| is_manifest(it.role())) {
                let digest = child.descriptor.digest.as_str();
                waiting.push((digest, self.0.get(digest)));
            }
        }
        reach.rest = (!unread.is_empty()).then(|| {
            let known_bytes = reach.stored_bytes();
            Rest {
                manifests: unread,
                size_bytes: tag.size_bytes.map(|it| it.saturating_sub(known_bytes)),
            }
        });
        reach
    }
}

impl Reach {
    /// The bytes of all blobs that are known.
    pub fn stored_bytes(&self) -> u64 {
        self.blobs.values().copied().fold(0, u64::saturating_add)
    }
}

impl Rest {
    /// What tells it from another one.
    pub fn key(&self) -> String {
        let manifests: Vec<&str> = self.manifests.iter().map(String::as_str).collect();
        manifests.join(" ")
    }
}

/// Without digests no one knows which tags belong together.
fn key(tag: &Tag) -> Cow<'_, str> {
    match tag.digest.as_str() {
        "" => Cow::Owned(format!(":{}", tag.name)),
        digest => Cow::Borrowed(digest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, digest: &str, size_bytes: u64, manifest: &str) -> Tag {
        let json = format!(r#"{{"Tag":"{name}","digest":"{digest}","size":{size_bytes}}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        let manifest = manifest.to_owned();
        Tag { manifest, ..tag }
    }

    fn index(children: &[(&str, &str)]) -> String {
        let child = |(kind, digest): &(&str, &str)| {
            let media_type = format!("application/vnd.oci.image.{kind}.v1+json");
            format!(r#"{{"mediaType":"{media_type}","digest":"{digest}","size":500}}"#)
        };
        let children: Vec<String> = children.iter().map(child).collect();
        let children = children.join(",");
        format!(r#"{{"schemaVersion":2,"manifests":[{children}]}}"#)
    }

    const IMAGE: &str = r#"{"schemaVersion":2,"layers":[{"digest":"l","size":10}]}"#;

    #[test]
    fn an_index_reaches_what_its_indexes_hold() {
        let outer = tag("1", "o", 10, &index(&[("index", "a")]));
        let mut contents = Contents::of([&outer]);
        contents.add("a", &index(&[("manifest", "b")]));
        contents.add("b", IMAGE);
        let reach = contents.reach(&outer);
        assert_eq!(Vec::from_iter(&reach.manifests), ["a", "b", "o"]);
        assert_eq!((reach.stored_bytes(), reach.rest), (10, None));
    }

    #[test]
    fn what_no_one_read_is_what_is_left_of_the_whole() {
        let known = tag("a", "a", 10, IMAGE);
        let whole = index(&[("manifest", "a"), ("manifest", "b")]);
        let whole = tag("1", "i", 110, &whole);
        let contents = Contents::of([&known, &whole]);
        let rest = contents.reach(&whole).rest.unwrap();
        assert_eq!((rest.size_bytes, rest.manifests.len()), (Some(100), 1));
        assert!(rest.manifests.contains("b"));
    }

    #[test]
    fn an_index_that_holds_itself_has_an_end() {
        let own = tag("1", "i", 0, &index(&[("manifest", "i")]));
        assert_eq!(Contents::of([&own]).reach(&own).manifests.len(), 1);
    }
}
