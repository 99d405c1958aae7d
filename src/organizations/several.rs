//! Which of several organizations can go, and why the others stay. Pure.

use swr_api::{Organization, OrganizationName};

use super::texts;
use crate::i18n::{Texts, format};

/// What becomes of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) going: Vec<OrganizationName>,
    /// Those that stay, with the reason in words.
    pub(super) staying: Vec<(OrganizationName, String)>,
}

impl Plan {
    /// Deletes those that are empty and may go; where nobody said how many repositories there are,
    /// the service looks.
    pub(super) fn of(
        texts: Texts,
        organizations: &[Organization],
        refusal: impl Fn(&Organization) -> Option<String>,
    ) -> Self {
        let mut plan = Self::default();
        for organization in organizations {
            let refused = refusal(organization);
            let refused = refused.map(|it| texts.fill(texts::STAYS, &[("reason", &it)]));
            let held = organization.repository_count.filter(|count| *count > 0);
            let reason = refused.or_else(|| Some(texts.count(texts::STAYS_NOT_EMPTY, held?)));
            match reason {
                Some(reason) => plan.staying.push((organization.name.clone(), reason)),
                None => plan.going.push(organization.name.clone()),
            }
        }
        plan
    }

    /// What is typed before more than one goes: they have no name in common, so how many they are.
    pub(super) fn word_to_type(&self, texts: Texts) -> Option<String> {
        let count = self.going.len();
        (count > 1).then(|| format::number(texts, count as u64))
    }

    /// Each with what becomes of it. Those that stay come first: that is what whoever selected them
    /// did not know.
    pub(super) fn into_lines(self, texts: Texts) -> Vec<(String, Option<String>)> {
        let goes = |name: OrganizationName| (name, texts.get(texts::GOES).to_owned());
        let going = self.going.into_iter().map(goes);
        let lines = self.staying.into_iter().chain(going);
        lines
            .map(|(name, fate)| (name.to_string(), Some(fate)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organization(name: &str, repositories: Option<u64>) -> Organization {
        let count = repositories.map_or_else(String::new, |it| format!(r#","repo_count":{it}"#));
        serde_json::from_str(&format!(r#"{{"name":"{name}"{count}}}"#)).unwrap()
    }

    fn plan(organizations: &[Organization]) -> Plan {
        let refusal = |it: &Organization| (it.name.as_str() == "theirs").then(|| "no right".into());
        Plan::of(Texts::english(), organizations, refusal)
    }

    #[test]
    fn only_what_is_empty_and_may_go_goes() {
        let plan = plan(&[
            organization("empty", Some(0)),
            organization("full", Some(3)),
            organization("theirs", Some(3)),
            organization("unknown", None),
        ]);
        let lines = plan.into_lines(Texts::english());
        let lines: Vec<(&str, &str)> = lines
            .iter()
            .map(|(name, fate)| (name.as_str(), fate.as_deref().unwrap()))
            .collect();
        assert_eq!(
            lines,
            [
                ("full", "stays: it holds 3 repositories"),
                ("theirs", "stays: no right"),
                ("empty", "goes"),
                ("unknown", "goes"),
            ]
        );
    }

    #[test]
    fn several_are_confirmed_by_how_many_go() {
        let english = Texts::english();
        let one = plan(&[organization("a", Some(0)), organization("full", Some(1))]);
        assert_eq!(one.word_to_type(english), None);
        let two = plan(&[organization("a", Some(0)), organization("b", None)]);
        assert_eq!(two.word_to_type(english).as_deref(), Some("2"));
    }
}
