//! The fields of the people who are to be given a right: a name and an id each. Whatever reads as
//! both, pasted or chosen from what is offered, fills both.

use crate::markup::view;
use leptos::prelude::*;

use super::draft::PersonDraft;
use super::texts;
use crate::catalog::{Person, use_known_people};
use crate::i18n::use_texts;
use crate::reactive::on_change;
use crate::ui::{Button, ButtonVariant, Icon, InputOptions, TextInput, keep_focus};

/// The fields of one person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PersonFields {
    /// Tells it from the others, whichever of them are taken away.
    number: u32,
    name: RwSignal<String>,
    id: RwSignal<String>,
}

/// The people of the form.
#[derive(Clone, Copy)]
pub(super) struct People(RwSignal<Vec<PersonFields>>);

/// What is wrong with the fields of the person at a place in the form.
#[derive(Clone, Copy)]
pub(super) struct Problems {
    pub(super) name: UnsyncCallback<usize, Option<String>>,
    pub(super) id: UnsyncCallback<usize, Option<String>>,
}

impl People {
    /// One person, not named yet.
    pub(super) fn new() -> Self {
        let people = Self(RwSignal::new(Vec::new()));
        people.add();
        people
    }

    fn add(self) {
        self.0.update(|people| {
            let number = people.last().map_or(1, |it| it.number + 1);
            people.push(PersonFields {
                number,
                name: RwSignal::new(String::new()),
                id: RwSignal::new(String::new()),
            });
        });
    }

    fn remove(self, number: u32) {
        self.0
            .update(|people| people.retain(|it| it.number != number));
    }

    fn index(self, number: u32) -> Option<usize> {
        self.0
            .with(|people| people.iter().position(|it| it.number == number))
    }

    /// The people as they were typed; watched.
    pub(super) fn drafts(self) -> Vec<PersonDraft> {
        let draft = |it: &PersonFields| PersonDraft {
            name: it.name.get(),
            id: it.id.get(),
        };
        self.0.with(|people| people.iter().map(draft).collect())
    }
}

impl PersonFields {
    /// Takes apart what reads as a name and an id, as long as the surrounding view lives.
    fn take_apart(self) {
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

fn id_first(person: &Person) -> String {
    format!("{} {}", person.user_id, person.user_name)
}

/// The fields of everybody, and one more person on demand.
#[component]
pub(super) fn PeopleFields(
    /// The people whose fields these are.
    people: People,
    /// Those who can be given a right.
    offered: Signal<Vec<Person>>,
    /// The problems of each field.
    problems: Problems,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <For each=move || people.0.get() key=|it| it.number let(person)>
            <OnePerson people person offered problems/>
        </For>
        <div>
            <Button
                variant=ButtonVariant::Quiet
                icon=Icon::Plus
                on_click=move || people.add()
            >
                {texts.get(texts::ADD_PERSON)}
            </Button>
        </div>
    }
}

#[component]
fn OnePerson(
    people: People,
    person: PersonFields,
    offered: Signal<Vec<Person>>,
    problems: Problems,
) -> impl IntoView {
    let texts = use_texts();
    person.take_apart();
    let index = move || people.index(person.number);
    let number = move || index().map_or_else(String::new, |index| (index + 1).to_string());
    let said = move |text| move || texts.fill(text, &[("number", &number())]);
    let problem = move |of: UnsyncCallback<usize, Option<String>>| {
        Signal::derive(move || of.try_run(index()?).flatten())
    };
    let offer = move |text: fn(&Person) -> String| {
        Signal::derive(move || offered.with(|it| it.iter().map(text).collect::<Vec<_>>()))
    };
    let first = InputOptions::default().required();
    let first = match person.number {
        1 => first.autofocus(),
        _ => first,
    };
    let remove = move || {
        (people.0.with(Vec::len) > 1).then(|| {
            keep_focus();
            view! {
                <div>
                    <Button
                        variant=ButtonVariant::Quiet
                        icon=Icon::Close
                        on_click=move || people.remove(person.number)
                    >
                        {said(texts::REMOVE_PERSON)}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <div class="stack" role="group" aria-label=said(texts::PERSON)>
            <TextInput
                label=texts.get(texts::USER_NAME)
                value=person.name
                hint=texts.get(texts::NAME_HINT)
                error=problem(problems.name)
                input=first
                suggestions=offer(Person::to_string)
            />
            <TextInput
                label=texts.get(texts::USER_ID)
                value=person.id
                hint=texts.get(texts::ID_HINT)
                error=problem(problems.id)
                input=InputOptions::monospace().required()
                suggestions=offer(id_first)
            />
            {remove}
        </div>
    }
}
