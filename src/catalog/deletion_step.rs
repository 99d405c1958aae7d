//! The calls that delete an organization or repository with its contents, in order. Pure.

use swr_api::{OrganizationName, RepositoryPath, Tag, TagName};

use crate::manifest::{Manifest, companion_of};
use crate::remote::Stages;

/// One call of a deletion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeletionStep {
    /// Deletes a tag.
    Tag(RepositoryPath, TagName, TagRank),
    /// Deletes a repository, once it has no tags.
    Repository(RepositoryPath),
    /// Deletes an organization, once it has no repositories.
    Organization(OrganizationName),
}

/// What a tag is to the others, in the order of the deletion: an index goes before the images that it
/// holds, and what is attached to an image after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagRank {
    /// It names an index.
    Index,
    /// It names anything else that someone pushed for itself.
    Image,
    /// It is attached to an image.
    Companion,
}

impl DeletionStep {
    /// The step for a tag.
    pub fn of_tag(path: &RepositoryPath, tag: &Tag) -> Self {
        let rank = match () {
            () if companion_of(tag).is_some() => TagRank::Companion,
            () if Manifest::parse(&tag.manifest).is_index() => TagRank::Index,
            () => TagRank::Image,
        };
        Self::Tag(path.clone(), tag.name.clone(), rank)
    }

    /// What is deleted, as people know it; no two have one name.
    pub fn name(&self) -> String {
        match self {
            Self::Tag(path, tag, _) => format!("{path}:{tag}"),
            Self::Repository(path) => path.to_string(),
            Self::Organization(name) => name.to_string(),
        }
    }

    /// The order of the steps. What the service would refuse is not asked of it, and what is attached
    /// to an image that could not be deleted stays with it.
    pub(super) const STAGES: Stages<Self> = Stages {
        stage: Self::stage,
        needs: Self::needs,
    };

    fn stage(&self) -> usize {
        match self {
            Self::Tag(.., rank) => *rank as usize,
            Self::Repository(_) => 3,
            Self::Organization(_) => 4,
        }
    }

    fn needs(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Tag(path, ..) | Self::Repository(path), Self::Tag(of_tag, ..)) => path == of_tag,
            (Self::Organization(name), Self::Tag(path, ..) | Self::Repository(path)) => {
                path.organization == *name
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RepositoryPath {
        let (organization, name) = text.split_once('/').unwrap();
        RepositoryPath::existing(organization, name).unwrap()
    }

    fn tag(name: &str, manifest: &str) -> Tag {
        let tag: Tag = serde_json::from_str(&format!(r#"{{"Tag":"{name}"}}"#)).unwrap();
        let manifest = manifest.to_owned();
        Tag { manifest, ..tag }
    }

    #[test]
    fn indexes_go_first_and_whatever_contains_them_last() {
        let (api, team) = (
            path("team/api"),
            OrganizationName::existing("team").unwrap(),
        );
        let signature = format!("sha256-{}.sig", "0a".repeat(32));
        let steps = [
            DeletionStep::of_tag(&api, &tag("1", r#"{"schemaVersion":2,"manifests":[]}"#)),
            DeletionStep::of_tag(&api, &tag("2", "")),
            DeletionStep::of_tag(&api, &tag(&signature, "{}")),
            DeletionStep::Repository(api),
            DeletionStep::Organization(team),
        ];
        let stages = steps.iter().map(DeletionStep::stage);
        assert_eq!(Vec::from_iter(stages), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn only_what_is_within_is_needed() {
        let step = |name: &str| DeletionStep::of_tag(&path(name), &tag("1", ""));
        let repository = DeletionStep::Repository(path("team/api"));
        assert!(repository.needs(&step("team/api")));
        assert!(!repository.needs(&step("team/web")));
        let organization = DeletionStep::Organization(OrganizationName::existing("team").unwrap());
        assert!(organization.needs(&repository));
        assert!(organization.needs(&step("team/web")));
        assert!(!organization.needs(&DeletionStep::Repository(path("other/api"))));
    }
}
