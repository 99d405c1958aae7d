//! The error panel: what happened, what to do, and folded below it the details for support. It takes plain
//! values; the texts for each error are chosen by the caller.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::button::Button;
use super::copy_button::CopyTextButton;
use super::focus::keep_focus;
use super::icon::{Glyph, Icon};
use super::texts;
use crate::i18n::use_texts;

/// A failure in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What happened, and why if it is known.
    pub sentence: String,
    /// A hint: what to do.
    pub hint: Option<String>,
    /// Status, code and request id on one line.
    pub technical: Option<String>,
    /// Everything known, to be copied.
    pub diagnostic: Option<String>,
}

/// Stands in place of the content that could not be loaded.
#[component]
pub fn ErrorPanel(
    /// What happened. When another try fails in another way, only the words change.
    #[prop(into)]
    problem: Signal<Problem>,
    /// What could not be done: `Repositories could not be loaded`.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Tries again; only where that can help.
    #[prop(optional, into)]
    on_retry: Option<UnsyncCallback<()>>,
    /// It is being tried again.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let title = title.map(|title| view! { <h2>{move || title.get()}</h2> });
    let words = problem_view(problem, retry_view(on_retry, busy));
    view! {
        <section class="error-panel" role="alert">
            <Glyph icon=Icon::Alert/>
            <div class="error-panel-words">{title} {words}</div>
        </section>
    }
}

/// The compact form: inside dialogs, and above what is there all the same.
#[component]
pub fn ErrorBanner(
    /// The problem.
    #[prop(into)]
    problem: Signal<Problem>,
    /// What that means for what is below.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Tries again; only where that can help.
    #[prop(optional, into)]
    on_retry: Option<UnsyncCallback<()>>,
    /// It is being tried again.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let title = title.map(|title| view! { <p class="error-panel-title">{move || title.get()}</p> });
    let words = problem_view(problem, retry_view(on_retry, busy));
    view! {
        <div class="error-panel" data-compact="" role="alert">
            <Glyph icon=Icon::Alert/>
            <div class="error-panel-words">{title} {words}</div>
        </div>
    }
}

fn retry_view(on_retry: Option<UnsyncCallback<()>>, busy: Signal<bool>) -> AnyView {
    let texts = use_texts();
    // A try that succeeds takes the button away.
    keep_focus();
    let retry = on_retry.map(|on_retry| {
        view! {
            <Button icon=Icon::Refresh busy=busy on_click=on_retry>
                {texts.get(texts::TRY_AGAIN)}
            </Button>
        }
    });
    retry.into_any()
}

fn problem_view(problem: Signal<Problem>, retry: AnyView) -> AnyView {
    let texts = use_texts();
    let line = move |class: &'static str, part: fn(&Problem) -> Option<&String>| {
        move || {
            let words = problem.with(|it| part(it).cloned())?;
            Some(view! { <p class=class>{words}</p> })
        }
    };
    let has_diagnostic = memo(move || problem.with(|it| it.diagnostic.is_some()));
    let diagnostic = move || problem.with(|it| it.diagnostic.clone().unwrap_or_default());
    let copy = move || {
        has_diagnostic.get().then(|| {
            view! { <CopyTextButton text=diagnostic>{texts.get(texts::COPY_DIAGNOSTIC)}</CopyTextButton> }
        })
    };
    view! {
        <p>{move || problem.with(|it| it.sentence.clone())}</p>
        {line("secondary", |it| it.hint.as_ref())}
        {line("error-panel-technical", |it| it.technical.as_ref())}
        <div class="cluster">{retry}{copy}</div>
    }
    .into_any()
}
