//! Viewers and roles: the user on whose behalf the store is queried, and the permissions.

/// What someone may do, weakest first; each includes the ones before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Right {
    Read = 1,
    Edit = 3,
    Manage = 7,
}

impl Right {
    /// The number that stands for it on the wire and in the tables.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The right that the number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Read, Self::Edit, Self::Manage]
            .into_iter()
            .find(|right| right.number() == number)
    }
}

/// The condition on a repository `r` and its organization `o` that the viewer has a role on it. It
/// takes `:administrator`, `:account` and `:user`.
pub(super) const HAS_RIGHT: &str = "(:administrator AND o.account_id = :account
    OR EXISTS (SELECT 1 FROM organization_members m
               WHERE m.organization_id = o.id AND m.user_id = :user)
    OR EXISTS (SELECT 1 FROM repository_members m
               WHERE m.repository_id = r.id AND m.user_id = :user))";

/// On whose behalf something is read or done, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub user_id: String,
    pub account_id: String,
    /// Where they are asking: organizations of other regions do not exist there.
    pub region: String,
    /// Manages everything of the account without being a member of anything.
    pub is_administrator: bool,
    /// When they asked: shares end.
    pub now: i64,
}
