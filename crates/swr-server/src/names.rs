//! Validation of names for new items; existing names are not validated again.

use swr_api::{NameError, OrganizationName, RepositoryName, TagName};

/// Where the management API is, no organization's images can be: both live below `/v2/`.
const MANAGEMENT: &str = "manage";

/// How names of one kind are made.
struct Rules {
    /// What a name starts with.
    start: &'static str,
    /// What is in it.
    characters: &'static str,
}

/// Says what is wrong with the name of an organization.
pub(crate) fn check_organization(name: &str) -> Result<(), String> {
    if name == MANAGEMENT {
        return Err("the name is reserved".into());
    }
    let rules = Rules {
        start: "a lowercase letter",
        characters: "lowercase letters, digits, '.', '_' and '-'",
    };
    said(OrganizationName::new(name), name, &rules)
}

/// Says what is wrong with the name of a repository.
pub(crate) fn check_repository(name: &str) -> Result<(), String> {
    let rules = Rules {
        start: "a lowercase letter or a digit",
        characters: "lowercase letters, digits, '.', '_', '-' and '/'",
    };
    said(RepositoryName::new(name), name, &rules)
}

/// Says what is wrong with the name of a tag.
pub(crate) fn check_tag(name: &str) -> Result<(), String> {
    let rules = Rules {
        start: "a letter, a digit or '_'",
        characters: "letters, digits, '.', '_' and '-'",
    };
    said(TagName::new(name), name, &rules)
}

/// A sentence for each rule.
fn said<T>(checked: Result<T, NameError>, name: &str, rules: &Rules) -> Result<(), String> {
    let Rules { start, characters } = rules;
    let Err(error) = checked else {
        return Ok(());
    };
    Err(match error {
        NameError::Empty => "the name is empty".into(),
        NameError::TooLong { maximum } => {
            let length = name.chars().count();
            format!("the name has {length} characters; the maximum is {maximum}")
        }
        NameError::BadStart => format!("the name must start with {start}"),
        NameError::BadEnd => "the name must end with a lowercase letter or a digit".into(),
        NameError::BadCharacter(character) => {
            format!("the name contains {character:?}; only {characters} are allowed")
        }
        NameError::AdjacentSeparators => {
            "the name contains two separators in a row; only \"__\" is allowed".into()
        }
        NameError::Reserved => "the name is reserved".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_no_organizations() {
        assert!(check_organization("manage").is_err());
        assert!(check_organization("library").is_err());
        assert_eq!(check_organization("manager"), Ok(()));
        assert_eq!(check_repository("manage/library"), Ok(()));
    }

    #[test]
    fn each_rule_has_its_own_sentence() {
        let long = "a".repeat(129);
        let said = [
            check_tag(""),
            check_tag(&long),
            check_tag("-x"),
            check_tag("a b"),
            check_organization("1a"),
            check_organization("a-"),
            check_organization("A"),
            check_repository("-a"),
            check_repository("a--b"),
            check_repository("a:b"),
            check_organization("library"),
        ];
        let said: Vec<String> = said.into_iter().map(Result::unwrap_err).collect();
        let different: std::collections::BTreeSet<_> = said.iter().collect();
        assert_eq!(different.len(), said.len(), "{said:?}");
        assert_eq!(said[1], "the name has 129 characters; the maximum is 128");
        assert_eq!(
            said[3],
            "the name contains ' '; only letters, digits, '.', '_' and '-' are allowed"
        );
    }
}
