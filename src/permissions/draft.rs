//! The form that grants access: its input, errors and request. Pure.

use std::collections::BTreeMap;

use swr_api::{Access, Grant};

use super::member::Member;
use super::texts;
use crate::catalog::access_name;
use crate::i18n::Texts;

/// One person, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PersonDraft {
    pub(super) name: String,
    pub(super) id: String,
    /// A role of its own, in place of the one for all.
    pub(super) access: Option<Access>,
}

/// Everything that was typed and chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GrantDraft {
    pub(super) people: Vec<PersonDraft>,
    pub(super) access: Access,
}

/// What is known of the place, to see what the service would refuse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) members: Vec<Member>,
    /// Set where no one can grant to themselves.
    pub(super) caller_id: Option<String>,
}

impl PersonDraft {
    pub(super) fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.id.trim().is_empty()
    }

    /// What is wrong with the name. Before a first try an unfinished one is not wrong.
    pub(super) fn name_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        let is_missing = was_tried && self.name.trim().is_empty();
        is_missing.then(|| texts.get(texts::NAME_NEEDED).to_owned())
    }

    fn has_id(&self, id: &str) -> bool {
        !self.id.trim().is_empty() && self.id.trim() == id
    }
}

impl GrantDraft {
    /// Whether closing would lose something: the right was chosen, not typed.
    pub(super) fn is_empty(&self) -> bool {
        self.people.iter().all(PersonDraft::is_empty)
    }

    /// What is wrong with the id of one of them.
    pub(super) fn id_problem(
        &self,
        texts: Texts,
        index: usize,
        known: &Known,
        was_tried: bool,
    ) -> Option<String> {
        let person = self.people.get(index)?;
        let id = person.id.trim();
        let problem = |text| Some(texts.get(text).to_owned());
        if id.is_empty() {
            return was_tried.then(|| texts.get(texts::ID_NEEDED).to_owned());
        }
        if id.contains(char::is_whitespace) {
            return problem(texts::ID_WITH_BLANKS);
        }
        if self.people[..index].iter().any(|it| it.has_id(id)) {
            return problem(texts::ID_TWICE);
        }
        if known.caller_id.as_deref() == Some(id) {
            return problem(texts::OWN_RIGHT);
        }
        let member = known.members.iter().find(|it| it.user_id == id)?;
        let access = access_name(texts, member.here?);
        let values = [("name", member.user_name.as_str()), ("access", &access)];
        Some(texts.fill(texts::GRANTED_ALREADY, &values))
    }

    /// Whether a field says what is wrong.
    pub(super) fn has_problem(&self, texts: Texts, known: &Known) -> bool {
        (0..self.people.len()).any(|index| {
            self.people[index].name_problem(texts, true).is_some()
                || self.id_problem(texts, index, known, true).is_some()
        })
    }

    /// How many people get which role, the lowest first; those without an ID are not counted yet.
    pub(super) fn gives(&self, texts: Texts) -> Option<String> {
        let entered = self.people.iter().filter(|it| !it.id.trim().is_empty());
        let mut counts = BTreeMap::new();
        for person in entered {
            *counts
                .entry(person.access.unwrap_or(self.access))
                .or_insert(0) += 1;
        }
        let sentence = |(access, count): (Access, u64)| {
            let access = access_name(texts, access);
            texts.count_with(texts::GIVES, count, &[("access", &access)])
        };
        let sentences: Vec<String> = counts.into_iter().map(sentence).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// What to ask for, if everything would do.
    pub(super) fn to_grants(&self, texts: Texts, known: &Known) -> Option<Vec<Grant>> {
        if self.has_problem(texts, known) {
            return None;
        }
        let grant = |it: &PersonDraft| Grant {
            user_id: it.id.trim().to_owned(),
            user_name: it.name.trim().to_owned(),
            access: it.access.unwrap_or(self.access),
        };
        Some(self.people.iter().map(grant).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::*;

    fn draft(people: &[(&str, &str)]) -> GrantDraft {
        let person = |(name, id): &(&str, &str)| PersonDraft {
            name: (*name).to_owned(),
            id: (*id).to_owned(),
            access: None,
        };
        GrantDraft {
            people: people.iter().map(person).collect(),
            access: Access::Edit,
        }
    }

    fn known() -> Known {
        Known {
            members: vec![
                member("bob", Some(Access::Read), None),
                member("dan", None, Some(Access::Read)),
            ],
            caller_id: Some("me".to_owned()),
        }
    }

    fn id_problem(people: &[(&str, &str)]) -> Option<String> {
        draft(people).id_problem(Texts::english(), people.len() - 1, &known(), true)
    }

    #[test]
    fn several_people_are_one_array_without_the_blanks_of_pasting() {
        let grants = draft(&[(" eve ", " 1 "), ("Ann Lee", "2")]);
        let grants = grants.to_grants(Texts::english(), &known()).unwrap();
        let sent: Vec<_> = grants
            .iter()
            .map(|it| (it.user_name.as_str(), it.user_id.as_str(), it.access))
            .collect();
        assert_eq!(
            sent,
            [("eve", "1", Access::Edit), ("Ann Lee", "2", Access::Edit)]
        );
    }

    #[test]
    fn a_role_of_ones_own_goes_before_the_one_for_all() {
        let mut three = draft(&[("eve", "1"), ("ann", "2"), ("dan", "3"), ("", "")]);
        three.people[1].access = Some(Access::Manage);
        let said = three.gives(Texts::english()).unwrap();
        assert_eq!(
            said,
            "2 users will get the Edit role. 1 user will get the Manage role."
        );
        three.people.pop();
        let grants = three.to_grants(Texts::english(), &known()).unwrap();
        let given: Vec<Access> = grants.iter().map(|it| it.access).collect();
        assert_eq!(given, [Access::Edit, Access::Manage, Access::Edit]);
        assert_eq!(draft(&[("eve", "")]).gives(Texts::english()), None);
    }

    #[test]
    fn what_the_service_would_refuse_is_reported_at_the_id_and_not_sent() {
        for (people, problem) in [
            (&[("eve", "")][..], "Enter a user ID."),
            (&[("eve", "1 2")], "A user ID contains no spaces."),
            (
                &[("eve", "1"), ("ann", "1")],
                "This user ID is entered above.",
            ),
            (
                &[("me", "me")],
                "You cannot change your own role on a repository.",
            ),
            (
                &[("bob", "id-of-bob")],
                "bob already has the Read role here. Change it in the list.",
            ),
        ] {
            assert_eq!(id_problem(people).as_deref(), Some(problem));
            let grants = draft(people).to_grants(Texts::english(), &known());
            assert_eq!(grants, None);
        }
    }

    #[test]
    fn whoever_has_a_role_from_the_organization_only_can_be_given_one() {
        assert_eq!(id_problem(&[("dan", "id-of-dan")]), None);
    }

    #[test]
    fn an_unfinished_form_is_not_wrong_before_it_is_tried() {
        let blank = draft(&[("", "")]);
        assert!(blank.is_empty());
        let texts = Texts::english();
        assert_eq!(blank.id_problem(texts, 0, &known(), false), None);
        assert_eq!(blank.people[0].name_problem(texts, false), None);
        assert!(blank.has_problem(texts, &known()));
    }
}
