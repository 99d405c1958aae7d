//! Text fields of one or several lines. The value is the caller's signal, so input survives whatever
//! happens around the field.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::field::{Field, FieldIds};
use super::texts;
use crate::i18n::{format, use_texts};

/// What the browser should know about a one-line field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputOptions {
    is_password: bool,
    is_day: bool,
    is_required: bool,
    is_monospace: bool,
    has_autofocus: bool,
    autocomplete: Option<&'static str>,
    placeholder: Option<String>,
}

impl InputOptions {
    /// Hides what is typed.
    pub fn password() -> Self {
        Self {
            is_password: true,
            ..Self::default()
        }
    }

    /// A day, as `2030-12-31`: the browser's own calendar.
    pub fn day() -> Self {
        Self {
            is_day: true,
            ..Self::default()
        }
    }

    /// For names, digests and other things that are compared letter by letter.
    pub fn monospace() -> Self {
        Self {
            is_monospace: true,
            ..Self::default()
        }
    }

    /// Says that a response is needed. The form decides; the browser does not stop it.
    pub fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    /// Takes the focus when its dialog opens.
    pub fn autofocus(self) -> Self {
        Self {
            has_autofocus: true,
            ..self
        }
    }

    /// What a password keeper may fill in: `username`, `current-password`, …
    pub fn autocomplete(self, purpose: &'static str) -> Self {
        Self {
            autocomplete: Some(purpose),
            ..self
        }
    }

    /// An example, gone as soon as something is typed; never the only explanation.
    pub fn placeholder(self, example: impl Into<String>) -> Self {
        Self {
            placeholder: Some(example.into()),
            ..self
        }
    }
}

/// One line of text.
#[component]
pub fn TextInput(
    /// The label: what is asked.
    #[prop(into)]
    label: TextProp,
    /// The text as it is typed.
    value: RwSignal<String>,
    /// A hint: how to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with the response.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Kind, autocomplete, focus.
    #[prop(optional)]
    input: InputOptions,
    /// Answers that the browser offers; anything else may be typed.
    #[prop(optional, into)]
    suggestions: Option<Signal<Vec<String>>>,
) -> impl IntoView {
    let control = move |ids: FieldIds| {
        let list = suggestions.map(|it| suggestion_list(&ids, it));
        view! { {input_view(ids, value, input, list.is_some())}{list} }.into_any()
    };
    view! { <Field label hint=hint error control/> }
}

fn suggestion_list(ids: &FieldIds, suggestions: Signal<Vec<String>>) -> impl IntoView + use<> {
    let option = |it: String| view! { <option value=it></option> };
    view! {
        <datalist id=ids.suggestions()>
            {move || suggestions.get().into_iter().map(option).collect::<Vec<_>>()}
        </datalist>
    }
}

fn input_view(
    ids: FieldIds,
    value: RwSignal<String>,
    input: InputOptions,
    is_suggested: bool,
) -> impl IntoView {
    let InputOptions {
        is_password,
        is_day,
        is_required,
        is_monospace,
        has_autofocus,
        ..
    } = input;
    let kind = match (is_password, is_day) {
        (true, _) => "password",
        (false, true) => "date",
        (false, false) => "text",
    };
    let described = ids.clone();
    let id = ids.control.clone();
    view! {
        <input
            class="text-input"
            id=id
            list=is_suggested.then(|| ids.suggestions())
            type=kind
            data-monospace=is_monospace.then_some("")
            aria-required=is_required.then_some("true")
            autofocus=has_autofocus
            name=input.autocomplete
            autocomplete=input.autocomplete.unwrap_or("off")
            autocapitalize="off"
            spellcheck="false"
            placeholder=input.placeholder
            aria-invalid=move || ids.invalid()
            aria-describedby=move || described.described_by()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The label: what is asked.
    #[prop(into)]
    label: TextProp,
    /// The text as it is typed.
    value: RwSignal<String>,
    /// A hint: how to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with the response.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// How tall it is at first.
    #[prop(default = 4)]
    rows: u32,
    /// How many characters the service takes. Nothing is cut: what was pasted stays, and is counted.
    #[prop(optional, into)]
    limit: Option<usize>,
) -> impl IntoView {
    let control = move |ids: FieldIds| area_view(ids, value, rows).into_any();
    view! {
        <Field label hint=hint error control/>
        {limit.map(|limit| length_view(value, limit))}
    }
}

fn area_view(ids: FieldIds, value: RwSignal<String>, rows: u32) -> impl IntoView {
    let described = ids.clone();
    let id = ids.control.clone();
    view! {
        <textarea
            class="text-area"
            id=id
            rows=rows.to_string()
            aria-invalid=move || ids.invalid()
            aria-describedby=move || described.described_by()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    }
}

/// No one wants to be counted at the first word: the length shows in the last fifth.
fn length_view(value: RwSignal<String>, limit: usize) -> impl IntoView {
    let texts = use_texts();
    let length = memo(move || value.with(|it| it.chars().count()));
    reactive(move || {
        let length = length.get();
        (length * 5 >= limit * 4).then(|| {
            let number = |count: usize| format::number(texts, count as u64);
            let sentence = texts.fill(
                texts::LENGTH,
                &[("length", &number(length)), ("limit", &number(limit))],
            );
            view! {
                <p class="text-area-length" data-over=(length > limit).then_some("")>{sentence}</p>
            }
        })
    })
}
