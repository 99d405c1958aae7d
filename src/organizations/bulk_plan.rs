//! Which of several organizations can be deleted, and why the others are skipped. Pure.

use swr_api::{Organization, OrganizationName};

use crate::catalog::{BulkPlan, kept_because};
use crate::i18n::Texts;

/// Deletes those that may be deleted.
pub(super) fn deletion_plan(
    texts: Texts,
    organizations: &[Organization],
    refusal: impl Fn(&Organization) -> Option<String>,
) -> BulkPlan<OrganizationName> {
    BulkPlan::of(organizations.iter().map(|organization| {
        let refused = refusal(organization).map(|it| kept_because(texts, &it));
        (organization.name.clone(), refused)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organization(name: &str, repositories: Option<u64>) -> Organization {
        let count = repositories.map_or_else(String::new, |it| format!(r#","repo_count":{it}"#));
        serde_json::from_str(&format!(r#"{{"name":"{name}"{count}}}"#)).unwrap()
    }

    fn plan(organizations: &[Organization]) -> BulkPlan<OrganizationName> {
        let refusal = |it: &Organization| (it.name.as_str() == "theirs").then(|| "no right".into());
        deletion_plan(Texts::english(), organizations, refusal)
    }

    #[test]
    fn what_may_be_deleted_is_with_everything_in_it() {
        let plan = plan(&[
            organization("empty", Some(0)),
            organization("full", Some(3)),
            organization("theirs", Some(3)),
            organization("unknown", None),
        ]);
        let lines = plan.into_lines(OrganizationName::to_string, "will be deleted");
        let lines: Vec<(&str, &str)> = lines
            .iter()
            .map(|(name, fate)| (name.as_str(), fate.as_deref().unwrap()))
            .collect();
        assert_eq!(
            lines,
            [
                ("theirs", "skipped: no right"),
                ("empty", "will be deleted"),
                ("full", "will be deleted"),
                ("unknown", "will be deleted"),
            ]
        );
    }

    #[test]
    fn several_are_confirmed_by_how_many_go() {
        let english = Texts::english();
        let one = plan(&[organization("a", Some(0)), organization("theirs", Some(1))]);
        assert_eq!(one.count_to_type(english), None);
        let two = plan(&[organization("a", Some(0)), organization("b", None)]);
        assert_eq!(two.count_to_type(english).as_deref(), Some("2"));
    }
}
