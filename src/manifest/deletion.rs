//! The effect of deleting tags: which images are kept because something else refers to them, which
//! companions are deleted too, and how much storage is freed at most. Pure.
//!
//! Deleting a tag removes only that tag. An image without references can then be removed, with the layers
//! that no other image uses. The contents of an index are not always known, so a layer that seems unused
//! may belong to one: the freed size is an upper bound.

use std::collections::{BTreeMap, BTreeSet};

use swr_api::{Tag, TagName};

use super::companion_of;
use super::contents::{Contents, Reach};

/// What happens to the images of some tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeletionPlan {
    /// One for each image, in the order of the tags.
    pub images: Vec<PlannedImage>,
    /// Companions that no one chose and that go with their images.
    pub companions: Vec<TagName>,
    /// Companions that stay without what they are about.
    pub left_behind: Vec<TagName>,
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
    /// Tags of indexes that hold it, at any depth, and stay.
    pub held_by: Vec<TagName>,
    /// How many bytes it frees at most; unknown where the service did not say its size.
    pub freed_bytes: Option<u64>,
}

impl DeletionPlan {
    /// Plans to delete these of all tags of a repository, and the companions of what goes with them.
    pub fn of(all: &[Tag], chosen: &[Tag]) -> Self {
        let contents = Contents::of(all.iter().chain(chosen));
        Self::with_companions(&contents, all, chosen)
    }

    /// The same with contents that were read before.
    pub fn with_companions(contents: &Contents, all: &[Tag], chosen: &[Tag]) -> Self {
        let mut doomed: Vec<&Tag> = chosen.iter().collect();
        let following = following(contents, all, &doomed);
        doomed.extend(&following);
        let mut plan = Self::with(contents, all, &doomed);
        let names: BTreeSet<&TagName> = chosen.iter().map(|it| &it.name).collect();
        plan.images
            .retain(|it| it.tags.iter().any(|tag| names.contains(tag)));
        plan.companions = following.iter().map(|it| it.name.clone()).collect();
        plan
    }

    /// Plans to delete exactly these.
    pub fn with(contents: &Contents, all: &[Tag], doomed: &[&Tag]) -> Self {
        let names: BTreeSet<&TagName> = doomed.iter().map(|it| &it.name).collect();
        let staying = all.iter().filter(|it| !names.contains(&it.name));
        let remaining = Remaining::of(contents, staying.clone());
        let mut plan = Self::default();
        let mut indices: BTreeMap<&str, usize> = BTreeMap::new();
        let mut gone = BTreeSet::new();
        let (mut counted, mut sizes) = (BTreeSet::new(), Vec::new());
        for tag in doomed {
            if let Some(index) = indices.get(tag.digest.as_str()) {
                plan.images[*index].tags.push(tag.name.clone());
                continue;
            }
            if !tag.digest.is_empty() {
                indices.insert(&tag.digest, plan.images.len());
            }
            let reach = contents.reach(tag);
            let freed = remaining.freed(&reach);
            plan.images.push(PlannedImage {
                tags: vec![tag.name.clone()],
                kept_by: remaining.names_of(&tag.digest),
                held_by: remaining.holders_of(&tag.digest),
                freed_bytes: sum(freed.values().copied()),
            });
            // Two images that go may share a layer, which is freed once.
            let new = freed
                .into_iter()
                .filter(|(blob, _)| counted.insert(blob.clone()));
            sizes.extend(new.map(|(_, size)| size));
            gone.extend(
                reach
                    .manifests
                    .into_iter()
                    .filter(|it| !remaining.holds(it)),
            );
        }
        let is_left_behind = |it: &&Tag| about(it).is_some_and(|about| gone.contains(&about));
        let left_behind = staying.filter(is_left_behind);
        plan.left_behind = left_behind.map(|it| it.name.clone()).collect();
        plan.freed_bytes = sum(sizes);
        plan
    }
}

/// The digest that a tag is attached to; one that is named after its own is an image's like any other.
pub(super) fn about(tag: &Tag) -> Option<String> {
    let about = companion_of(tag)?.about;
    (about != tag.digest).then_some(about)
}

/// The companions of what goes with these tags, those of the companions, and so on.
fn following<'a>(contents: &Contents, all: &'a [Tag], chosen: &[&Tag]) -> Vec<&'a Tag> {
    let names: BTreeSet<&TagName> = chosen.iter().map(|it| &it.name).collect();
    let staying = all.iter().filter(|it| !names.contains(&it.name));
    let companion = |it: &'a Tag| Some((it, about(it)?));
    let mut waiting: Vec<(&Tag, String)> = staying.clone().filter_map(companion).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    // How many of the tags that stay name each manifest.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for digest in staying.flat_map(|it| contents.reach(it).manifests) {
        *counts.entry(digest).or_default() += 1;
    }
    let mut gone: BTreeSet<String> = BTreeSet::new();
    let named = chosen.iter().flat_map(|it| contents.reach(it).manifests);
    gone.extend(named.filter(|it| !counts.contains_key(it)));
    let mut following = Vec::new();
    loop {
        let (follow, rest): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(_, about)| gone.contains(about));
        if follow.is_empty() {
            return following;
        }
        for (tag, _) in follow {
            for digest in contents.reach(tag).manifests {
                let left = counts.get(&digest).map_or(0, |it| it - 1);
                counts.insert(digest.clone(), left);
                if left == 0 {
                    gone.insert(digest);
                }
            }
            following.push(tag);
        }
        waiting = rest;
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

/// What the tags that stay need.
#[derive(Default)]
struct Remaining<'a> {
    names: BTreeMap<&'a str, Vec<TagName>>,
    holders: BTreeMap<String, Vec<TagName>>,
    blobs: BTreeSet<String>,
}

impl<'a> Remaining<'a> {
    fn of(contents: &Contents, tags: impl Iterator<Item = &'a Tag>) -> Self {
        let mut remaining = Self::default();
        for tag in tags {
            let names = remaining.names.entry(&tag.digest).or_default();
            names.push(tag.name.clone());
            if names.len() > 1 && !tag.digest.is_empty() {
                continue;
            }
            let reach = contents.reach(tag);
            remaining.blobs.extend(reach.blobs.into_keys());
            for digest in reach.manifests.into_iter().filter(|it| *it != tag.digest) {
                let holders = remaining.holders.entry(digest).or_default();
                holders.push(tag.name.clone());
            }
        }
        remaining
    }

    fn names_of(&self, digest: &str) -> Vec<TagName> {
        let known = self.names.get(digest).filter(|_| !digest.is_empty());
        known.cloned().unwrap_or_default()
    }

    fn holders_of(&self, digest: &str) -> Vec<TagName> {
        self.holders.get(digest).cloned().unwrap_or_default()
    }

    /// Whether a tag that stays names this manifest, itself or through an index.
    fn holds(&self, digest: &str) -> bool {
        self.names.contains_key(digest) || self.holders.contains_key(digest)
    }

    /// The blobs that nothing else has. What cannot be looked into counts whole, unless all of it is
    /// held by something that stays.
    fn freed(&self, reach: &Reach) -> BTreeMap<String, Option<u64>> {
        let blobs = reach.blobs.iter();
        let freed = blobs.filter(|(digest, _)| !self.blobs.contains(*digest));
        let mut freed: BTreeMap<String, Option<u64>> = freed
            .map(|(digest, size)| (digest.clone(), Some(*size)))
            .collect();
        if let Some(rest) = &reach.rest
            && !rest.manifests.iter().all(|it| self.holds(it))
        {
            freed.insert(rest.key(), rest.size_bytes);
        }
        freed
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
        assert_eq!(DeletionPlan::of(&all, &all).freed_bytes, Some(1000));
    }

    #[test]
    fn companions_follow_what_nothing_names_any_more() {
        let digest_of = |byte: &str| format!("sha256:{}", byte.repeat(32));
        let signature_of = |digest: &str| format!("{}.sig", digest.replace(':', "-"));
        let (one, signed) = (digest_of("0a"), digest_of("0b"));
        let all = [
            image("1.0", &one, &[("l", 10)]),
            image("1", &one, &[("l", 10)]),
            image(&signature_of(&one), &signed, &[("s", 2)]),
            image(&signature_of(&signed), "sha256:c", &[("t", 1)]),
            image("other", "sha256:d", &[("o", 5)]),
        ];
        let plan = DeletionPlan::of(&all, &all[..2]);
        let following = [signature_of(&one), signature_of(&signed)];
        assert_eq!(names(&plan.companions), following);
        assert_eq!((plan.images.len(), plan.freed_bytes), (1, Some(13)));
        let kept = DeletionPlan::of(&all, &all[..1]);
        assert_eq!((kept.companions, kept.freed_bytes), (Vec::new(), Some(0)));
        // Anyone who deletes exactly these leaves what is attached to them.
        let exactly = DeletionPlan::with(&Contents::of(&all), &all, &[&all[0], &all[1]]);
        assert_eq!(names(&exactly.left_behind), following[..1]);
        assert!(exactly.companions.is_empty());
    }

    #[test]
    fn companions_of_the_images_of_an_index_follow_it() {
        let child = format!("sha256:{}", "0a".repeat(32));
        let signature = format!("{}.sig", child.replace(':', "-"));
        let all = [
            index("1", "sha256:i", &[&child]),
            image(&signature, "sha256:s", &[("s", 1)]),
            index("2", "sha256:j", &[&child]),
        ];
        assert!(DeletionPlan::of(&all, &all[..1]).companions.is_empty());
        let both = DeletionPlan::of(&all, &[all[0].clone(), all[2].clone()]);
        assert_eq!(names(&both.companions), [signature]);
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
        // Without digests no one knows which tags belong together.
        let unknown = [tag("a", "", String::new()), tag("b", "", String::new())];
        let plan = DeletionPlan::of(&unknown, &unknown);
        assert_eq!((plan.images.len(), plan.freed_bytes), (2, Some(2000)));
        assert!(!DeletionPlan::of(&unknown, &unknown[..1]).images[0].is_kept());
    }
}
