//! What deleting some tags does: which images stay because something else names them, and how much
//! is freed at most. Pure.
//!
//! A deleted tag takes nothing else along. An image that nothing names any more can go, with the
//! layers that no other image has. What an index holds is not in its own manifest, so a layer that
//! seems to be alone may belong to one: what is freed is a bound and never a promise.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use swr_api::{Tag, TagName};

use super::{Manifest, companion_of};

/// What happens to the images of some tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeletionPlan {
    /// One for each image, in the order of the tags.
    pub images: Vec<PlannedImage>,
    /// How many bytes all of them free at most; unknown where the service did not say a size.
    pub freed_bytes: Option<u64>,
}

/// The plan for one image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedImage {
    /// Its tags that go.
    pub tags: Vec<TagName>,
    /// Its tags that stay.
    pub kept_by: Vec<TagName>,
    /// Tags of indexes that hold it and stay.
    pub held_by: Vec<TagName>,
    /// How many bytes it frees at most; unknown where the service did not say its size.
    pub freed_bytes: Option<u64>,
    /// Tags of its signatures that stay behind when it goes.
    pub left_behind: Vec<TagName>,
}

/// What the manifests of some tags say, read once for however many plans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifests(BTreeMap<String, Manifest>);

/// What the tags that stay need.
#[derive(Default)]
struct Remaining<'a> {
    names: BTreeMap<&'a str, Vec<TagName>>,
    holders: BTreeMap<String, Vec<TagName>>,
    signatures: BTreeMap<String, Vec<TagName>>,
    blobs: BTreeSet<String>,
}

impl DeletionPlan {
    /// Plans to delete these of all tags of a repository.
    pub fn of(all: &[Tag], doomed: &[Tag]) -> Self {
        let manifests = Manifests::of(all.iter().chain(doomed));
        Self::with(&manifests, all, &doomed.iter().collect::<Vec<_>>())
    }

    /// The same with manifests that were read before, those of all tags.
    pub fn with(manifests: &Manifests, all: &[Tag], doomed: &[&Tag]) -> Self {
        let doomed_names: BTreeSet<&TagName> = doomed.iter().map(|it| &it.name).collect();
        let staying = all.iter().filter(|it| !doomed_names.contains(&it.name));
        let remaining = Remaining::of(manifests, staying);
        let mut plan = Self::default();
        let mut indices: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut counted, mut sizes) = (BTreeSet::new(), Vec::new());
        for tag in doomed {
            if let Some(index) = indices.get(tag.digest.as_str()) {
                plan.images[*index].tags.push(tag.name.clone());
                continue;
            }
            if !tag.digest.is_empty() {
                indices.insert(&tag.digest, plan.images.len());
            }
            let freed = remaining.freed_by(manifests, tag);
            plan.images.push(PlannedImage {
                tags: vec![tag.name.clone()],
                kept_by: remaining.names_of(&tag.digest),
                held_by: remaining.holders_of(&tag.digest),
                left_behind: remaining.signatures_of(&tag.digest),
                freed_bytes: sum(freed.values().copied()),
            });
            // Two images that go may share a layer, which is freed once.
            let new = freed
                .into_iter()
                .filter(|(blob, _)| counted.insert(blob.clone()));
            sizes.extend(new.map(|(_, size)| size));
        }
        plan.freed_bytes = sum(sizes);
        plan
    }
}

/// The sum of all sizes, unless one is unknown.
fn sum(sizes: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    let mut sizes = sizes.into_iter();
    sizes.try_fold(0, |sum, size| Some(u64::saturating_add(sum, size?)))
}

impl PlannedImage {
    /// Whether something else names it.
    pub fn is_kept(&self) -> bool {
        !self.kept_by.is_empty() || !self.held_by.is_empty()
    }
}

impl Manifests {
    /// Tags of one image have one manifest.
    pub fn of<'a>(tags: impl IntoIterator<Item = &'a Tag>) -> Self {
        let mut manifests = BTreeMap::new();
        for tag in tags {
            manifests
                .entry(key(tag).into_owned())
                .or_insert_with(|| Manifest::parse(&tag.manifest));
        }
        Self(manifests)
    }

    fn of_tag(&self, tag: &Tag) -> Cow<'_, Manifest> {
        match self.0.get(&*key(tag)) {
            Some(manifest) => Cow::Borrowed(manifest),
            None => Cow::Owned(Manifest::parse(&tag.manifest)),
        }
    }
}

/// Without digests nobody knows which tags belong together.
fn key(tag: &Tag) -> Cow<'_, str> {
    match tag.digest.as_str() {
        "" => Cow::Owned(format!(":{}", tag.name)),
        digest => Cow::Borrowed(digest),
    }
}

impl<'a> Remaining<'a> {
    fn of(manifests: &Manifests, tags: impl Iterator<Item = &'a Tag>) -> Self {
        let mut remaining = Self::default();
        for tag in tags {
            if let Some(signature) = companion_of(tag) {
                let signatures = remaining.signatures.entry(signature.about);
                signatures.or_default().push(tag.name.clone());
            }
            let names = remaining.names.entry(&tag.digest).or_default();
            names.push(tag.name.clone());
            if names.len() > 1 && !tag.digest.is_empty() {
                continue;
            }
            let manifest = manifests.of_tag(tag);
            let blobs = manifest.blobs().into_keys().map(str::to_owned);
            remaining.blobs.extend(blobs);
            let children = manifest.children.iter();
            for child in children.filter(|it| !it.descriptor.digest.is_empty()) {
                let holders = remaining.holders.entry(child.descriptor.digest.clone());
                holders.or_default().push(tag.name.clone());
            }
        }
        remaining
    }

    fn names_of(&self, digest: &str) -> Vec<TagName> {
        let known = self.names.get(digest).filter(|_| !digest.is_empty());
        known.cloned().unwrap_or_default()
    }

    /// The signatures of an image that nothing names any more.
    fn signatures_of(&self, digest: &str) -> Vec<TagName> {
        if self.names.contains_key(digest) || self.holders.contains_key(digest) {
            return Vec::new();
        }
        self.signatures.get(digest).cloned().unwrap_or_default()
    }

    fn holders_of(&self, digest: &str) -> Vec<TagName> {
        self.holders.get(digest).cloned().unwrap_or_default()
    }

    /// The blobs that only this tag's image has. What cannot be looked into counts whole.
    fn freed_by(&self, manifests: &Manifests, tag: &Tag) -> BTreeMap<String, Option<u64>> {
        let is_kept = !tag.digest.is_empty()
            && (self.names.contains_key(tag.digest.as_str())
                || self.holders.contains_key(&tag.digest));
        if is_kept {
            return BTreeMap::new();
        }
        let manifest = manifests.of_tag(tag);
        if manifest.size_bytes().is_none() {
            let whole = format!("{} {}", tag.digest, tag.name);
            return BTreeMap::from([(whole, tag.size_bytes)]);
        }
        let blobs = manifest.blobs().into_iter();
        blobs
            .filter(|(digest, _)| !self.blobs.contains(*digest))
            .map(|(digest, size)| (digest.to_owned(), Some(size)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An image with its layers and their sizes.
    fn image(name: &str, digest: &str, layers: &[(&str, u64)]) -> Tag {
        let layers: Vec<String> = layers
            .iter()
            .map(|(digest, size)| format!(r#"{{"digest":"{digest}","size":{size}}}"#))
            .collect();
        let manifest = format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(","));
        tag(name, digest, manifest)
    }

    fn index(name: &str, digest: &str, children: &[&str]) -> Tag {
        let child = |digest: &&str| format!(r#"{{"digest":"{digest}","size":500}}"#);
        let children: Vec<String> = children.iter().map(child).collect();
        let manifest = format!(
            r#"{{"schemaVersion":2,"manifests":[{}]}}"#,
            children.join(",")
        );
        tag(name, digest, manifest)
    }

    fn tag(name: &str, digest: &str, manifest: String) -> Tag {
        let json = format!(r#"{{"Tag":"{name}","digest":"{digest}","size":1000}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        Tag { manifest, ..tag }
    }

    fn names(tags: &[TagName]) -> Vec<&str> {
        tags.iter().map(TagName::as_str).collect()
    }

    #[test]
    fn an_image_that_another_tag_names_stays_whole() {
        let all = [
            image("1.0", "sha256:a", &[("l", 10)]),
            image("1", "sha256:a", &[("l", 10)]),
            image("latest", "sha256:a", &[("l", 10)]),
        ];
        let plan = DeletionPlan::of(&all, &all[..2]);
        assert_eq!(plan.images.len(), 1);
        assert_eq!(names(&plan.images[0].tags), ["1.0", "1"]);
        assert_eq!(names(&plan.images[0].kept_by), ["latest"]);
        assert_eq!(plan.freed_bytes, Some(0));
    }

    #[test]
    fn only_layers_that_no_other_image_has_are_freed_and_each_once() {
        let all = [
            image("1", "sha256:a", &[("base", 100), ("both", 20), ("one", 3)]),
            image("2", "sha256:b", &[("base", 100), ("both", 20), ("two", 4)]),
            image("3", "sha256:c", &[("base", 100)]),
        ];
        let plan = DeletionPlan::of(&all, &all[..2]);
        let freed: Option<Vec<u64>> = plan.images.iter().map(|it| it.freed_bytes).collect();
        let freed = freed.unwrap();
        assert_eq!(freed, [23, 24]);
        assert_eq!(plan.freed_bytes, Some(27));
        assert!(plan.images.iter().all(|it| !it.is_kept()));
    }

    #[test]
    fn an_index_keeps_the_images_it_holds() {
        let all = [
            image("1-amd64", "sha256:a", &[("l", 10)]),
            index("1", "sha256:i", &["sha256:a", "sha256:b"]),
        ];
        let plan = DeletionPlan::of(&all, &all[..1]);
        assert_eq!(names(&plan.images[0].held_by), ["1"]);
        assert_eq!(plan.freed_bytes, Some(0));
        // Together with the index there is nothing left that names it.
        assert_eq!(DeletionPlan::of(&all, &all).freed_bytes, Some(1010));
    }

    #[test]
    fn signatures_stay_behind_when_their_image_goes() {
        let hex = "0a".repeat(32);
        let (digest, signature) = (format!("sha256:{hex}"), format!("sha256-{hex}.sig"));
        let all = [
            image("1.0", &digest, &[("l", 10)]),
            image("1", &digest, &[("l", 10)]),
            image(&signature, "sha256:s", &[("s", 1)]),
        ];
        let behind = |doomed: &[Tag]| {
            let plan = DeletionPlan::of(&all, doomed);
            let images = plan.images.iter().flat_map(|it| it.left_behind.clone());
            images.map(|it| it.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(behind(&all[..2]), [signature]);
        assert!(behind(&all[..1]).is_empty(), "another tag names the image");
        assert!(behind(&all).is_empty(), "the signature goes, too");
    }

    #[test]
    fn what_cannot_be_looked_into_counts_whole() {
        let unread = tag("x", "sha256:x", "not a manifest".to_owned());
        assert_eq!(
            DeletionPlan::of(std::slice::from_ref(&unread), std::slice::from_ref(&unread))
                .freed_bytes,
            Some(1000)
        );
        let unsized_tag = Tag {
            size_bytes: None,
            ..unread
        };
        let plan = DeletionPlan::of(&[], &[unsized_tag]);
        assert_eq!((plan.freed_bytes, plan.images[0].freed_bytes), (None, None));
        // Without digests nobody knows which tags belong together.
        let unknown = [tag("a", "", String::new()), tag("b", "", String::new())];
        let plan = DeletionPlan::of(&unknown, &unknown);
        assert_eq!((plan.images.len(), plan.freed_bytes), (2, Some(2000)));
        assert!(!DeletionPlan::of(&unknown, &unknown[..1]).images[0].is_kept());
    }
}
