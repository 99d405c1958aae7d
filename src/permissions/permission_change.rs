//! A change of access to confirm: the change, and the selected users it applies to. Pure.

use swr_api::{Access, Grant};

use super::member::Member;
use super::target::Change;
use super::texts;
use crate::i18n::Texts;

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Another right; the one that is proposed at first.
    Change(Access),
    Revoke,
}

/// A change of permissions: what is to be done with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PermissionChange {
    pub(super) act: Act,
    pub(super) members: Vec<Member>,
    /// How many of the selected it cannot be done with.
    pub(super) left_out: usize,
}

impl PermissionChange {
    pub(super) fn new(act: Act, selected: Vec<Member>, is_repository: bool) -> Self {
        let count = selected.len();
        let mut members = selected;
        members.retain(|it| !(is_repository && it.is_caller));
        // The service grants and changes by different calls, each for all of its people at once:
        // where someone has a right of this place, only such rights are changed.
        let is_any_here = members.iter().any(|it| it.here.is_some());
        if is_any_here || act == Act::Revoke {
            members.retain(|it| it.here.is_some());
        }
        Self {
            act,
            left_out: count - members.len(),
            members,
        }
    }

    /// What to ask the service for; without a right, to revoke.
    pub(super) fn to_change(&self, access: Option<Access>) -> Change {
        let Some(access) = access else {
            return Change::Revoke(self.members.iter().map(|it| it.user_id.clone()).collect());
        };
        let grants: Vec<Grant> = self.members.iter().map(|it| it.to_grant(access)).collect();
        match self.members.iter().any(|it| it.here.is_some()) {
            true => Change::Update(grants),
            false => Change::Grant(grants),
        }
    }
}

/// Why the right of someone cannot be changed here at all.
pub(super) fn why_not_change(texts: Texts, member: &Member, is_repository: bool) -> Option<String> {
    let is_own = is_repository && member.is_caller;
    is_own.then(|| texts.get(texts::OWN_RIGHT).to_owned())
}

/// Why it cannot be revoked here.
pub(super) fn why_not_revoke(texts: Texts, member: &Member, is_repository: bool) -> Option<String> {
    let is_from_above = member.here.is_none();
    let from_above = || is_from_above.then(|| texts.get(texts::NOT_FROM_HERE).to_owned());
    why_not_change(texts, member, is_repository).or_else(from_above)
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::*;

    fn selected() -> Vec<Member> {
        let caller = Member {
            is_caller: true,
            ..member("me", Some(Access::Manage), None)
        };
        vec![
            caller,
            member("bob", Some(Access::Edit), None),
            member("dan", None, Some(Access::Read)),
        ]
    }

    fn names(change: &PermissionChange) -> Vec<&str> {
        change
            .members
            .iter()
            .map(|it| it.user_name.as_str())
            .collect()
    }

    #[test]
    fn on_a_repository_oneself_and_what_is_from_the_organization_are_left_out() {
        for act in [Act::Revoke, Act::Change(Access::Read)] {
            let change = PermissionChange::new(act, selected(), true);
            assert_eq!(names(&change), ["bob"]);
            assert_eq!(change.left_out, 2);
        }
    }

    #[test]
    fn on_an_organization_the_own_role_can_be_given_up() {
        let mut members = selected();
        members.pop();
        let change = PermissionChange::new(Act::Revoke, members, false);
        assert_eq!(names(&change), ["me", "bob"]);
        let revoke = Change::Revoke(vec!["id-of-me".to_owned(), "id-of-bob".to_owned()]);
        assert_eq!(change.to_change(None), revoke);
    }

    #[test]
    fn whoever_has_nothing_here_is_granted_and_the_others_are_changed() {
        let dan = vec![member("dan", None, Some(Access::Read))];
        let change = PermissionChange::new(Act::Change(Access::Edit), dan, true);
        assert!(matches!(
            change.to_change(Some(Access::Edit)),
            Change::Grant(_)
        ));
        let bob = vec![member("bob", Some(Access::Read), None)];
        let change = PermissionChange::new(Act::Change(Access::Edit), bob, true);
        let Change::Update(grants) = change.to_change(Some(Access::Edit)) else {
            panic!("a right that is there is changed");
        };
        assert_eq!(grants[0].access, Access::Edit);
    }
}
