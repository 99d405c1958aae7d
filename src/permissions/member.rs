//! The effective access of each user, and the grants it comes from. Pure.
//!
//! Account administrators are not listed, so a list is never complete.

use swr_api::{Access, Grant, OrganizationPermissions, RepositoryPermissions};

/// Someone with a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) user_id: String,
    pub(super) user_name: String,
    /// What was granted at the place that is looked at.
    pub(super) here: Option<Access>,
    /// The right that a repository's organization gives.
    pub(super) above: Option<Access>,
    pub(super) is_on_repository: bool,
    pub(super) is_caller: bool,
    pub(super) is_creator: bool,
}

impl Member {
    /// What they may do in the end.
    pub(super) fn effective(&self) -> Access {
        self.with_here(self.here)
    }

    /// What they might do if another right were granted here, or none.
    pub(super) fn with_here(&self, here: Option<Access>) -> Access {
        here.max(self.above).unwrap_or_default()
    }

    /// Ids are unique and names are not; some old entries have no id.
    pub(super) fn key(&self) -> String {
        match self.user_id.is_empty() {
            true => self.user_name.clone(),
            false => self.user_id.clone(),
        }
    }

    /// The right to ask for.
    pub(super) fn to_grant(&self, access: Access) -> Grant {
        Grant {
            user_id: self.user_id.clone(),
            user_name: self.user_name.clone(),
            access,
        }
    }

    fn new(grant: &Grant, own: Option<&Grant>) -> Self {
        Self {
            user_id: grant.user_id.clone(),
            user_name: grant.user_name.clone(),
            here: None,
            above: None,
            is_on_repository: false,
            is_caller: own.is_some_and(|own| is_same(own, grant)),
            is_creator: false,
        }
    }
}

/// Anyone who an organization lists.
pub(super) fn of_organization(permissions: &OrganizationPermissions) -> Vec<Member> {
    let creator = &permissions.creator_name;
    let member = |grant: &Grant| Member {
        here: Some(grant.access),
        is_creator: !creator.is_empty() && grant.user_name == *creator,
        ..Member::new(grant, permissions.own.as_ref())
    };
    permissions.others.iter().map(member).collect()
}

/// Anyone who a repository lists, and then anyone who only its organization lists.
pub(super) fn of_repository(
    permissions: &RepositoryPermissions,
    above: Option<&OrganizationPermissions>,
) -> Vec<Member> {
    let own = permissions.own.as_ref();
    let own = own.or_else(|| above.and_then(|it| it.own.as_ref()));
    let inherited: &[Grant] = above.map_or(&[], |it| &it.others);
    let here = permissions.others.iter().map(|grant| Member {
        here: Some(grant.access),
        above: find(inherited, grant),
        is_on_repository: true,
        ..Member::new(grant, own)
    });
    let is_unlisted = |it: &&Grant| find(&permissions.others, it).is_none();
    let only_above = inherited.iter().filter(is_unlisted).map(|grant| Member {
        above: Some(grant.access),
        is_on_repository: true,
        ..Member::new(grant, own)
    });
    here.chain(only_above).collect()
}

fn find(grants: &[Grant], of: &Grant) -> Option<Access> {
    let found = grants.iter().find(|it| is_same(it, of));
    found.map(|it| it.access)
}

fn is_same(one: &Grant, other: &Grant) -> bool {
    match one.user_id.is_empty() || other.user_id.is_empty() {
        true => one.user_name == other.user_name,
        false => one.user_id == other.user_id,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use swr_api::List;

    use super::*;

    fn grant(user_name: &str, access: Access) -> Grant {
        Grant {
            user_id: format!("id-of-{user_name}"),
            user_name: user_name.to_owned(),
            access,
        }
    }

    pub(in crate::permissions) fn member(
        user_name: &str,
        here: Option<Access>,
        above: Option<Access>,
    ) -> Member {
        Member {
            here,
            above,
            ..Member::new(&grant(user_name, Access::Read), None)
        }
    }

    fn others_of(others: &[(&str, Access)]) -> List<Grant> {
        let others = others.iter().map(|(name, it)| grant(name, *it));
        others.collect::<Vec<_>>().into()
    }

    fn organization(others: &[(&str, Access)]) -> OrganizationPermissions {
        OrganizationPermissions {
            id: Some(1),
            name: swr_api::OrganizationName::existing("platform").unwrap(),
            creator_name: "ann".to_owned(),
            own: Some(grant("ann", Access::Manage)),
            others: others_of(others),
        }
    }

    fn repository(others: &[(&str, Access)]) -> RepositoryPermissions {
        RepositoryPermissions {
            id: Some(1),
            name: "api".to_owned(),
            own: Some(grant("ann", Access::Manage)),
            others: others_of(others),
        }
    }

    #[test]
    fn an_organization_keeps_the_order_and_knows_caller_and_creator() {
        let members = of_organization(&organization(&[
            ("bob", Access::Read),
            ("ann", Access::Manage),
        ]));
        let names: Vec<&str> = members.iter().map(|it| it.user_name.as_str()).collect();
        assert_eq!(names, ["bob", "ann"]);
        assert!(members[1].is_caller && members[1].is_creator);
        assert!(!members[0].is_caller && !members[0].is_creator);
    }

    #[test]
    fn on_a_repository_the_greater_right_counts_and_both_sources_are_kept() {
        let members = of_repository(
            &repository(&[("bob", Access::Manage), ("eve", Access::Read)]),
            Some(&organization(&[
                ("eve", Access::Edit),
                ("bob", Access::Read),
                ("dan", Access::Read),
            ])),
        );
        let shown: Vec<_> = members
            .iter()
            .map(|it| (it.user_name.as_str(), it.here, it.above, it.effective()))
            .collect();
        let (read, edit, manage) = (Access::Read, Access::Edit, Access::Manage);
        assert_eq!(
            shown,
            [
                ("bob", Some(manage), Some(read), manage),
                ("eve", Some(read), Some(edit), edit),
                ("dan", None, Some(read), read),
            ]
        );
    }

    #[test]
    fn without_the_organization_the_repository_stands_alone() {
        let members = of_repository(&repository(&[("ann", Access::Edit)]), None);
        assert_eq!(members.len(), 1);
        assert!(members[0].is_caller);
        assert_eq!(members[0].effective(), Access::Edit);
    }

    #[test]
    fn what_is_left_after_a_revocation_is_the_organizations() {
        let bob = member("bob", Some(Access::Manage), Some(Access::Read));
        assert_eq!(bob.with_here(None), Access::Read);
        let eve = member("eve", Some(Access::Edit), None);
        assert_eq!(eve.with_here(None), Access::default());
    }
}
