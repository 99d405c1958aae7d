//! A pasted list of users: one line each, with a user name, a user ID and optionally a role. Pure.

use swr_api::Access;

use super::allowed::RIGHTS;
use super::texts;
use crate::catalog::{Person, access_name, is_user_id};
use crate::i18n::Texts;

/// One person of the list. Without a role the one that is chosen for all counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PastedPerson {
    pub(super) person: Person,
    pub(super) access: Option<Access>,
}

/// A line that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrongLine {
    pub(super) line: String,
    pub(super) problem: String,
}

/// What a list says: every line that is not blank is in one of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PastedList {
    pub(super) people: Vec<PastedPerson>,
    pub(super) wrong: Vec<WrongLine>,
}

impl PastedList {
    /// Reads a list. Of `known` people the name is enough; the IDs of `entered` are in the form already.
    pub(super) fn read(texts: Texts, list: &str, known: &[Person], entered: &[String]) -> Self {
        let mut read = Self::default();
        for line in list.lines().filter(|it| !it.trim().is_empty()) {
            let person = person(texts, line, known).and_then(|pasted| {
                let id = &pasted.person.user_id;
                let mut above = read.people.iter().map(|it| &it.person.user_id);
                match entered.contains(id) || above.any(|it| it == id) {
                    true => Err(texts.get(texts::ID_TWICE).to_owned()),
                    false => Ok(pasted),
                }
            });
            match person {
                Ok(person) => read.people.push(person),
                Err(problem) => read.wrong.push(WrongLine {
                    line: line.to_owned(),
                    problem,
                }),
            }
        }
        read
    }

    /// The lines that are left to be corrected.
    pub(super) fn rest(&self) -> String {
        let lines: Vec<&str> = self.wrong.iter().map(|it| it.line.as_str()).collect();
        lines.join("\n")
    }

    /// What is wrong with each of those lines, by its number among them.
    pub(super) fn problems(&self, texts: Texts) -> Option<String> {
        let problem = |(index, wrong): (usize, &WrongLine)| {
            let number = (index + 1).to_string();
            let values = [("line", number.as_str()), ("problem", &wrong.problem)];
            texts.fill(texts::PASTED_LINE, &values)
        };
        let problems: Vec<String> = self.wrong.iter().enumerate().map(problem).collect();
        (!problems.is_empty()).then(|| problems.join(" "))
    }
}

/// The person of a line. Names may have spaces, so it is the ID that tells where a name ends.
fn person(texts: Texts, line: &str, known: &[Person]) -> Result<PastedPerson, String> {
    let is_separator = |it: char| it.is_whitespace() || it == ',' || it == ';';
    let words: Vec<&str> = line
        .split(is_separator)
        .filter(|it| !it.is_empty())
        .collect();
    let ids: Vec<usize> = (0..words.len())
        .filter(|at| is_user_id(words[*at]))
        .collect();
    let problem = |text| Err(texts.get(text).to_owned());
    let &[at] = ids.as_slice() else {
        return match ids.is_empty() {
            true => known_person(texts, &words, known),
            false => problem(texts::LINE_IDS),
        };
    };
    let (before, after) = (&words[..at], &words[at + 1..]);
    let (name, access) = match (before, after) {
        ([], []) => return problem(texts::NAME_NEEDED),
        ([], after) => with_role(texts, after),
        (name, []) => (name, None),
        (name, after) => (name, Some(role(texts, &after.join(" "))?)),
    };
    Ok(PastedPerson {
        person: Person {
            user_name: name.join(" "),
            user_id: words[at].to_owned(),
        },
        access,
    })
}

/// The only known person of that name.
fn known_person(texts: Texts, words: &[&str], known: &[Person]) -> Result<PastedPerson, String> {
    let (name, access) = with_role(texts, words);
    let name = name.join(" ");
    let mut found = known.iter().filter(|it| it.user_name == name);
    match (found.next(), found.next()) {
        (Some(person), None) => Ok(PastedPerson {
            person: person.clone(),
            access,
        }),
        _ => Err(texts.get(texts::ID_NEEDED).to_owned()),
    }
}

/// A name, and the role behind it if there is one; a single word is a name.
fn with_role<'a>(texts: Texts, words: &'a [&'a str]) -> (&'a [&'a str], Option<Access>) {
    match words {
        [name @ .., last] if !name.is_empty() => match role(texts, last) {
            Ok(access) => (name, Some(access)),
            Err(_) => (words, None),
        },
        _ => (words, None),
    }
}

/// A role by its name in the language in use or in English, or by the number of the API.
fn role(texts: Texts, word: &str) -> Result<Access, String> {
    let is_named = |access: &Access| {
        let names = [texts, Texts::english()].map(|it| access_name(it, *access).to_lowercase());
        names.contains(&word.to_lowercase()) || word == access.bits().to_string()
    };
    RIGHTS.into_iter().find(is_named).ok_or_else(|| {
        let roles = RIGHTS.map(|it| access_name(texts, it)).join(", ");
        texts.fill(texts::LINE_ROLE, &[("role", word), ("roles", &roles)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: &str = "00000000000000000000000000000011";
    const BOB: &str = "0000000000000000000000000000001b";

    fn known(people: &[(&str, &str)]) -> Vec<Person> {
        let person = |(name, id): &(&str, &str)| Person {
            user_name: (*name).to_owned(),
            user_id: (*id).to_owned(),
        };
        people.iter().map(person).collect()
    }

    fn read(list: &str, people: &[(&str, &str)]) -> PastedList {
        PastedList::read(Texts::english(), list, &known(people), &[])
    }

    fn said(list: &str) -> Vec<(String, String, Option<Access>)> {
        let read = read(list, &[("carl", "cc"), ("Dora Lee", "dd")]);
        assert_eq!(read.wrong, []);
        let people = read.people.into_iter();
        people
            .map(|it| (it.person.user_name, it.person.user_id, it.access))
            .collect()
    }

    #[test]
    fn a_line_has_a_name_an_id_and_perhaps_a_role_however_they_are_separated() {
        let person = |name: &str, id: &str, access| (name.to_owned(), id.to_owned(), access);
        let list = format!("ann {ANN} Edit\n\n  Bob Lee,{BOB};manage\n");
        let both = [
            person("ann", ANN, Some(Access::Edit)),
            person("Bob Lee", BOB, Some(Access::Manage)),
        ];
        assert_eq!(said(&list), both);
        assert_eq!(said(&format!("ann\t{ANN}")), [person("ann", ANN, None)]);
        let first = format!("{ANN} ann read");
        assert_eq!(said(&first), [person("ann", ANN, Some(Access::Read))]);
        let by_number = format!("ann {ANN} 7");
        assert_eq!(said(&by_number), [person("ann", ANN, Some(Access::Manage))]);
        // A role alone is a name.
        assert_eq!(said(&format!("{ANN} Edit")), [person("Edit", ANN, None)]);
    }

    #[test]
    fn of_known_people_the_name_is_enough() {
        let person = |name: &str, id: &str, access| (name.to_owned(), id.to_owned(), access);
        let carl = person("carl", "cc", Some(Access::Edit));
        assert_eq!(
            said("carl edit\nDora Lee"),
            [carl, person("Dora Lee", "dd", None)]
        );
        let two = read("eve", &[("eve", "1"), ("eve", "2")]);
        assert_eq!(two.wrong[0].problem, "Enter a user ID.");
    }

    #[test]
    fn each_wrong_line_says_why_and_is_left_while_the_others_are_taken() {
        let list =
            format!("nobody\nann {ANN} Edit\n{BOB}\nbob {BOB} owner\nx {ANN} {BOB}\nann {ANN}");
        let read = read(&list, &[]);
        assert_eq!(read.people.len(), 1);
        assert_eq!(
            read.rest(),
            format!("nobody\n{BOB}\nbob {BOB} owner\nx {ANN} {BOB}\nann {ANN}")
        );
        assert_eq!(
            read.problems(Texts::english()).unwrap(),
            "Line 1: Enter a user ID. Line 2: Enter the user name too. \
             Line 3: “owner” is not a role. Use one of: Read, Edit, Manage. \
             Line 4: Enter one user ID per line. Line 5: This user ID is entered above."
        );
        let entered = PastedList::read(
            Texts::english(),
            &format!("ann {ANN}"),
            &[],
            &[ANN.to_owned()],
        );
        assert_eq!(entered.wrong[0].problem, "This user ID is entered above.");
    }
}
