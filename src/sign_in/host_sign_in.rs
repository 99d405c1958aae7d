//! The view while the host page signs in: progress, or an error with a retry.

use crate::markup::{reactive, view};
use leptos::prelude::*;

use super::texts;
use crate::host::TokenReason;
use crate::i18n::use_texts;
use crate::session::use_session;
use crate::ui::{ErrorPanel, FormDialog, Problem, Skeleton, Submission};

/// In place of the sign-in page.
#[component]
pub fn HostSignIn() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let problem = Signal::derive(move || Problem {
        sentence: texts.get(texts::NOT_SIGNED_IN_BY_HOST).to_owned(),
        hint: session.refusal_of_host(),
        ..Problem::default()
    });
    let busy = Signal::derive(move || session.is_asking_host());
    reactive(move || match session.refusal_of_host() {
        None => view! { <Skeleton lines=6/> }.into_any(),
        Some(_) => view! {
            <ErrorPanel problem busy on_retry=move || session.ask_host(TokenReason::Start)/>
        }
        .into_any(),
    })
}

/// Over a page whose token was refused; the page stays as it is.
#[component]
pub fn HostSignInAgain() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let pending = Signal::derive(move || session.is_asking_host());
    // What the page around said to it is in the body.
    let submission = Submission::new(pending, Signal::stored(None));
    view! {
        <FormDialog
            title=texts.get(texts::SIGN_IN_AGAIN)
            submit_label=texts.get(crate::ui::texts::TRY_AGAIN)
            on_submit=move || session.ask_host(TokenReason::Start)
            on_close=move || session.dismiss_end()
            submission
        >
            <p class="secondary">{texts.get(texts::ENDED)}</p>
            <p>{texts.get(texts::NOT_SIGNED_IN_BY_HOST)}</p>
            {move || session.refusal_of_host().map(|said| view! { <p class="secondary">{said}</p> })}
        </FormDialog>
    }
}
