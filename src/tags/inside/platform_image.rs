//! The images that a tag names, and which of them an address means. Pure.

use std::collections::BTreeSet;

use swr_api::{ImageConfiguration, ImagePlatform, Tag};

use crate::manifest::{Kind, Manifest, Platform};
use crate::route::{encode_keeping_slashes, parameters};

/// The parameter of the address that names a platform.
const PLATFORM: &str = "platform";

/// An image that a tag names, itself or through an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct PlatformImage {
    /// The digest of its manifest.
    pub(in super::super) digest: String,
    pub(in super::super) platform: Option<Platform>,
    /// The text of its manifest, where it is known.
    pub(in super::super) manifest: Option<String>,
    /// The text of its configuration, where it is known.
    pub(in super::super) configuration: Option<String>,
}

impl PlatformImage {
    /// What a service answered about a tag.
    pub(in super::super) fn of_answer(tag: &Tag, answer: Vec<ImageConfiguration>) -> Vec<Self> {
        let images = answer.into_iter().map(|it| Self {
            // The manifest of a tag that names one image has come with the tag.
            manifest: it
                .manifest
                .or_else(|| (it.digest == tag.digest).then(|| tag.manifest.clone())),
            digest: it.digest,
            platform: it.platform.map(platform),
            configuration: it.configuration,
        });
        images.collect()
    }

    /// What the manifest of a tag tells without asking for more.
    pub(in super::super) fn of_tag(tag: &Tag) -> Vec<Self> {
        let manifest = Manifest::parse(&tag.manifest);
        if !manifest.is_index() {
            return vec![Self {
                digest: tag.digest.clone(),
                platform: manifest.platform,
                manifest: Some(tag.manifest.clone()),
                configuration: None,
            }];
        }
        let images = manifest.images().map(|it| Self {
            digest: it.descriptor.digest.clone(),
            platform: it.platform.clone(),
            ..Self::default()
        });
        images.collect()
    }

    /// The kind by its manifest; `None` where that is not known.
    pub(super) fn kind(&self, tag: &Tag) -> Option<Kind> {
        let manifest = Manifest::parse(self.manifest.as_deref()?);
        let is_of_tag = self.digest == tag.digest;
        Some(match is_of_tag {
            true => manifest.kind_under(tag.name.as_str()),
            false => manifest.kind,
        })
    }
}

fn platform(platform: ImagePlatform) -> Platform {
    Platform {
        os: platform.os,
        architecture: platform.architecture,
        variant: platform.variant.filter(|it| !it.is_empty()),
        os_version: platform.os_version.filter(|it| !it.is_empty()),
        os_features: Vec::new(),
    }
}

/// Whether a kind of content is run as a container.
pub(super) fn is_run(kind: Kind) -> bool {
    matches!(kind, Kind::Image | Kind::WasmImage | Kind::ModelCar)
}

/// The words by which images are chosen, each of them different: the platform, with the version of the
/// system where only that tells two apart, and the digest where nothing else does.
pub(in super::super) fn platform_words(images: &[PlatformImage]) -> Vec<String> {
    let mut words: Vec<String> = images
        .iter()
        .map(|it| {
            it.platform
                .as_ref()
                .map(Platform::short)
                .unwrap_or_default()
        })
        .collect();
    for image_word in [with_version, by_digest] {
        let unclear = unclear(&words);
        for (word, image) in words.iter_mut().zip(images) {
            if unclear.contains(word) {
                *word = image_word(image).unwrap_or_else(|| word.clone());
            }
        }
    }
    words
}

/// The words that more than one image has, and the empty one.
fn unclear(words: &[String]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let repeated = words.iter().filter(|it| it.is_empty() || !seen.insert(*it));
    repeated.cloned().collect()
}

/// `windows(10.0.20348)/amd64`, as containerd writes it.
fn with_version(image: &PlatformImage) -> Option<String> {
    let platform = image.platform.as_ref()?;
    let version = platform.os_version.as_ref()?;
    let rest = platform.short();
    let rest = rest.strip_prefix(&platform.os)?;
    Some(format!("{}({version}){rest}", platform.os))
}

fn by_digest(image: &PlatformImage) -> Option<String> {
    (!image.digest.is_empty()).then(|| image.digest.clone())
}

/// The platform that an address asks for.
pub(in super::super) fn wanted_platform(view: &str) -> Option<String> {
    let mut parameters = parameters(view);
    parameters.find_map(|(name, value)| (name == PLATFORM).then_some(value))
}

/// The part of the address that asks for a platform.
pub(in super::super) fn platform_query(word: &str) -> String {
    format!("{PLATFORM}={}", encode_keeping_slashes(word))
}

/// The image that is meant, by its place; the first where the address names none. `None` where there
/// is no such image.
pub(in super::super) fn chosen_image(
    images: &[PlatformImage],
    words: &[String],
    wanted: Option<&str>,
) -> Option<usize> {
    let Some(wanted) = wanted else {
        return (!images.is_empty()).then_some(0);
    };
    let by_word = words.iter().position(|it| it == wanted);
    by_word.or_else(|| {
        let is_meant = |it: &PlatformImage| {
            let whole = it.platform.as_ref().map(Platform::to_string);
            let short = it.platform.as_ref().map(Platform::short);
            it.digest == wanted
                || whole.as_deref() == Some(wanted)
                || short.as_deref() == Some(wanted)
        };
        images.iter().position(is_meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(digest: &str, os: &str, architecture: &str) -> PlatformImage {
        PlatformImage {
            digest: digest.to_owned(),
            platform: Some(Platform {
                os: os.to_owned(),
                architecture: architecture.to_owned(),
                ..Platform::default()
            }),
            ..PlatformImage::default()
        }
    }

    fn windows(digest: &str, version: &str) -> PlatformImage {
        let mut image = image(digest, "windows", "amd64");
        if let Some(platform) = &mut image.platform {
            platform.os_version = Some(version.to_owned());
        }
        image
    }

    #[test]
    fn images_are_chosen_by_what_tells_them_apart() {
        let same = image("sha256:c", "linux", "arm64");
        let images = [
            image("sha256:a", "linux", "amd64"),
            windows("sha256:b", "10.0.20348"),
            windows("sha256:d", "10.0.17763"),
            same.clone(),
            PlatformImage {
                digest: "sha256:e".to_owned(),
                ..same
            },
            PlatformImage {
                digest: "sha256:f".to_owned(),
                ..PlatformImage::default()
            },
        ];
        let words = platform_words(&images);
        let expected = [
            "linux/amd64",
            "windows(10.0.20348)/amd64",
            "windows(10.0.17763)/amd64",
            "sha256:c",
            "sha256:e",
            "sha256:f",
        ];
        assert_eq!(words, expected);
        for (place, word) in expected.into_iter().enumerate() {
            assert_eq!(chosen_image(&images, &words, Some(word)), Some(place));
        }
        assert_eq!(
            chosen_image(&images, &words, Some("windows/amd64")),
            Some(1)
        );
        assert_eq!(chosen_image(&images, &words, None), Some(0));
        assert_eq!(chosen_image(&images, &words, Some("linux/s390x")), None);
        assert_eq!(chosen_image(&[], &[], None), None);
    }

    #[test]
    fn a_variant_that_goes_without_saying_may_be_written() {
        let mut arm64 = image("sha256:a", "linux", "arm64");
        if let Some(platform) = &mut arm64.platform {
            platform.variant = Some("v8".to_owned());
        }
        let images = [image("sha256:b", "linux", "amd64"), arm64];
        let words = platform_words(&images);
        assert_eq!(words, ["linux/amd64", "linux/arm64"]);
        for written in ["linux/arm64", "linux/arm64/v8"] {
            assert_eq!(chosen_image(&images, &words, Some(written)), Some(1));
        }
    }

    #[test]
    fn a_platform_comes_back_from_its_address() {
        for word in ["linux/arm64", "windows(10.0.17763)/amd64", "a&platform=b"] {
            let view = format!("dialog=x&{}", platform_query(word));
            assert_eq!(wanted_platform(&view).as_deref(), Some(word));
        }
        assert_eq!(platform_query("linux/arm64"), "platform=linux/arm64");
        assert_eq!(wanted_platform("filter=platform=a"), None);
    }

    #[test]
    fn an_index_tells_its_images_and_an_image_tells_itself() {
        let tag = |manifest: &str| {
            let tag: Tag = serde_json::from_str(r#"{"Tag":"1.0","digest":"sha256:t"}"#).unwrap();
            let manifest = manifest.to_owned();
            Tag { manifest, ..tag }
        };
        let index = tag(r#"{"schemaVersion":2,"manifests":[
            {"digest":"sha256:a","platform":{"os":"linux","architecture":"amd64"}},
            {"digest":"sha256:b","annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]}"#);
        assert_eq!(
            PlatformImage::of_tag(&index),
            [image("sha256:a", "linux", "amd64")]
        );
        let single = tag(r#"{"schemaVersion":2,"layers":[{"digest":"a"}]}"#);
        let [image] = PlatformImage::of_tag(&single).try_into().unwrap();
        assert_eq!(image.digest, "sha256:t");
        assert_eq!(image.kind(&single), Some(Kind::Image));
        let answer = ImageConfiguration {
            digest: "sha256:t".to_owned(),
            platform: None,
            manifest: None,
            configuration: Some("{}".to_owned()),
        };
        let [answered] = PlatformImage::of_answer(&single, vec![answer])
            .try_into()
            .unwrap();
        assert_eq!(answered.manifest, Some(single.manifest));
    }
}
