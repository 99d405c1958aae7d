//! Facets of a list of repositories: visibility, category and organization. Part of the address. Pure.

use swr_api::{Category, OrganizationName, Repository};

use crate::route::{parameters, to_query};

/// What repositories must be. Nothing set looks at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facets {
    pub(super) is_public: Option<bool>,
    pub(super) category: Option<Category>,
    pub(super) organization: Option<OrganizationName>,
}

impl Facets {
    pub(super) fn matches(&self, repository: &Repository) -> bool {
        let Self {
            is_public,
            category,
            organization,
        } = self;
        is_public.is_none_or(|it| repository.is_public == Some(it))
            && category
                .as_ref()
                .is_none_or(|it| *it == repository.category)
            && organization
                .as_ref()
                .is_none_or(|it| *it == repository.organization)
    }

    /// Reads `visibility`, `category` and `organization`; what is wrong or another's is left out.
    pub(super) fn from_query(query: &str) -> Self {
        let mut facets = Self::default();
        for (name, value) in parameters(query) {
            match (name, value.as_str()) {
                ("visibility", "public") => facets.is_public = Some(true),
                ("visibility", "private") => facets.is_public = Some(false),
                ("category", _) => facets.category = Some(Category::from(value)),
                ("organization", _) => facets.organization = OrganizationName::existing(value).ok(),
                _ => {}
            }
        }
        facets
    }

    /// The query; empty when all are looked at.
    pub(super) fn to_query(&self) -> String {
        let visibility = self
            .is_public
            .map(|it| if it { "public" } else { "private" });
        let organization = self.organization.as_ref();
        to_query([
            ("visibility", visibility),
            ("category", self.category.as_ref().map(Category::as_str)),
            ("organization", organization.map(OrganizationName::as_str)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(organization: &str, is_public: bool, category: &str) -> Repository {
        let json = format!(
            r#"{{"namespace":"{organization}","name":"api","is_public":{is_public},"category":"{category}"}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn facets_come_back_from_their_address() {
        for query in [
            "",
            "visibility=public",
            "visibility=private&category=app_server",
            "category=main%20frame&organization=a%26b",
        ] {
            assert_eq!(Facets::from_query(query).to_query(), query);
        }
        let others = "filter=a&visibility=any&category=&organization=a%2Fb&sort=-size";
        assert_eq!(Facets::from_query(others), Facets::default());
    }

    #[test]
    fn each_facet_that_is_set_must_match() {
        let check = |query: &str, expected: bool| {
            let linux = repository("team", true, "linux");
            assert_eq!(
                Facets::from_query(query).matches(&linux),
                expected,
                "{query}"
            );
        };
        check("", true);
        check("visibility=public&category=linux&organization=team", true);
        check("visibility=private", false);
        check("category=arm", false);
        check("organization=tea", false);
    }
}
