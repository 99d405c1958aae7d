//! A group of radio buttons, each with a hint.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::dialog::announce_field;
use super::identity::unique_id;
use super::select::Choice;

/// Radio buttons under one question.
#[component]
pub fn RadioGroup(
    /// The label: what is asked.
    #[prop(into)]
    label: TextProp,
    /// The value of the chosen option.
    value: RwSignal<String>,
    /// The choices.
    options: Vec<Choice>,
) -> impl IntoView {
    announce_field();
    let name = unique_id("radio");
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(index, choice)| option_view(format!("{name}-{index}"), &name, value, choice))
        .collect();
    view! {
        <fieldset class="radio-group">
            <legend class="field-label">{move || label.get()}</legend>
            {options}
        </fieldset>
    }
}

fn option_view(
    id: String,
    name: &str,
    value: RwSignal<String>,
    choice: Choice,
) -> impl IntoView + use<> {
    let Choice {
        value: own,
        label,
        hint,
    } = choice;
    let this = own.clone();
    let hint_id = hint.is_some().then(|| format!("{id}-hint"));
    let hint = hint.map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{hint}</p> });
    view! {
        <div class="radio-group-option">
            <input
                type="radio"
                id=id.clone()
                name=name.to_owned()
                value=own.clone()
                aria-describedby=hint_id
                prop:checked=move || value.with(|it| *it == this)
                on:change=move |_| value.set(own.clone())
            />
            <label for=id>{label}</label>
            {hint}
        </div>
    }
}
