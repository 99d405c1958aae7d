//! The permissions of each role on an organization or a repository, as one table.
//!
//! The numbers are bit sets, so undocumented numbers also have a meaning.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// A role: 7, 3 or 1 (wire: `auth`).
///
/// Source: the API reference's pages on organization and repository permissions,
/// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub enum Access {
    /// 7: everything, deleting and granting included.
    Manage,
    /// 3: pull, push and change attributes.
    Edit,
    /// 1: pull.
    Read,
    /// A number that no page documents.
    Other(u8),
}

impl Access {
    /// Whether the role allows pulling images and reading everything about them.
    #[must_use]
    pub fn may_pull(self) -> bool {
        self.includes(Self::Read)
    }

    /// Whether the role allows pushing images.
    #[must_use]
    pub fn may_push(self) -> bool {
        self.includes(Self::Edit)
    }

    /// Whether the role allows creating repositories in an organization.
    #[must_use]
    pub fn may_create(self) -> bool {
        self.includes(Self::Edit)
    }

    /// Whether the role allows changing category, description and visibility.
    #[must_use]
    pub fn may_edit(self) -> bool {
        self.includes(Self::Edit)
    }

    /// Whether the role allows deleting the organization, its repositories, or their tags.
    #[must_use]
    pub fn may_delete(self) -> bool {
        self.includes(Self::Manage)
    }

    /// Whether the role allows granting and removing access.
    #[must_use]
    pub fn may_grant(self) -> bool {
        self.includes(Self::Manage)
    }

    /// Whether the role allows sharing a private repository with another account.
    #[must_use]
    pub fn may_share(self) -> bool {
        self.includes(Self::Manage)
    }

    /// The number on the wire.
    #[must_use]
    pub fn bits(self) -> u8 {
        match self {
            Self::Manage => 7,
            Self::Edit => 3,
            Self::Read => 1,
            Self::Other(bits) => bits,
        }
    }

    fn includes(self, needed: Self) -> bool {
        self.bits() & needed.bits() == needed.bits()
    }
}

impl From<u8> for Access {
    fn from(bits: u8) -> Self {
        match bits {
            7 => Self::Manage,
            3 => Self::Edit,
            1 => Self::Read,
            other => Self::Other(other),
        }
    }
}

impl From<Access> for u8 {
    fn from(access: Access) -> Self {
        access.bits()
    }
}

/// No role.
impl Default for Access {
    fn default() -> Self {
        Self::Other(0)
    }
}

/// The higher role allows more.
impl Ord for Access {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bits().cmp(&other.bits())
    }
}

impl PartialOrd for Access {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Access;

    #[test]
    fn each_role_includes_the_smaller_ones() {
        let table = [
            (Access::Manage, true, true, true),
            (Access::Edit, true, true, false),
            (Access::Read, true, false, false),
            (Access::Other(0), false, false, false),
            (Access::Other(15), true, true, true),
        ];
        for (access, pull, edit, delete) in table {
            assert_eq!(access.may_pull(), pull, "{access:?}");
            assert_eq!(access.may_push(), edit, "{access:?}");
            assert_eq!(access.may_create(), edit, "{access:?}");
            assert_eq!(access.may_edit(), edit, "{access:?}");
            assert_eq!(access.may_delete(), delete, "{access:?}");
            assert_eq!(access.may_grant(), delete, "{access:?}");
            assert_eq!(access.may_share(), delete, "{access:?}");
        }
    }

    #[test]
    fn numbers_go_both_ways_and_order_by_power() {
        for bits in 0..=u8::MAX {
            assert_eq!(Access::from(bits).bits(), bits);
        }
        assert!(Access::Manage > Access::Edit && Access::Edit > Access::Read);
        assert_eq!(serde_json::from_str::<Access>("7").unwrap(), Access::Manage);
    }
}
