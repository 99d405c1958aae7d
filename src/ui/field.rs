//! Common parts of form fields: a label, a hint, an error, and the IDs that connect them.
//!
//! The error is in `aria-describedby` and the control is `aria-invalid`; it is not an alert, because the
//! form announces errors once, when it is submitted.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::dialog::announce_field;
use super::identity::unique_id;

/// The ids a control carries so that label, hint and error belong to it.
#[derive(Clone, Debug)]
pub struct FieldIds {
    /// The control's own id.
    pub control: String,
    has_hint: bool,
    error: Signal<Option<String>>,
}

impl FieldIds {
    /// The value of `aria-describedby`; tracks the error.
    pub fn described_by(&self) -> Option<String> {
        let Self {
            control,
            has_hint,
            error,
        } = self;
        match (has_hint, error.with(Option::is_some)) {
            (true, true) => Some(format!("{control}-error {control}-hint")),
            (false, true) => Some(format!("{control}-error")),
            (true, false) => Some(format!("{control}-hint")),
            (false, false) => None,
        }
    }

    /// The id of the list of responses that are offered.
    pub fn suggestions(&self) -> String {
        format!("{}-suggestions", self.control)
    }

    /// The value of `aria-invalid`; tracks the error.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.with(Option::is_some).then_some("true")
    }
}

/// A labelled place for one control.
#[component]
pub fn Field(
    /// The label: what is asked.
    #[prop(into)]
    label: TextProp,
    /// How to answer, before anything goes wrong.
    #[prop(optional_no_strip)]
    hint: Option<TextProp>,
    /// What is wrong with the response.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Builds the control with its ids.
    #[prop(into)]
    control: FieldControl,
) -> impl IntoView {
    announce_field();
    let ids = FieldIds {
        control: unique_id("field"),
        has_hint: hint.is_some(),
        error,
    };
    let id = ids.control.clone();
    let error_id = format!("{id}-error");
    let hint = hint.map(|hint| {
        view! { <p class="field-hint" id=format!("{id}-hint")>{move || hint.get()}</p> }
    });
    view! {
        <div class="field">
            <label class="field-label" for=id>{move || label.get()}</label>
            {(control.0)(ids)}
            {move || {
                error.get().map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })
            }}
            {hint}
        </div>
    }
}

/// What builds the control of a [`Field`].
pub struct FieldControl(Box<dyn FnOnce(FieldIds) -> AnyView + Send>);

impl<F: FnOnce(FieldIds) -> AnyView + Send + 'static> From<F> for FieldControl {
    fn from(build: F) -> Self {
        Self(Box::new(build))
    }
}
