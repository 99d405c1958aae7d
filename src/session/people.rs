//! People that this visit has met: the service has no directory of users, so whoever gives a right
//! is offered those who stood in some list before.
//!
//! A person is written as `name id`. That is what the account menu copies, what the form that gives
//! rights offers, and what it takes apart when it is pasted.

use std::collections::BTreeSet;
use std::fmt;

use leptos::prelude::*;

use super::Session;

/// How long the ids of the identity service are.
const ID_LENGTH: usize = 32;

/// Somebody with an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// The user's name.
    pub user_name: String,
    /// The user's id in the identity service.
    pub user_id: String,
}

/// Who was met since somebody signed in.
#[derive(Default)]
pub(super) struct People {
    met: BTreeSet<Person>,
    // Some ways of signing in do not tell who it is; the service's answers may.
    own: Option<Person>,
}

impl Person {
    /// Reads `name id`, in either order. Names may have blanks, so it is the id that is known by its
    /// shape.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let first = text.split_once(char::is_whitespace);
        let last = text.rsplit_once(char::is_whitespace);
        let (name, id) = match (last, first) {
            (Some((name, id)), _) if is_id(id) => (name, id),
            (_, Some((id, name))) if is_id(id) => (name, id),
            _ => return None,
        };
        Some(Self {
            user_name: name.trim().to_owned(),
            user_id: id.to_owned(),
        })
    }
}

impl fmt::Display for Person {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.user_name, self.user_id)
    }
}

fn is_id(word: &str) -> bool {
    word.len() == ID_LENGTH && word.bytes().all(|it| it.is_ascii_hexdigit())
}

impl People {
    pub(super) fn forget_own(&mut self) {
        self.own = None;
    }
}

impl Session {
    /// Remembers people for this visit.
    pub fn meet(self, people: impl IntoIterator<Item = Person>) {
        let known = |it: &Person| !it.user_id.is_empty() && !it.user_name.is_empty();
        let people: Vec<Person> = people.into_iter().filter(known).collect();
        let is_new = self
            .people
            .with_untracked(|it| people.iter().any(|person| !it.met.contains(person)));
        if is_new {
            self.people.update(|it| it.met.extend(people));
        }
    }

    /// Everybody who was met, by name; watched.
    pub fn people(self) -> Vec<Person> {
        self.people.with(|it| it.met.iter().cloned().collect())
    }

    /// Takes from an answer of the service who the caller is.
    pub fn recognize(self, own: Person) {
        let is_new = self
            .people
            .with_untracked(|it| it.own.as_ref() != Some(&own));
        if is_new && !own.user_id.is_empty() {
            self.people.update(|it| it.own = Some(own));
        }
    }

    /// Who is signed in, with the id that others need to give rights, where it is known; watched.
    pub fn own_person(self) -> Option<Person> {
        let identity = self.identity()?;
        let signed_in = identity.user_id.map(|user_id| Person {
            user_name: identity.name,
            user_id,
        });
        signed_in.or_else(|| self.people.with(|it| it.own.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "00000000000000000000000000000013";

    fn parsed(text: &str) -> Option<(String, String)> {
        Person::parse(text).map(|it| (it.user_name, it.user_id))
    }

    #[test]
    fn what_is_copied_is_read_again() {
        for name in ["reader", "Ann Lee", "ann.lee-2"] {
            let person = Person {
                user_name: name.to_owned(),
                user_id: ID.to_owned(),
            };
            assert_eq!(Person::parse(&person.to_string()), Some(person));
        }
    }

    #[test]
    fn the_id_may_stand_first_and_blanks_around_come_with_pasting() {
        let reader = Some(("reader".to_owned(), ID.to_owned()));
        assert_eq!(parsed(&format!("{ID} reader")), reader);
        assert_eq!(parsed(&format!("  reader \t {ID}\n")), reader);
    }

    #[test]
    fn what_is_typed_letter_by_letter_is_left_alone() {
        for text in [
            "",
            "reader",
            ID,
            "Ann Lee",
            "reader 0000",
            "reader 0000000000000000000000000000001z",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
