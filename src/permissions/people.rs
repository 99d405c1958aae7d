//! The users in the form that grants access: the fields of each, and the pasted list. Text that contains a
//! name and an ID, pasted or suggested, fills both fields.

use leptos::prelude::*;
use swr_api::Access;

use super::draft::PersonDraft;
use super::pasted::{PastedList, PastedPerson};
use crate::catalog::{Person, use_known_people};
use crate::i18n::Texts;
use crate::reactive::on_change;

/// The fields of one person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PersonFields {
    /// Tells it from the others, whichever of them are taken away.
    pub(super) number: u32,
    pub(super) name: RwSignal<String>,
    pub(super) id: RwSignal<String>,
    /// A role of its own, by its number; empty where the one for all counts.
    pub(super) access: RwSignal<String>,
    /// Whether it came with a role of its own, which can be changed then.
    pub(super) has_access: RwSignal<bool>,
}

/// The people of the form, and a list that is being pasted.
#[derive(Clone, Copy)]
pub(super) struct People {
    pub(super) fields: RwSignal<Vec<PersonFields>>,
    is_pasting: RwSignal<bool>,
    pasted: RwSignal<String>,
    // The list that was last read: what is said of it goes when it changes.
    read: RwSignal<String>,
}

impl People {
    /// One person, not named yet.
    pub(super) fn new() -> Self {
        let people = Self {
            fields: RwSignal::new(Vec::new()),
            is_pasting: RwSignal::new(false),
            pasted: RwSignal::new(String::new()),
            read: RwSignal::new(String::new()),
        };
        people.add();
        people
    }

    pub(super) fn add(self) {
        self.fields.update(|people| {
            let number = people.last().map_or(1, |it| it.number + 1);
            people.push(PersonFields {
                number,
                name: RwSignal::new(String::new()),
                id: RwSignal::new(String::new()),
                access: RwSignal::new(String::new()),
                has_access: RwSignal::new(false),
            });
        });
    }

    pub(super) fn remove(self, number: u32) {
        self.fields
            .update(|people| people.retain(|it| it.number != number));
    }

    pub(super) fn index(self, number: u32) -> Option<usize> {
        self.fields
            .with(|people| people.iter().position(|it| it.number == number))
    }

    /// Adds a person, in the first fields that are empty.
    pub(super) fn take(self, person: &Person, access: Option<Access>) {
        let empty = || {
            let people = self.fields.get_untracked().into_iter();
            let mut empty = people.filter(|it| it.is_empty());
            empty.next()
        };
        let fields = empty().or_else(|| {
            self.add();
            empty()
        });
        if let Some(fields) = fields {
            fields.name.set(person.user_name.clone());
            fields.id.set(person.user_id.clone());
            let access = access.map(|it| it.bits().to_string());
            fields.has_access.set(access.is_some());
            fields.access.set(access.unwrap_or_default());
        }
    }

    /// The IDs that are entered; watched.
    pub(super) fn ids(self) -> Vec<String> {
        let id = |it: &PersonFields| it.id.with(|id| id.trim().to_owned());
        let ids = self.fields.with(|it| it.iter().map(id).collect::<Vec<_>>());
        ids.into_iter().filter(|it| !it.is_empty()).collect()
    }

    /// Whether a list can be pasted; watched.
    pub(super) fn is_pasting(self) -> bool {
        self.is_pasting.get()
    }

    /// Shows the field for a list.
    pub(super) fn paste(self) {
        self.is_pasting.set(true);
    }

    /// The list as it is pasted.
    pub(super) fn pasted(self) -> RwSignal<String> {
        self.pasted
    }

    /// Whether there is a list that was not taken yet; watched.
    pub(super) fn has_pasted(self) -> bool {
        self.pasted.with(|it| !it.trim().is_empty())
    }

    /// Adds those of the list who are understood, and leaves the other lines. Whether none is left.
    pub(super) fn take_pasted(self, texts: Texts, known: &[Person]) -> bool {
        let entered = untrack(|| self.ids());
        let list = self.pasted.get_untracked();
        let list = PastedList::read(texts, &list, known, &entered);
        for PastedPerson { person, access } in &list.people {
            self.take(person, *access);
        }
        self.pasted.set(list.rest());
        self.read.set(list.rest());
        if list.wrong.is_empty() {
            self.is_pasting.set(false);
        }
        list.wrong.is_empty()
    }

    /// What is wrong with the lines that are left, until they are changed; watched.
    pub(super) fn paste_problem(self, texts: Texts, known: &[Person]) -> Option<String> {
        let list = self.pasted.get();
        let is_read = self.read.with(|read| *read == list);
        let read = || PastedList::read(texts, &list, known, &self.ids());
        is_read.then(|| read().problems(texts)).flatten()
    }

    /// The people as they were typed; watched.
    pub(super) fn drafts(self) -> Vec<PersonDraft> {
        let draft = |it: &PersonFields| PersonDraft {
            name: it.name.get(),
            id: it.id.get(),
            access: it.access.with(|it| it.parse::<u8>().ok().map(Access::from)),
        };
        self.fields
            .with(|people| people.iter().map(draft).collect())
    }
}

impl PersonFields {
    fn is_empty(self) -> bool {
        self.name.with_untracked(|it| it.trim().is_empty())
            && self.id.with_untracked(|it| it.trim().is_empty())
    }

    /// Takes apart what reads as a name and an id, as long as the surrounding view lives.
    pub(super) fn take_apart(self) {
        let known = use_known_people();
        let take = move |typed: &String| {
            let offered = || {
                let people = untrack(|| known.all()).into_iter();
                let mut people =
                    people.filter(|it| *typed == it.to_string() || *typed == id_first(it));
                people.next()
            };
            if let Some(person) = Person::parse(typed).or_else(offered) {
                self.name.set(person.user_name);
                self.id.set(person.user_id);
            }
        };
        on_change(move || self.name.get(), take);
        on_change(move || self.id.get(), take);
    }
}

/// A person as `id name`: what the field of the ID suggests.
pub(super) fn id_first(person: &Person) -> String {
    format!("{} {}", person.user_id, person.user_name)
}
