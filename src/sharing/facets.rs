//! Facets of shared repositories: the state of the share and the owning account. Part of the address. Pure.

use swr_api::Repository;

use crate::route::{parameters, to_query};

/// What repositories must be. Nothing set looks at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SharedFacets {
    pub(super) is_expired: Option<bool>,
    pub(super) account: Option<String>,
}

/// Whether the share of another account's repository has run out.
pub(super) fn is_expired(repository: &Repository) -> bool {
    repository.is_valid_share == Some(false)
}

impl SharedFacets {
    pub(super) fn matches(&self, repository: &Repository) -> bool {
        let Self {
            is_expired: wanted,
            account,
        } = self;
        wanted.is_none_or(|it| it == is_expired(repository))
            && (account.as_ref()).is_none_or(|it| *it == repository.domain_name)
    }

    /// Reads `state` and `account`; what is wrong or another's is left out.
    pub(super) fn from_query(query: &str) -> Self {
        let mut facets = Self::default();
        for (name, value) in parameters(query) {
            match (name, value.as_str()) {
                ("state", "valid") => facets.is_expired = Some(false),
                ("state", "expired") => facets.is_expired = Some(true),
                ("account", _) => facets.account = Some(value),
                _ => {}
            }
        }
        facets
    }

    /// The query; empty when all are looked at.
    pub(super) fn to_query(&self) -> String {
        let state = self
            .is_expired
            .map(|it| if it { "expired" } else { "valid" });
        to_query([("state", state), ("account", self.account.as_deref())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_come_back_from_their_address() {
        for query in ["", "state=valid", "state=expired&account=a%26b"] {
            assert_eq!(SharedFacets::from_query(query).to_query(), query);
        }
        let others = "filter=a&state=any&account=&sort=-size";
        assert_eq!(SharedFacets::from_query(others), SharedFacets::default());
    }

    #[test]
    fn each_facet_that_is_set_must_match() {
        let json = r#"{"namespace":"team","name":"api","domain_name":"partner","status":false}"#;
        let repository: Repository = serde_json::from_str(json).unwrap();
        let check = |query: &str, expected: bool| {
            let facets = SharedFacets::from_query(query);
            assert_eq!(facets.matches(&repository), expected, "{query}");
        };
        check("", true);
        check("state=expired&account=partner", true);
        check("state=valid", false);
        check("account=partne", false);
    }
}
