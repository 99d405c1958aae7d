//! The fields of the users to grant access to: a name and an ID each.

use crate::markup::view;
use leptos::prelude::*;

use super::allowed::choices;
use super::paste::{OfferedPeople, PastedPeople};
use super::people::{People, PersonFields, id_first};
use super::texts;
use crate::catalog::Person;
use crate::i18n::use_texts;
use crate::ui::{Button, ButtonVariant, Choice, Icon, InputOptions, Select, TextInput, keep_focus};

/// What is wrong with the fields of the person at a place in the form.
#[derive(Clone, Copy)]
pub(super) struct Problems {
    pub(super) name: UnsyncCallback<usize, Option<String>>,
    pub(super) id: UnsyncCallback<usize, Option<String>>,
}

/// The fields of everyone, and one more person on demand.
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
        <OfferedPeople people offered/>
        <For each=move || people.fields.get() key=|it| it.number let(person)>
            <OnePerson people person offered problems/>
        </For>
        <PastedPeople people offered/>
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

/// The role that came with a person.
#[component]
fn OwnRole(person: PersonFields) -> impl IntoView {
    let texts = use_texts();
    let mut options = vec![Choice::new("", texts.get(texts::ROLE_OF_ALL))];
    options.extend(choices(texts));
    view! { <Select label=texts.get(texts::ROLE_OF_ONE) value=person.access options/> }
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
        (people.fields.with(Vec::len) > 1).then(|| {
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
            {move || person.has_access.get().then(|| view! { <OwnRole person/> })}
            {remove}
        </div>
    }
}
