//! Storage use of a repository: blobs shared by several images, what deleting each tag would free, the
//! largest layers, and growth. Pure.
//!
//! What deleting a tag would free is taken from its deletion plan; a test compares the two.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use swr_api::{Tag, TagName, Timestamp};

use super::contents::{Contents, Reach};
use super::deletion::about;

/// The use of the storage of a repository.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StorageUse {
    /// The bytes of everything that is stored, each blob once.
    pub total_bytes: u64,
    /// The bytes that several images need.
    pub shared_bytes: u64,
    /// The images, the largest own part first.
    pub images: Vec<ImageUse>,
    /// The tags, in the order that they were given in.
    pub tags: Vec<TagUse>,
    /// The blobs that are known one by one, the largest first.
    pub blobs: Vec<BlobUse>,
    /// When something was first pushed, and how much was stored from then on; oldest first.
    pub growth: Vec<(Timestamp, u64)>,
    /// The number of images whose size no one knows.
    pub unknown: u64,
}

/// What an image uses, whatever names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUse {
    /// The tags that name it.
    pub tags: Vec<TagName>,
    /// Whether it is attached to another one.
    pub is_companion: bool,
    /// The bytes that only this image needs.
    pub own_bytes: u64,
}

/// What a tag uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagUse {
    /// The tag.
    pub name: TagName,
    /// The bytes of everything that it names; `None` where the service did not say.
    pub size_bytes: Option<u64>,
    /// The bytes that its deletion frees at most, with what is attached to its image.
    pub freed_bytes: Option<u64>,
}

/// A blob, and how many images need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobUse {
    /// The digest.
    pub digest: String,
    /// The bytes.
    pub size_bytes: u64,
    /// The tags of the images that need it.
    pub tags: Vec<TagName>,
}

/// Something that is stored: a blob, or what is left of an index.
struct Stored {
    is_blob: bool,
    size_bytes: Option<u64>,
    users: Vec<usize>,
}

impl StorageUse {
    /// The use by these tags, all of a repository.
    pub fn of(contents: &Contents, tags: &[Tag]) -> Self {
        let reaches: Vec<Reach> = tags.iter().map(|it| contents.reach(it)).collect();
        let mut stored: BTreeMap<String, Stored> = BTreeMap::new();
        let mut namers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, reach) in reaches.iter().enumerate() {
            let blobs = reach.blobs.iter();
            let blobs = blobs.map(|(digest, size)| (digest.clone(), Some(*size), true));
            let rest = reach.rest.as_ref();
            let rest = rest.map(|it| (it.key(), it.size_bytes, false));
            for (key, size_bytes, is_blob) in blobs.chain(rest) {
                let entry = stored.entry(key).or_insert(Stored {
                    is_blob,
                    size_bytes,
                    users: Vec::new(),
                });
                entry.users.push(index);
            }
            for digest in &reach.manifests {
                namers.entry(digest).or_default().push(index);
            }
        }
        let images = images(tags);
        let image_of: Vec<usize> = {
            let mut of_tag = vec![0; tags.len()];
            for (image, indices) in images.iter().enumerate() {
                indices.iter().for_each(|it| of_tag[*it] = image);
            }
            of_tag
        };
        let mut own_bytes = vec![0_u64; images.len()];
        let (mut total_bytes, mut shared_bytes) = (0_u64, 0_u64);
        let mut unknown = 0;
        let mut first: BTreeMap<Timestamp, u64> = BTreeMap::new();
        for it in stored.values() {
            let Some(size) = it.size_bytes else {
                unknown += 1;
                continue;
            };
            let users: BTreeSet<usize> = it.users.iter().map(|it| image_of[*it]).collect();
            total_bytes = total_bytes.saturating_add(size);
            match users.first().filter(|_| users.len() == 1) {
                Some(image) => own_bytes[*image] = own_bytes[*image].saturating_add(size),
                None => shared_bytes = shared_bytes.saturating_add(size),
            }
            let pushed = it.users.iter().filter_map(|it| tags[*it].updated_at).min();
            if let Some(pushed) = pushed {
                let grown = first.entry(pushed).or_default();
                *grown = grown.saturating_add(size);
            }
        }
        let names = |indices: &[usize]| indices.iter().map(|it| tags[*it].name.clone()).collect();
        let image = |(indices, own_bytes): (&Vec<usize>, u64)| ImageUse {
            tags: names(indices),
            is_companion: indices.iter().all(|it| about(&tags[*it]).is_some()),
            own_bytes,
        };
        let mut image_uses: Vec<ImageUse> = images.iter().zip(own_bytes).map(image).collect();
        image_uses.sort_by_key(|it| std::cmp::Reverse(it.own_bytes));
        let whole = Whole {
            reaches: &reaches,
            stored: &stored,
            namers: &namers,
            attached: attached(tags),
        };
        let tag_use = |index: usize| TagUse {
            name: tags[index].name.clone(),
            size_bytes: size(&reaches[index]),
            freed_bytes: whole.freed_by(index),
        };
        let mut blobs: Vec<BlobUse> = stored
            .iter()
            .filter(|(_, it)| it.is_blob)
            .map(|(digest, it)| BlobUse {
                digest: digest.clone(),
                size_bytes: it.size_bytes.unwrap_or_default(),
                tags: names(&it.users),
            })
            .collect();
        blobs.sort_by_key(|it| std::cmp::Reverse(it.size_bytes));
        let mut so_far = 0_u64;
        let growth = first.into_iter().map(|(time, grown)| {
            so_far = so_far.saturating_add(grown);
            (time, so_far)
        });
        Self {
            total_bytes,
            shared_bytes,
            images: image_uses,
            blobs,
            growth: growth.collect(),
            unknown,
            tags: (0..tags.len()).map(tag_use).collect(),
        }
    }

    /// The number of tags that are not attached to an image.
    pub fn tag_count(&self) -> u64 {
        let images = self.images.iter().filter(|it| !it.is_companion);
        images.map(|it| it.tags.len() as u64).sum()
    }
}

/// Everything that a reach stands for.
fn size(reach: &Reach) -> Option<u64> {
    let rest = match &reach.rest {
        Some(rest) => rest.size_bytes?,
        None => 0,
    };
    Some(reach.stored_bytes().saturating_add(rest))
}

/// The indices of the tags of each image. Without digests no one knows which tags belong together.
fn images(tags: &[Tag]) -> Vec<Vec<usize>> {
    let mut images: Vec<Vec<usize>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        let known = places.get(tag.digest.as_str()).copied();
        match known.filter(|_| !tag.digest.is_empty()) {
            Some(place) => images[place].push(index),
            None => {
                places.insert(&tag.digest, images.len());
                images.push(vec![index]);
            }
        }
    }
    images
}

/// The companions of each digest.
fn attached(tags: &[Tag]) -> BTreeMap<String, Vec<usize>> {
    let mut attached: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        if let Some(about) = about(tag) {
            attached.entry(about).or_default().push(index);
        }
    }
    attached
}

/// A repository, for the question what one tag alone would free.
struct Whole<'a> {
    reaches: &'a [Reach],
    stored: &'a BTreeMap<String, Stored>,
    namers: &'a BTreeMap<&'a str, Vec<usize>>,
    attached: BTreeMap<String, Vec<usize>>,
}

impl Whole<'_> {
    fn freed_by(&self, index: usize) -> Option<u64> {
        let mut going = BTreeSet::from([index]);
        let mut waiting = VecDeque::from([index]);
        // Companions go when nothing names what they are about any longer.
        while let Some(next) = waiting.pop_front() {
            for digest in &self.reaches[next].manifests {
                if !self.is_gone(digest, &going) {
                    continue;
                }
                let attached = self.attached.get(digest).into_iter().flatten();
                waiting.extend(attached.filter(|it| going.insert(**it)));
            }
        }
        let mut freed = 0_u64;
        let mut counted = BTreeSet::new();
        for tag in &going {
            let reach = &self.reaches[*tag];
            for (digest, size) in &reach.blobs {
                let users = &self.stored[digest].users;
                if users.iter().all(|it| going.contains(it)) && counted.insert(digest.clone()) {
                    freed = freed.saturating_add(*size);
                }
            }
            if let Some(rest) = &reach.rest
                && rest.manifests.iter().any(|it| self.is_gone(it, &going))
                && counted.insert(rest.key())
            {
                freed = freed.saturating_add(rest.size_bytes?);
            }
        }
        Some(freed)
    }

    /// Whether nothing that stays names a manifest.
    fn is_gone(&self, digest: &str, going: &BTreeSet<usize>) -> bool {
        let namers = self.namers.get(digest).into_iter().flatten();
        namers.into_iter().all(|it| going.contains(it))
    }
}

#[cfg(test)]
mod tests {
    use super::super::DeletionPlan;
    use super::*;

    fn tag(name: &str, digest: &str, day: i64, manifest: &str, size_bytes: u64) -> Tag {
        let updated = Timestamp::from_unix_millis(day * 86_400_000);
        let json = format!(
            r#"{{"Tag":"{name}","digest":"{digest}","size":{size_bytes},"updated":"{updated}"}}"#
        );
        let tag: Tag = serde_json::from_str(&json).unwrap();
        let manifest = manifest.to_owned();
        Tag { manifest, ..tag }
    }

    fn image(name: &str, digest: &str, day: i64, layers: &[(&str, u64)]) -> Tag {
        let layer =
            |(digest, size): &(&str, u64)| format!(r#"{{"digest":"{digest}","size":{size}}}"#);
        let layers: Vec<String> = layers.iter().map(layer).collect();
        let manifest = format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(","));
        tag(name, digest, day, &manifest, 0)
    }

    fn repository() -> Vec<Tag> {
        let digest = format!("sha256:{}", "0a".repeat(32));
        let signature = format!("{}.sig", digest.replace(':', "-"));
        let index = format!(
            r#"{{"schemaVersion":2,"manifests":[{{"digest":"{digest}"}},{{"digest":"other"}}]}}"#
        );
        vec![
            image("1", &digest, 1, &[("base", 100), ("one", 10)]),
            image("2", "b", 2, &[("base", 100), ("two", 20)]),
            image("latest", "b", 3, &[("base", 100), ("two", 20)]),
            image(&signature, "s", 3, &[("signature", 5)]),
            tag("all", "i", 4, &index, 160),
            image("3", "c", 5, &[("three", 7)]),
        ]
    }

    #[test]
    fn own_parts_and_what_is_shared_are_the_whole() {
        let tags = repository();
        let all = StorageUse::of(&Contents::of(&tags), &tags);
        let own: u64 = all.images.iter().map(|it| it.own_bytes).sum();
        assert_eq!(all.total_bytes, 100 + 10 + 20 + 5 + 50 + 7);
        assert_eq!(own + all.shared_bytes, all.total_bytes);
        // The layer of `1` is needed by the index, too.
        assert_eq!(all.shared_bytes, 110);
        assert_eq!((all.images.len(), all.tag_count()), (5, 5));
        assert_eq!(
            (all.blobs[0].digest.as_str(), all.blobs[0].tags.len()),
            ("base", 4)
        );
        assert_eq!(all.growth.last().map(|it| it.1), Some(all.total_bytes));
        assert_eq!(all.growth[0].1, 110);
    }

    #[test]
    fn what_a_tag_alone_frees_is_what_the_plan_of_its_deletion_says() {
        let mut tags = repository();
        for count in (1..=tags.len()).rev() {
            let contents = Contents::of(&tags);
            let all = StorageUse::of(&contents, &tags);
            for (tag, use_of_tag) in tags.iter().zip(&all.tags) {
                let plan = DeletionPlan::of(&tags, std::slice::from_ref(tag));
                assert_eq!(
                    use_of_tag.freed_bytes, plan.freed_bytes,
                    "{count} {}",
                    tag.name
                );
            }
            tags.remove(tags.len() / 2);
        }
    }
}
