//! What giving an image a further tag does to the tag that has the name already. Pure.

use swr_api::{Tag, TagName};

/// What the name that is typed means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Destination {
    /// Nothing is typed, or no name yet.
    Unfinished,
    /// The tag itself.
    Itself,
    /// No tag has it.
    Free(TagName),
    /// A tag of the same image has it: nothing would change.
    Same(TagName),
    /// It names another image now.
    Taken(Box<Replaced>),
}

/// A tag that would be moved away from its image.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Replaced {
    pub(super) tag: Tag,
    /// The other tags that name its image.
    pub(super) kept_by: Vec<TagName>,
}

impl Destination {
    /// Looks among the tags that are known.
    pub(super) fn of(typed: &str, source: &TagName, tags: &[Tag]) -> Self {
        let Ok(name) = typed.trim().parse::<TagName>() else {
            return Self::Unfinished;
        };
        if name == *source {
            return Self::Itself;
        }
        let Some(tag) = tags.iter().find(|it| it.name == name) else {
            return Self::Free(name);
        };
        let names_image = |it: &&Tag| !it.digest.is_empty() && it.digest == tag.digest;
        let mut namers = tags.iter().filter(names_image);
        if namers.any(|it| it.name == *source) {
            return Self::Same(name);
        }
        let others = tags.iter().filter(names_image);
        let kept_by = others
            .filter(|it| it.name != name)
            .map(|it| it.name.clone());
        Self::Taken(Box::new(Replaced {
            kept_by: kept_by.collect(),
            tag: tag.clone(),
        }))
    }

    /// The name to create, where there is something to do.
    pub(super) fn name(&self) -> Option<&TagName> {
        match self {
            Self::Unfinished | Self::Itself | Self::Same(_) => None,
            Self::Free(name) => Some(name),
            Self::Taken(replaced) => Some(&replaced.tag.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, digest: &str) -> Tag {
        let json = format!(r#"{{"Tag":"{name}","digest":"{digest}"}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn of(typed: &str) -> Destination {
        let tags = [
            tag("1.0", "sha256:a"),
            tag("1", "sha256:a"),
            tag("0.9", "sha256:b"),
            tag("0", "sha256:b"),
            tag("old", "sha256:c"),
            tag("unknown", ""),
            tag("unknown-too", ""),
        ];
        Destination::of(typed, &TagName::existing("1.0").unwrap(), &tags)
    }

    fn kept_by(typed: &str) -> Vec<String> {
        match of(typed) {
            Destination::Taken(it) => it.kept_by.iter().map(TagName::to_string).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_name_yet_and_what_changes_nothing_is_not_to_be_created() {
        assert_eq!(of("  "), Destination::Unfinished);
        assert_eq!(of("a b"), Destination::Unfinished);
        assert_eq!(of("1.0"), Destination::Itself);
        assert!(matches!(of("1"), Destination::Same(_)));
        for typed in ["", "1.0", "1"] {
            assert_eq!(of(typed).name(), None);
        }
        assert_eq!(of(" 2.0 ").name().map(TagName::as_str), Some("2.0"));
    }

    #[test]
    fn a_taken_name_tells_what_else_names_its_image() {
        assert_eq!(kept_by("0.9"), ["0"]);
        assert!(kept_by("old").is_empty());
        // Without digests nobody knows which tags belong together.
        assert!(kept_by("unknown").is_empty());
    }
}
