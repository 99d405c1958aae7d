//! The form of a new or existing repository: its input, errors and request. Pure.

use swr_api::{
    Category, NewRepository, OrganizationName, RepositoryDetails, RepositoryName, RepositoryUpdate,
};

use crate::catalog::DescriptionLimit;
use crate::i18n::{Texts, names};

/// The most characters the service takes.
pub(super) const DESCRIPTION_LIMIT: DescriptionLimit = DescriptionLimit(30_000);

/// The form's content, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RepositoryDraft {
    pub(super) organization: Option<OrganizationName>,
    pub(super) name: String,
    /// Unknown where the service did not say it.
    pub(super) is_public: Option<bool>,
    pub(super) category: Category,
    pub(super) description: String,
}

/// Private: nothing is given away unasked.
impl Default for RepositoryDraft {
    fn default() -> Self {
        Self {
            organization: None,
            name: String::new(),
            is_public: Some(false),
            category: Category::default(),
            description: String::new(),
        }
    }
}

impl RepositoryDraft {
    /// What a known repository begins with.
    pub(super) fn of(repository: &RepositoryDetails) -> Self {
        Self {
            organization: None,
            name: repository.name.to_string(),
            is_public: repository.is_public,
            category: repository.category.clone(),
            description: repository.description.clone(),
        }
    }

    /// Whether closing would lose something. The place does not count: it was chosen, not typed.
    pub(super) fn is_dirty(&self, from: &Self) -> bool {
        let placed = Self {
            organization: from.organization.clone(),
            ..self.clone()
        };
        placed != *from
    }

    /// Where to create what, if everything would do.
    pub(super) fn to_new(&self) -> Option<(OrganizationName, NewRepository)> {
        let name = RepositoryName::new(self.name.trim()).ok()?;
        if self.is_description_too_long() {
            return None;
        }
        let description = (!self.description.is_empty()).then(|| self.description.clone());
        let repository = NewRepository {
            name,
            is_public: self.is_public?,
            category: Some(self.category.clone()),
            description,
        };
        Some((self.organization.clone()?, repository))
    }

    /// What changes against what is known, if it would do. The visibility is always sent: the
    /// service wants it, and it is never guessed.
    pub(super) fn to_update(&self, known: &Self) -> Option<RepositoryUpdate> {
        let changed = |is_changed: bool| is_changed.then_some(());
        let is_public = self.is_public.filter(|_| !self.is_description_too_long());
        is_public.map(|is_public| RepositoryUpdate {
            is_public,
            category: changed(self.category != known.category).map(|()| self.category.clone()),
            description: changed(self.description != known.description)
                .map(|()| self.description.clone()),
        })
    }

    /// What is wrong with the name. Before a first try an unfinished name is not wrong.
    pub(super) fn name_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        names::name_problem::<RepositoryName>(texts, &self.name, was_tried)
    }

    /// What is wrong with the description.
    pub(super) fn description_problem(&self, texts: Texts) -> Option<String> {
        DESCRIPTION_LIMIT.problem(texts, &self.description)
    }

    fn is_description_too_long(&self) -> bool {
        DESCRIPTION_LIMIT.is_exceeded(&self.description)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, description: String) -> RepositoryDraft {
        RepositoryDraft {
            organization: OrganizationName::new("team").ok(),
            name: name.to_owned(),
            description,
            ..RepositoryDraft::default()
        }
    }

    #[test]
    fn what_would_not_do_is_not_sent_and_says_why() {
        let texts = Texts::english();
        let long_name = "a".repeat(129);
        for name in ["", "Api", "a//b", "a/", "/a", &long_name] {
            let draft = draft(name, String::new());
            assert_eq!(draft.to_new(), None, "{name}");
            assert!(draft.name_problem(texts, true).is_some(), "{name}");
        }
        let nowhere = RepositoryDraft {
            organization: None,
            ..draft("api", String::new())
        };
        assert_eq!(nowhere.to_new(), None);
    }

    #[test]
    fn every_kind_of_name_is_sent_as_it_was_typed() {
        for name in ["a", "a/b/c", "a.b_c__d-e", &"a".repeat(128)] {
            let (organization, new) = draft(name, String::new()).to_new().unwrap();
            assert_eq!((organization.as_str(), new.name.as_str()), ("team", name));
            assert_eq!(new.description, None);
        }
    }

    #[test]
    fn a_description_is_counted_in_characters_up_to_its_limit() {
        let fits = draft("api", "é".repeat(DESCRIPTION_LIMIT.0));
        assert!(fits.to_new().is_some());
        let texts = Texts::english();
        assert_eq!(fits.description_problem(texts), None);
        let long = draft("api", "é".repeat(DESCRIPTION_LIMIT.0 + 1));
        assert_eq!(long.to_new(), None);
        assert_eq!(long.to_update(&fits), None);
        let problem = long.description_problem(texts).unwrap();
        assert!(problem.contains("30001"), "{problem}");
    }

    #[test]
    fn only_what_changed_is_sent_and_an_emptied_description_is_a_change() {
        let known = draft("api", "old".to_owned());
        let update = known.to_update(&known).unwrap();
        assert_eq!((update.category, update.description), (None, None));
        let emptied = RepositoryDraft {
            is_public: Some(true),
            description: String::new(),
            ..known.clone()
        };
        let update = emptied.to_update(&known).unwrap();
        assert!(update.is_public);
        assert_eq!(update.description.as_deref(), Some(""));
    }
}
