//! A select box: the browser's own, which works with every keyboard and touch screen.

use crate::markup::view;
use crate::reactive::effect;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::field::{Field, FieldIds};
use super::focus::focus;

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the signal holds when it is chosen.
    pub value: String,
    /// The name of the choice.
    pub label: String,
    /// What choosing it means; shown by radio buttons.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// Says what choosing it means.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

/// A list that opens.
#[component]
pub fn Select(
    /// The label: what is asked.
    #[prop(into)]
    label: TextProp,
    /// The value of the chosen option.
    value: RwSignal<String>,
    /// The choices.
    options: Vec<Choice>,
    /// A hint: how to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with the response.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It has the focus from the start.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let control = move |ids: FieldIds| select_view(ids, value, options, autofocus).into_any();
    view! { <Field label hint=hint error control/> }
}

fn select_view(
    ids: FieldIds,
    value: RwSignal<String>,
    options: Vec<Choice>,
    autofocus: bool,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Select>::new();
    if autofocus {
        // The browser looks at the attribute only while the document is loaded.
        effect(move || {
            if let Some(list) = list.get() {
                focus(&list);
            }
        });
    }
    let described = ids.clone();
    let id = ids.control.clone();
    // `selected` on the option, not `value` on the list: the list has no options yet when its own
    // properties are set.
    let options: Vec<_> = options
        .into_iter()
        .map(|Choice { value: own, label, .. }| {
            let this = own.clone();
            view! {
                <option value=own prop:selected=move || value.with(|it| *it == this)>{label}</option>
            }
        })
        .collect();
    view! {
        <span class="select">
            <select
                id=id
                node_ref=list
                aria-invalid=move || ids.invalid()
                aria-describedby=move || described.described_by()
                on:change=move |event| value.set(event_target_value(&event))
            >
                {options}
            </select>
        </span>
    }
}
