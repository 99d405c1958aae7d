//! Regions: several listeners on one data folder, each with its own organizations and project.
//!
//! The project of a region has the region's name, and its ID is derived from that and the account: it is the
//! same after every start, even for a region that was not served for a while.

use sha2::{Digest, Sha256};

/// The region that every server has, and the id of the first account's project there.
pub const REGION: &str = "local-1";
pub const PROJECT_ID: &str = "00000000000000000000000000000001";

const MAXIMUM_LENGTH: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Also the name of its project.
    pub name: String,
}

impl Region {
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
        }
    }

    /// The id of the region's project, for the account that has that project in the first region.
    pub fn project_id(&self, first: &str) -> String {
        if self.name == REGION {
            return first.to_owned();
        }
        let hash = Sha256::digest(format!("project {first} in region {}", self.name));
        crate::random::hex(&hash[..16])
    }

    /// Says what is wrong with the name of a region.
    pub fn check_name(name: &str) -> Result<(), String> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_right = name.len() <= MAXIMUM_LENGTH
            && name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().last().is_some_and(is_plain)
            && name.bytes().all(|byte| is_plain(byte) || byte == b'-');
        let rule = "a region name must have 1–32 characters: lowercase letters, digits and hyphens; \
                    it must start with a letter and must not end with a hyphen";
        is_right.then_some(()).ok_or_else(|| rule.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_its_project_and_keeps_it() {
        let id = |region: &str, first: &str| Region::named(region).project_id(first);
        assert_eq!(id("local-1", PROJECT_ID), PROJECT_ID);
        assert_eq!(id("local-2", PROJECT_ID).len(), 32);
        assert_eq!(id("local-2", PROJECT_ID), id("local-2", PROJECT_ID));
        assert_ne!(id("local-2", PROJECT_ID), id("local-3", PROJECT_ID));
        assert_ne!(id("local-2", PROJECT_ID), id("local-2", "another"));
    }

    #[test]
    fn names_are_short_and_plain() {
        for name in ["a", "local-2", "eu-west-101"] {
            assert_eq!(Region::check_name(name), Ok(()), "{name}");
        }
        for name in ["", "2", "-a", "a-", "Local", "a_b", "a@b", &"a".repeat(33)] {
            assert!(Region::check_name(name).is_err(), "{name}");
        }
    }
}
