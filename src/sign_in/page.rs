//! Signing in: as a page of its own, and over a page whose session has expired.

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::prelude::*;

use swr_api::{Error, PasswordSignIn};

use super::form::{SignInDraft, SignInFields, may_be_about_project, way_word};
use super::texts;
use crate::configuration::SignInWay;
use crate::i18n::{Text, Texts, use_texts};
use crate::navigation::{Link, use_navigation};
use crate::remote::{Mutation, mutation, problem};
use crate::route::Page;
use crate::session::{Session, SignInRequest, project_names, try_sign_in, use_session};
use crate::ui::{
    Button, ButtonVariant, Choice, ChoiceTabs, ErrorBanner, FormDialog, Glyph, Icon, Problem,
    Select, Submission,
};

/// The page. The address stays the one that was requested: it is shown once someone is signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let (texts, session, navigation) = (use_texts(), use_session(), use_navigation());
    let configuration = session.configuration();
    let connections: Vec<Choice> = (configuration.connections.iter())
        .map(|it| {
            Choice::new(&it.id, &it.name).hint(format!("{} · {}", it.region, it.project_name()))
        })
        .collect();
    let connection = RwSignal::new(untrack(|| session.connection()).id);
    effect(move || session.connect(&connection.get()));
    let choose_connection = (connections.len() > 1).then(|| {
        let label = texts.get(texts::CONNECTION);
        view! { <Select label value=connection options=connections/> }
    });
    // Another service has other ways and another project: its form starts anew.
    let form = move || {
        session.connection();
        view! { <SignInPanel/> }
    };
    view! {
        <main class="standalone" on:click=move |event| navigation.on_click(&event)>
            <div class="standalone-mark">
                <Glyph icon=Icon::Cube/>
                {configuration.brand.name}
            </div>
            <div class="standalone-card stack">
                <h1 class="visually-hidden">{texts.get(texts::SIGN_IN)}</h1>
                {choose_connection}
                {form}
            </div>
        </main>
    }
}

#[component]
fn SignInPanel() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let draft = SignInDraft::new(session);
    let sign_in = sign_in(session, draft);
    let (refused, error) = refused(texts, session, sign_in, draft);
    effect(move || {
        let error = refused.get();
        session.note_refusal(error.map(|error| (draft.chosen_way(), error)));
    });
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        submit(texts, draft, sign_in);
    };
    // What was typed is there again when the person comes back.
    let leave = move |_| {
        let refused = untrack(|| session.refused_sign_in());
        session.keep_attempt(draft.attempt(refused.map(|(_, error)| error)));
    };
    let to_check = move || {
        view! {
            <p on:click=leave>
                <Link to=Signal::derive(|| Page::Connection.into())>
                    {texts.get(texts::CHECK_CONNECTION)}
                </Link>
            </p>
        }
    };
    view! {
        <form class="stack" novalidate=true on:submit=on_submit>
            <Ways draft/>
            <SignInFields draft refused/>
            {move || error.get().map(|problem| view! { <ErrorBanner problem/> })}
            {move || refused.with(Option::is_some).then(to_check)}
            <Button variant=ButtonVariant::Primary submit=true busy=sign_in.is_pending()>
                {texts.get(texts::SIGN_IN)}
            </Button>
        </form>
    }
}

/// The same over a page, which stays as it is.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let draft = SignInDraft::new(session);
    let sign_in = sign_in(session, draft);
    let (refused, error) = refused(texts, session, sign_in, draft);
    let submission = Submission::new(sign_in.is_pending(), error);
    view! {
        <FormDialog
            title=texts.get(texts::SIGN_IN_AGAIN)
            submit_label=texts.get(texts::SIGN_IN)
            on_submit=move || submit(texts, draft, sign_in)
            on_close=move || session.dismiss_end()
            submission
        >
            <p class="secondary">{texts.get(texts::ENDED)}</p>
            <Ways draft/>
            <SignInFields draft refused/>
        </FormDialog>
    }
}

/// The choice of the way, where there is one.
#[component]
fn Ways(
    /// The draft that the fields are typed into.
    draft: SignInDraft,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let offered = untrack(|| session.connection()).sign_in;
    let options: Vec<Choice> = (offered.iter())
        .filter_map(|way| Some(Choice::new(way_word(*way), texts.get(way_name(*way)?))))
        .collect();
    (options.len() > 1).then(|| {
        view! { <ChoiceTabs label=texts.get(texts::WAY) value=draft.way options/> }
    })
}

/// Behind a proxy there is nothing to type.
pub fn way_name(way: SignInWay) -> Option<&'static Text> {
    match way {
        SignInWay::Password => Some(texts::PASSWORD_WAY),
        SignInWay::AccessKey => Some(texts::ACCESS_KEY_WAY),
        SignInWay::Token => Some(texts::TOKEN_WAY),
        SignInWay::Proxy => None,
    }
}

fn sign_in(session: Session, draft: SignInDraft) -> Mutation<SignInRequest> {
    mutation(
        move |request: &SignInRequest| try_sign_in(session, request),
        |_, _| {},
        // While open: anyone who left meanwhile, for another service perhaps, is not signed in.
        move |_, signed_in| {
            draft.forget_secrets();
            session.sign_in(signed_in);
        },
    )
}

fn submit(texts: Texts, draft: SignInDraft, sign_in: Mutation<SignInRequest>) {
    if let Some(request) = draft.request(texts.get(texts::PASTED_TOKEN)) {
        sign_in.run(request);
    }
}

/// The error of the last attempt, wherever it was made, and what is said of it above the button. For a
/// project that was not found, those that there are get looked up, and its field says so.
fn refused(
    texts: Texts,
    session: Session,
    sign_in: Mutation<SignInRequest>,
    draft: SignInDraft,
) -> (Signal<Option<Error>>, Signal<Option<Problem>>) {
    let refused = memo(move || sign_in.error().get().or_else(|| draft.refused.get()));
    let projects = mutation(
        move |typed: &PasswordSignIn| project_names(session, typed),
        |_, _| {},
        move |_, names| draft.projects.set(names),
    );
    effect(move || {
        let is_unknown = refused.with(|it| it.as_ref().is_some_and(may_be_about_project));
        if is_unknown && draft.chosen_way() == SignInWay::Password {
            projects.run(draft.attempt(None).typed);
        }
    });
    let is_told_at_field = move |error: &Error| {
        let is_known = projects.is_pending().get() || draft.projects.with(|it| !it.is_empty());
        may_be_about_project(error) && is_known
    };
    let shown = move || {
        let error = refused.get().filter(|error| !is_told_at_field(error))?;
        Some(shown_error(texts, &error))
    };
    (refused.into(), Signal::derive(shown))
}

/// A refused sign-in is about what was typed, not about a session that has ended.
fn shown_error(texts: Texts, error: &Error) -> Problem {
    let shown = problem(texts, error);
    match error.kind() {
        swr_api::ErrorKind::Unauthenticated => Problem {
            sentence: texts.get(texts::WRONG).to_owned(),
            hint: None,
            ..shown
        },
        _ => shown,
    }
}
