//! How a failure is shown: what happened, what to do, and folded below it what a support desk
//! needs. It takes plain values; the words for each kind of failure are chosen above.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::Button;
use super::copy_button::CopyTextButton;
use super::icon::{Glyph, Icon};
use super::texts;
use crate::i18n::use_texts;

/// A failure in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What happened, and why if it is known.
    pub sentence: String,
    /// What to do.
    pub hint: Option<String>,
    /// Status, code and request id on one line.
    pub technical: Option<String>,
    /// Everything known, to be copied.
    pub diagnostic: Option<String>,
}

/// Stands in place of the content that could not be loaded.
#[component]
pub fn ErrorPanel(
    /// What happened.
    #[prop(into)]
    problem: Problem,
    /// What could not be done: `Repositories could not be loaded`.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Tries again; only where that can help.
    #[prop(optional, into)]
    on_retry: Option<UnsyncCallback<()>>,
) -> impl IntoView {
    let texts = use_texts();
    let retry = on_retry.map(|on_retry| {
        view! { <Button icon=Icon::Refresh on_click=on_retry>{texts.get(texts::TRY_AGAIN)}</Button> }
    });
    view! {
        <section class="error-panel" role="alert">
            <Glyph icon=Icon::Alert/>
            <div class="error-panel-words">
                {title.map(|title| view! { <h2>{move || title.get()}</h2> })}
                {problem_view(problem, retry.into_any())}
            </div>
        </section>
    }
}

/// The compact form, inside dialogs.
#[component]
pub fn ErrorBanner(
    /// What happened.
    #[prop(into)]
    problem: Problem,
) -> impl IntoView {
    view! {
        <div class="error-panel" data-compact="" role="alert">
            <Glyph icon=Icon::Alert/>
            <div class="error-panel-words">{problem_view(problem, ().into_any())}</div>
        </div>
    }
}

fn problem_view(problem: Problem, retry: AnyView) -> impl IntoView {
    let texts = use_texts();
    let Problem {
        sentence,
        hint,
        technical,
        diagnostic,
    } = problem;
    let copy = diagnostic.map(|diagnostic| {
        view! { <CopyTextButton text=diagnostic>{texts.get(texts::COPY_DIAGNOSTIC)}</CopyTextButton> }
    });
    view! {
        <p>{sentence}</p>
        {hint.map(|hint| view! { <p class="secondary">{hint}</p> })}
        {technical.map(|technical| view! { <p class="error-panel-technical">{technical}</p> })}
        <div class="cluster">{retry}{copy}</div>
    }
}
