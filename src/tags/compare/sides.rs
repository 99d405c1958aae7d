//! Which two images an address compares. Pure.

use swr_api::{RepositoryPath, TagName};

use crate::route::{parameters, to_query};

/// A tag, and the platform of its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) path: RepositoryPath,
    pub(super) tag: TagName,
    pub(super) platform: Option<String>,
}

/// What an address says: as much as somebody has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) left: Option<Side>,
    pub(super) right: Option<Side>,
}

const NAMES: [[&str; 2]; 2] = [["left", "left-platform"], ["right", "right-platform"]];

impl Side {
    /// Reads `organization/repository:tag`.
    pub(super) fn parse(reference: &str) -> Option<Self> {
        let (path, tag) = reference.trim().rsplit_once(':')?;
        let (organization, repository) = path.split_once('/')?;
        Some(Self {
            path: RepositoryPath::existing(organization, repository).ok()?,
            tag: TagName::existing(tag).ok()?,
            platform: None,
        })
    }

    /// `organization/repository:tag`
    pub(super) fn reference(&self) -> String {
        format!("{}:{}", self.path, self.tag)
    }

    /// The same with the platform, for whoever reads it elsewhere.
    pub(super) fn name(&self) -> String {
        match &self.platform {
            Some(platform) => format!("{} ({platform})", self.reference()),
            None => self.reference(),
        }
    }
}

impl Sides {
    /// Reads the query of an address.
    pub(super) fn of_query(query: &str) -> Self {
        let value = |name: &str| {
            let mut parameters = parameters(query);
            parameters.find_map(|(it, value)| (it == name).then_some(value))
        };
        let side = |[name, platform]: [&str; 2]| {
            let side = Side::parse(&value(name)?)?;
            let platform = value(platform);
            Some(Side { platform, ..side })
        };
        let [left, right] = NAMES.map(side);
        Self { left, right }
    }

    /// The query that says so.
    pub(super) fn to_query(&self) -> String {
        let sides = [&self.left, &self.right].map(|side| {
            let side = side.as_ref()?;
            Some((side.reference(), side.platform.as_deref()))
        });
        let parts = NAMES.iter().zip(&sides).flat_map(|([name, platform], side)| {
            let side = side.as_ref();
            [
                (*name, side.map(|it| it.0.as_str())),
                (*platform, side.and_then(|it| it.1)),
            ]
        });
        to_query(parts)
    }

    /// The same with the sides changed over.
    pub(super) fn swapped(self) -> Self {
        Self {
            left: self.right,
            right: self.left,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_comes_back_from_its_address() {
        let sides = Sides {
            left: Side::parse("platform/auth/broker:1.0"),
            right: Side::parse("web/checkout:latest").map(|it| Side {
                platform: Some("linux/arm64".to_owned()),
                ..it
            }),
        };
        assert!(sides.left.is_some() && sides.right.is_some());
        let query = sides.to_query();
        assert_eq!(Sides::of_query(&query), sides, "{query}");
        let one = Sides {
            right: None,
            ..sides.clone()
        };
        assert_eq!(Sides::of_query(&one.to_query()), one);
        assert_eq!(sides.clone().swapped().swapped(), sides);
        assert_eq!(sides.right.unwrap().name(), "web/checkout:latest (linux/arm64)");
    }

    #[test]
    fn what_is_no_reference_is_not_chosen() {
        for reference in ["", "api", "platform/api", ":1", "api:1", "a/b:", "a//b:1"] {
            assert_eq!(Side::parse(reference), None, "{reference}");
        }
        assert_eq!(Sides::of_query("left=x&right=%zz"), Sides::default());
    }
}
