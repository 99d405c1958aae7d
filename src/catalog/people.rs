//! Users seen during this visit. The service has no user directory, so the form that grants access
//! suggests users seen in any list.
//!
//! A user is written as `name id`: the account menu copies this form, and the form that grants access
//! suggests it and accepts it when pasted.

use std::collections::BTreeSet;
use std::fmt;

use leptos::prelude::*;

use crate::session::{Session, Visit};

/// How long the ids of the identity service are.
const ID_LENGTH: usize = 32;

/// Someone with an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// The user's name.
    pub user_name: String,
    /// The user's id in the identity service.
    pub user_id: String,
}

/// Who was met in a visit.
#[derive(Default)]
struct Met {
    visit: Visit,
    people: BTreeSet<Person>,
    // Some ways of signing in do not tell who it is; the service's answers may.
    own: Option<Person>,
}

/// The people that this visit has met.
#[derive(Clone, Copy)]
pub struct KnownPeople {
    session: Session,
    met: RwSignal<Met>,
}

/// Provides the people that a visit has met; no one yet.
pub fn provide_known_people(session: Session) {
    let met = RwSignal::new(Met::default());
    provide_context(KnownPeople { session, met });
}

/// The people that this visit has met.
pub fn use_known_people() -> KnownPeople {
    expect_context::<KnownPeople>()
}

impl Person {
    /// Reads `name id`, in either order. Names may have blanks, so it is the id that is known by its
    /// shape.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let first = text.split_once(char::is_whitespace);
        let last = text.rsplit_once(char::is_whitespace);
        let (name, id) = match (last, first) {
            (Some((name, id)), _) if is_user_id(id) => (name, id),
            (_, Some((id, name))) if is_user_id(id) => (name, id),
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

/// Whether a word has the shape of an ID of the identity service.
pub fn is_user_id(word: &str) -> bool {
    word.len() == ID_LENGTH && word.bytes().all(|it| it.is_ascii_hexdigit())
}

impl Met {
    /// Those of this visit.
    fn people(&self, visit: Visit) -> Option<&BTreeSet<Person>> {
        (self.visit.number == visit.number).then_some(&self.people)
    }

    /// Who the caller of this sign-in is.
    fn own(&self, visit: Visit) -> Option<&Person> {
        self.own.as_ref().filter(|_| self.visit == visit)
    }

    /// Forgets what is not of this visit, and who the caller of another sign-in was.
    fn enter(&mut self, visit: Visit) {
        if self.people(visit).is_none() {
            self.people.clear();
        }
        if self.own(visit).is_none() {
            self.own = None;
        }
        self.visit = visit;
    }
}

impl KnownPeople {
    /// Remembers people for this visit.
    pub fn meet(self, people: impl IntoIterator<Item = Person>) {
        let is_known = |it: &Person| !it.user_id.is_empty() && !it.user_name.is_empty();
        let people: Vec<Person> = people.into_iter().filter(is_known).collect();
        let visit = untrack(|| self.session.visit());
        let is_new = self.met.with_untracked(|it| {
            let met = it.people(visit);
            let is_new = |person| met.is_none_or(|met| !met.contains(person));
            people.iter().any(is_new)
        });
        if is_new {
            self.met.update(|it| {
                it.enter(visit);
                it.people.extend(people);
            });
        }
    }

    /// Everyone who was met, by name; watched.
    pub fn all(self) -> Vec<Person> {
        let visit = self.session.visit();
        self.met
            .with(|it| it.people(visit).into_iter().flatten().cloned().collect())
    }

    /// Takes from a response of the service who the caller is.
    pub fn recognize(self, own: Person) {
        let visit = untrack(|| self.session.visit());
        let is_new = self.met.with_untracked(|it| it.own(visit) != Some(&own));
        if is_new && !own.user_id.is_empty() {
            self.met.update(|it| {
                it.enter(visit);
                it.own = Some(own);
            });
        }
    }

    /// Who is signed in, with the id that others need to grant access, where it is known; watched.
    pub fn own(self) -> Option<Person> {
        let identity = self.session.identity()?;
        let signed_in = identity.user_id.map(|user_id| Person {
            user_name: identity.name,
            user_id,
        });
        let visit = self.session.visit();
        signed_in.or_else(|| self.met.with(|it| it.own(visit).cloned()))
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
    fn what_is_typed_letter_by_letter_is_left_unchanged() {
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

    #[test]
    fn who_was_met_stays_through_another_sign_in_and_who_one_is_does_not() {
        let reader = Person::parse(&format!("reader {ID}"));
        let first = Visit::default();
        let mut met = Met::default();
        met.people.extend(reader.clone());
        met.own = reader;
        let again = Visit {
            sign_ins: 1,
            ..first
        };
        assert_eq!(met.people(again).map(BTreeSet::len), Some(1));
        assert_eq!(met.own(again), None);
        let other = Visit { number: 1, ..first };
        assert_eq!(met.people(other), None);
        assert_eq!(met.own(other), None);
        met.enter(other);
        assert_eq!(met.people(other).map(BTreeSet::len), Some(0));
    }
}
