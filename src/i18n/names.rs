//! Errors in a typed name, with the nearest valid name as a suggestion; and lists of names within a
//! sentence.

use std::fmt::Display;
use std::str::FromStr;

use swr_api::NameError;

use super::{Texts, format};

crate::texts! { NAMES {
    EMPTY = "Enter a name.";
    TOO_LONG = "{length} of {maximum} characters. Shorten the name.";
    BAD_START = "A name cannot start with “{character}”.";
    BAD_END = "A name cannot end with “{character}”.";
    UPPER_CASE = "Use lowercase letters.";
    BAD_CHARACTER = "A name cannot contain “{character}”.";
    SPACE = "A name cannot contain spaces.";
    ADJACENT_SEPARATORS = "Separators must not follow each other.";
    RESERVED = "This name is reserved by the service.";
    SUGGESTION = "Try {name}.";
    AND_MORE = "{names} and {more} more";
} }

/// How many are named before they are only counted.
const NAMED: usize = 3;

/// Several in a sentence: `2.14.0, 2.14, latest and 4 more`
pub fn several(texts: Texts, names: &[impl Display]) -> String {
    let named: Vec<String> = names.iter().take(NAMED).map(ToString::to_string).collect();
    let named = named.join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => named,
        more => {
            let more = format::number(texts, more as u64);
            texts.fill(AND_MORE, &[("names", &named), ("more", &more)])
        }
    }
}

/// What is wrong with a name. While it is being typed, what the next letter may mend is not wrong.
pub fn name_problem<N>(texts: Texts, typed: &str, is_finished: bool) -> Option<String>
where
    N: FromStr<Err = NameError> + Display,
{
    let name = typed.trim();
    let error = name.parse::<N>().err()?;
    let is_unfinished = matches!(error, NameError::Empty | NameError::BadEnd);
    if is_unfinished && !is_finished {
        return None;
    }
    let sentence = sentence(texts, name, error);
    Some(match nearest(name).parse::<N>() {
        Ok(nearest) => {
            let try_it = texts.fill(SUGGESTION, &[("name", &nearest.to_string())]);
            format!("{sentence} {try_it}")
        }
        Err(_) => sentence,
    })
}

fn sentence(texts: Texts, name: &str, error: NameError) -> String {
    let about = |text, character: Option<char>| {
        let character = character.unwrap_or_default().to_string();
        texts.fill(text, &[("character", &character)])
    };
    match error {
        NameError::Empty => texts.get(EMPTY).to_owned(),
        NameError::TooLong { maximum } => {
            let number = |count: usize| format::number(texts, count as u64);
            let (length, maximum) = (number(name.chars().count()), number(maximum));
            texts.fill(TOO_LONG, &[("length", &length), ("maximum", &maximum)])
        }
        NameError::BadStart => about(BAD_START, name.chars().next()),
        NameError::BadEnd => about(BAD_END, name.chars().next_back()),
        NameError::BadCharacter(letter) if letter.is_uppercase() => {
            texts.get(UPPER_CASE).to_owned()
        }
        NameError::BadCharacter(space) if space.is_whitespace() => texts.get(SPACE).to_owned(),
        NameError::BadCharacter(character) => about(BAD_CHARACTER, Some(character)),
        NameError::AdjacentSeparators => texts.get(ADJACENT_SEPARATORS).to_owned(),
        NameError::Reserved => texts.get(RESERVED).to_owned(),
    }
}

/// The name as its author may have meant it: in lower case, words joined by hyphens, nothing but a
/// letter or digit at either end. Whether that is a name is for the rule to say.
fn nearest(name: &str) -> String {
    let lower = name.to_lowercase();
    let joined = lower.split_whitespace().collect::<Vec<_>>().join("-");
    joined
        .trim_matches(|it: char| !it.is_alphanumeric())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::{OrganizationName, RepositoryName};

    fn repository(typed: &str, is_finished: bool) -> String {
        name_problem::<RepositoryName>(Texts::english(), typed, is_finished).unwrap_or_default()
    }

    fn organization(typed: &str) -> String {
        name_problem::<OrganizationName>(Texts::english(), typed, true).unwrap_or_default()
    }

    #[test]
    fn a_name_that_is_still_being_typed_is_only_wrong_where_it_stays_wrong() {
        for unfinished in ["", "a", "auth/", "api-"] {
            assert_eq!(repository(unfinished, false), "", "{unfinished}");
        }
        assert_eq!(
            repository("Auth/", false),
            "Use lowercase letters. Try auth."
        );
    }

    #[test]
    fn a_finished_name_is_explained_with_the_nearest_that_would_do() {
        let table = [
            ("", "Enter a name."),
            ("Auth/Broker", "Use lowercase letters. Try auth/broker."),
            ("my image", "A name cannot contain spaces. Try my-image."),
            ("api-", "A name cannot end with “-”. Try api."),
            ("/api", "A name cannot start with “/”. Try api."),
            ("a$b", "A name cannot contain “$”."),
            ("a..b", "Separators must not follow each other."),
        ];
        for (typed, expected) in table {
            assert_eq!(repository(typed, true), expected, "{typed}");
        }
        let long = "a".repeat(129);
        assert!(repository(&long, true).starts_with("129 of 128 characters"));
    }

    #[test]
    fn blanks_around_a_pasted_name_are_no_fault() {
        assert_eq!(repository(" api ", true), "");
    }

    #[test]
    fn many_are_named_and_counted() {
        let english = Texts::english();
        assert_eq!(several(english, &["v1", "v2", "v3"]), "v1, v2, v3");
        let five = ["v1", "v2", "v3", "v4", "v5"];
        assert_eq!(several(english, &five), "v1, v2, v3 and 2 more");
    }

    #[test]
    fn an_organization_has_its_own_rule() {
        assert_eq!(organization("1team"), "A name cannot start with “1”.");
        assert_eq!(
            organization("library"),
            "This name is reserved by the service."
        );
        assert_eq!(organization("team/api"), "A name cannot contain “/”.");
    }
}
