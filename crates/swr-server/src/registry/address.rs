//! Paths below `/v2/`: an image name and one of its resources.
//!
//! Names contain slashes and may contain the words `blobs`, `manifests` and `tags`, so a path is parsed from
//! its end.

use crate::image::Digest;
use crate::names;

/// `organization/repository`, the latter with as many slashes as it likes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImageName {
    pub organization: String,
    pub repository: String,
}

/// By which name a manifest is requested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reference {
    Tag(String),
    Digest(Digest),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Blob(Digest),
    /// Where uploads are started.
    Uploads,
    Upload(String),
    Manifest(Reference),
    /// What speaks of the manifest of that digest.
    Referrers(Digest),
    Tags,
}

/// Why a path is not one of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Some other path: the registry knows nothing of it.
    Route,
    /// A name without an organization.
    Name,
    Digest,
    /// The rule that the tag breaks, as a sentence.
    Tag(String),
}

impl ImageName {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (organization, repository) = text.split_once('/')?;
        let is_name = !organization.is_empty() && !repository.split('/').any(str::is_empty);
        is_name.then(|| Self {
            organization: organization.to_owned(),
            repository: repository.to_owned(),
        })
    }

    /// Whether the name can be in a scope and in a header.
    pub(super) fn is_plain(&self) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
        self.to_string().bytes().all(is_plain)
    }
}

impl std::fmt::Display for ImageName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.organization, self.repository)
    }
}

/// `path` is behind `/v2/` and is percent-decoded.
pub(super) fn parse(path: &str) -> Result<(ImageName, Target), Wrong> {
    let (name, target) = split(path).ok_or(Wrong::Route)?;
    let name = ImageName::parse(name).ok_or(Wrong::Name)?;
    Ok((name, target?))
}

fn split(path: &str) -> Option<(&str, Result<Target, Wrong>)> {
    if let Some(name) = path.strip_suffix("/tags/list") {
        return Some((name, Ok(Target::Tags)));
    }
    let uploads = path.strip_suffix('/').unwrap_or(path);
    if let Some(name) = uploads.strip_suffix("/blobs/uploads") {
        return Some((name, Ok(Target::Uploads)));
    }
    let (front, last) = path.rsplit_once('/')?;
    if let Some(name) = front.strip_suffix("/blobs/uploads") {
        return Some((name, Ok(Target::Upload(last.to_owned()))));
    }
    if let Some(name) = front.strip_suffix("/blobs") {
        let digest = Digest::parse(last).map_err(|_| Wrong::Digest);
        return Some((name, digest.map(Target::Blob)));
    }
    if let Some(name) = front.strip_suffix("/referrers") {
        let digest = Digest::parse(last).map_err(|_| Wrong::Digest);
        return Some((name, digest.map(Target::Referrers)));
    }
    let name = front.strip_suffix("/manifests")?;
    Some((name, reference(last).map(Target::Manifest)))
}

fn reference(text: &str) -> Result<Reference, Wrong> {
    if text.contains(':') {
        let digest = Digest::parse(text).map_err(|_| Wrong::Digest);
        return digest.map(Reference::Digest);
    }
    names::check_tag(text).map_err(Wrong::Tag)?;
    Ok(Reference::Tag(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, name: &str, target: Target) {
        let parsed = parse(path).map(|(name, target)| (name.to_string(), target));
        assert_eq!(parsed, Ok((name.to_owned(), target)), "{path}");
    }

    fn tag(name: &str) -> Target {
        Target::Manifest(Reference::Tag(name.to_owned()))
    }

    #[test]
    fn each_thing_of_an_image_has_its_path() {
        let digest = Digest::of(b"");
        check("o/r/manifests/v1.0", "o/r", tag("v1.0"));
        check(
            &format!("o/a/b/manifests/{digest}"),
            "o/a/b",
            Target::Manifest(Reference::Digest(digest.clone())),
        );
        check(
            &format!("o/r/referrers/{digest}"),
            "o/r",
            Target::Referrers(digest.clone()),
        );
        check(&format!("o/r/blobs/{digest}"), "o/r", Target::Blob(digest));
        check("o/r/blobs/uploads/", "o/r", Target::Uploads);
        check("o/r/blobs/uploads", "o/r", Target::Uploads);
        check("o/r/blobs/uploads/id", "o/r", Target::Upload("id".into()));
        check("o/r/tags/list", "o/r", Target::Tags);
    }

    #[test]
    fn names_may_contain_the_words_of_the_protocol() {
        check(
            "o/manifests/manifests/manifests",
            "o/manifests",
            tag("manifests"),
        );
        check("o/tags/list/tags/list", "o/tags/list", Target::Tags);
        check(
            "o/blobs/uploads/blobs/uploads/",
            "o/blobs/uploads",
            Target::Uploads,
        );
        check("o/a/blobs/b/manifests/1", "o/a/blobs/b", tag("1"));
    }

    #[test]
    fn wrong_paths_are_told_apart() {
        for (path, wrong) in [
            ("_catalog", Wrong::Route),
            ("o/r", Wrong::Route),
            ("o/r/referrers/x", Wrong::Digest),
            ("r/manifests/1", Wrong::Name),
            ("/r/manifests/1", Wrong::Name),
            ("o//r/manifests/1", Wrong::Name),
            ("o/r/blobs/sha256:..", Wrong::Digest),
            ("o/r/manifests/sha256:12", Wrong::Digest),
        ] {
            assert_eq!(parse(path).err(), Some(wrong), "{path}");
        }
        for tag in ["-x", "", &"a".repeat(129)] {
            let parsed = parse(&format!("o/r/manifests/{tag}"));
            assert!(matches!(parsed, Err(Wrong::Tag(_))), "{tag}");
        }
    }
}
