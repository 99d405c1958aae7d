//! A name that must be typed before much is lost. Pasting is allowed: reading it is the point.

use crate::markup::view;
use leptos::prelude::*;

use super::text_input::{InputOptions, TextInput};
use super::texts;
use crate::i18n::{Texts, use_texts};

/// The name, and what is typed so far.
#[derive(Clone, Copy)]
pub struct TypedName {
    texts: Texts,
    name: StoredValue<String>,
    typed: RwSignal<String>,
}

impl TypedName {
    /// Nothing is typed yet.
    pub fn new(name: String) -> Self {
        Self {
            texts: use_texts(),
            name: StoredValue::new(name),
            typed: RwSignal::new(String::new()),
        }
    }

    /// What is said while the name is not there; watched. Blanks around it come with pasting.
    pub fn missing(self) -> Option<String> {
        self.name.with_value(|name| {
            let is_typed = self.typed.with(|typed| typed.trim() == name);
            (!is_typed).then(|| self.texts.fill(texts::NAME_NOT_TYPED, &[("name", name)]))
        })
    }

    /// What was confirmed is something else now.
    pub fn clear(self) {
        self.typed.set(String::new());
    }

    /// The field for it.
    pub fn field(self, input: InputOptions) -> impl IntoView {
        let said = |text| {
            self.name
                .with_value(|name| self.texts.fill(text, &[("name", name)]))
        };
        let (label, wrong) = (said(texts::TYPE_TO_CONFIRM), said(texts::WRONG_NAME));
        // While the name is being typed it is not wrong, only unfinished.
        let error = Signal::derive(move || {
            let is_beginning = self
                .typed
                .with(|typed| self.name.with_value(|name| name.starts_with(typed.trim())));
            (!is_beginning).then(|| wrong.clone())
        });
        view! { <TextInput label value=self.typed error input/> }
    }
}
