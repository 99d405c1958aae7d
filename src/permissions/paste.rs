//! Adds several users at once: buttons for those seen in the account, and a pasted list for others.

use leptos::prelude::*;

use super::people::People;
use super::texts;
use crate::catalog::Person;
use crate::i18n::use_texts;
use crate::markup::{reactive, view};
use crate::ui::{Button, ButtonVariant, Icon, TextArea, keep_focus};

/// The number of people with a button of their own; the fields suggest all of them.
const SHOWN: usize = 12;

/// Buttons that add people seen in the account, with the ID filled in.
#[component]
pub(super) fn OfferedPeople(
    /// The people of the form.
    people: People,
    /// Those who can be given a role.
    offered: Signal<Vec<Person>>,
) -> impl IntoView {
    let texts = use_texts();
    let button = move |person: Person| {
        let label = texts.fill(texts::ADD_KNOWN, &[("name", &person.user_name)]);
        let on_click = move || people.take(&person, None);
        view! { <Button variant=ButtonVariant::Quiet icon=Icon::Plus on_click>{label}</Button> }
    };
    reactive(move || {
        let entered = people.ids();
        let left = offered.get().into_iter();
        let left = left.filter(|it| !entered.contains(&it.user_id)).take(SHOWN);
        let buttons: Vec<_> = left.map(button).collect();
        (!buttons.is_empty()).then(|| {
            keep_focus();
            let label = texts.get(texts::OFFERED);
            view! { <div class="cluster" role="group" aria-label=label>{buttons}</div> }
        })
    })
}

/// The list as it is pasted. A line that is not understood stays, and says why.
#[component]
pub(super) fn PastedPeople(
    /// The people of the form.
    people: People,
    /// Those of whom the name is enough.
    offered: Signal<Vec<Person>>,
) -> impl IntoView {
    let texts = use_texts();
    let error = Signal::derive(move || people.paste_problem(texts, &offered.get()));
    let add = move || {
        people.take_pasted(texts, &offered.get_untracked());
    };
    reactive(move || {
        keep_focus();
        match people.is_pasting() {
            false => view! {
                <div>
                    <Button variant=ButtonVariant::Quiet icon=Icon::Plus on_click=move || people.paste()>
                        {texts.get(texts::PASTE)}
                    </Button>
                </div>
            }
            .into_any(),
            true => view! {
                <TextArea
                    label=texts.get(texts::PASTED)
                    value=people.pasted()
                    hint=texts.get(texts::PASTED_HINT)
                    error
                    rows=5
                />
                <div><Button on_click=add>{texts.get(texts::PASTED_ADD)}</Button></div>
            }
            .into_any(),
        }
    })
}
