//! The caller's role on an organization. Only the list of organizations contains it, so code that has
//! loaded that list passes it on by context; other code requests the single organization.

use leptos::prelude::*;
use swr_api::{Access, List, Organization, OrganizationName, OrganizationQuery};

use super::watched_query::watched_query;
use crate::remote::{Query, Topic};

/// The right on one organization.
#[derive(Clone, Copy)]
pub struct OwnAccess {
    listed: Query<List<Organization>>,
    organization: StoredValue<OrganizationName>,
}

/// The caller's role on an organization.
pub fn use_own_access(organization: &OrganizationName) -> OwnAccess {
    let wanted = OrganizationQuery {
        name: Some(organization.to_string()),
        include_visible: true,
    };
    let load = || {
        watched_query(&[Topic::Organizations], move |client| {
            client.list_organizations(&wanted)
        })
    };
    OwnAccess {
        listed: use_context::<Query<List<Organization>>>().unwrap_or_else(load),
        organization: StoredValue::new(organization.clone()),
    }
}

impl OwnAccess {
    /// The right; watched. Unknown before the response, and where it is on a repository only. None at
    /// all where the organization is not among those that the caller sees: then it is another
    /// account's.
    pub fn get(self) -> Option<Access> {
        let organization = self.organization.get_value();
        self.listed
            .with(|it| access_on(it.value.as_ref()?, &organization))
    }

    /// Whether the organization is another account's; watched. Unknown before the response.
    pub fn is_foreign(self) -> Option<bool> {
        let is_foreign = self.get() == Some(Access::default());
        self.is_answered().then_some(is_foreign)
    }

    /// Whether the response has come, or will not; watched.
    pub fn is_answered(self) -> bool {
        self.listed
            .with(|it| it.value.is_some() || it.error.is_some())
    }

    /// The response, to be handed on.
    pub fn listed(self) -> Query<List<Organization>> {
        self.listed
    }
}

/// The right on an organization by the list of those that the caller sees.
fn access_on(listed: &List<Organization>, organization: &OrganizationName) -> Option<Access> {
    match listed.iter().find(|it| it.name == *organization) {
        // Nought is for those who have a role on a repository only.
        Some(organization) => organization.access.filter(|it| *it != Access::default()),
        // It may be the one that could not be read.
        None if !listed.is_whole() => None,
        None => Some(Access::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organization_that_is_not_listed_is_anothers() {
        let listed = r#"[{"name":"team","auth":7},{"name":"shown"}]"#;
        let listed: List<Organization> = serde_json::from_str(listed).unwrap();
        let access = |name| access_on(&listed, &OrganizationName::existing(name).unwrap());
        assert_eq!(access("team"), Some(Access::Manage));
        assert_eq!(access("shown"), None);
        assert_eq!(access("others"), Some(Access::Other(0)));
        let with_a_broken_row = serde_json::from_str(r#"[{"name":"team"},null]"#).unwrap();
        let others = OrganizationName::existing("others").unwrap();
        assert_eq!(access_on(&with_a_broken_row, &others), None);
    }
}
