//! The form of a new organization: its input and errors. Pure.

use swr_api::{NewOrganization, OrganizationName};

use crate::i18n::{Texts, names};

/// The form's content, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OrganizationDraft {
    pub(super) name: String,
}

impl OrganizationDraft {
    pub(super) fn is_empty(&self) -> bool {
        self.name.trim().is_empty()
    }

    /// The organization to create, if the name would do.
    pub(super) fn to_new(&self) -> Option<NewOrganization> {
        let name = OrganizationName::new(self.name.trim()).ok()?;
        Some(NewOrganization { name })
    }

    /// What is wrong with the name. Before a first try an unfinished name is not wrong.
    pub(super) fn name_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        names::name_problem::<OrganizationName>(texts, &self.name, was_tried)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str) -> OrganizationDraft {
        OrganizationDraft {
            name: name.to_owned(),
        }
    }

    #[test]
    fn what_has_a_problem_is_not_sent_and_the_rest_is() {
        for name in ["", "Team", "team-", "1team", "library", "a/b"] {
            assert_eq!(draft(name).to_new(), None, "{name}");
            assert!(
                draft(name).name_problem(Texts::english(), true).is_some(),
                "{name}"
            );
        }
        let new = draft(" team ").to_new().unwrap();
        assert_eq!(new.name.as_str(), "team");
        assert_eq!(draft(" team ").name_problem(Texts::english(), true), None);
    }

    #[test]
    fn blanks_alone_are_nothing_to_lose() {
        assert!(draft("  ").is_empty());
        assert!(!draft("t").is_empty());
    }
}
