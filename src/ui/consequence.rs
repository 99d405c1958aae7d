//! The consequence of a submission, in one line beside its button: text above a long form is out of sight
//! when the button is pressed.

use crate::markup::view;
use leptos::prelude::*;

/// What submitting does, by what is entered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    sentence: String,
    is_danger: bool,
}

impl Consequence {
    /// A consequence that can be undone.
    pub fn plain(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            is_danger: false,
        }
    }

    /// A consequence that destroys or discloses something: the button looks dangerous, too.
    pub fn danger(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            is_danger: true,
        }
    }

    /// What is shown beside the button.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// Whether the button looks dangerous.
    pub fn is_danger(&self) -> bool {
        self.is_danger
    }
}

/// The line in the footer of a dialog; empty while nothing is known to happen.
#[component]
pub(super) fn ConsequenceLine(consequence: Signal<Option<Consequence>>) -> impl IntoView {
    let sentence = move || consequence.with(|it| it.as_ref().map(|it| it.sentence.clone()));
    let is_danger = move || consequence.with(|it| it.as_ref().is_some_and(Consequence::is_danger));
    view! {
        <p class="consequence" aria-live="polite" data-danger=move || is_danger().then_some("")>
            {move || sentence().unwrap_or_default()}
        </p>
    }
}
