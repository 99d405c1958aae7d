//! The input of the sign-in form.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Error, ErrorKind, PasswordSignIn, Secret};

use super::texts;
use crate::configuration::{SignInWay, WAYS};
use crate::host::use_host;
use crate::i18n::{Text, use_texts};
use crate::session::start::Attempt;
use crate::session::{Session, SignInRequest};
use crate::ui::{Checkbox, InputOptions, TextInput};

/// The fields. All ways share one set, so that nothing is lost by looking at another way.
#[derive(Clone, Copy)]
pub(super) struct SignInDraft {
    pub(super) way: RwSignal<String>,
    account: RwSignal<String>,
    user: RwSignal<String>,
    password: RwSignal<String>,
    project: RwSignal<String>,
    access_key: RwSignal<String>,
    secret_key: RwSignal<String>,
    token: RwSignal<String>,
    keep: RwSignal<bool>,
    /// The projects there are, once one was not found and they could be looked up.
    pub(super) projects: RwSignal<Vec<String>>,
    // Whether the person has tried: before, an empty field is no mistake.
    was_tried: RwSignal<bool>,
    // Why the service did not take what was tried before this form stood.
    pub(super) refused: RwSignal<Option<Error>>,
}

/// The word of a way, as in the configuration.
pub(super) fn way_word(way: SignInWay) -> &'static str {
    let found = WAYS.iter().find(|(_, it)| *it == way);
    found.map_or("", |(word, _)| word)
}

impl SignInDraft {
    /// An empty draft; who was signed in and where is known already.
    pub(super) fn new(session: Session) -> Self {
        let connection = untrack(|| session.connection());
        let identity = untrack(|| session.identity());
        let first = connection
            .sign_in
            .iter()
            .find(|way| **way != SignInWay::Proxy);
        if let Some(attempt) = session.take_attempt() {
            return Self::going_on_with(attempt);
        }
        let account = identity.as_ref().and_then(|it| it.account.clone());
        // Only a password sign-in knows the user's own name.
        let user = identity.filter(|it| it.account.is_some()).map(|it| it.name);
        Self {
            way: RwSignal::new(first.map_or("", |way| way_word(*way)).to_owned()),
            account: RwSignal::new(account.unwrap_or_default()),
            user: RwSignal::new(user.unwrap_or_default()),
            password: RwSignal::default(),
            project: RwSignal::new(connection.project_name().to_owned()),
            access_key: RwSignal::default(),
            secret_key: RwSignal::default(),
            token: RwSignal::default(),
            keep: RwSignal::new(false),
            projects: RwSignal::default(),
            was_tried: RwSignal::new(false),
            refused: RwSignal::new(None),
        }
    }

    /// What was typed before this form stood.
    fn going_on_with(attempt: Attempt) -> Self {
        let typed = attempt.typed;
        Self {
            way: RwSignal::new(way_word(attempt.way).to_owned()),
            account: RwSignal::new(typed.account),
            user: RwSignal::new(typed.user),
            password: RwSignal::new(typed.password.expose().to_owned()),
            project: RwSignal::new(typed.project),
            access_key: RwSignal::default(),
            secret_key: RwSignal::default(),
            token: RwSignal::default(),
            keep: RwSignal::new(attempt.keep),
            projects: RwSignal::default(),
            was_tried: RwSignal::new(attempt.was_tried),
            refused: RwSignal::new(attempt.refused),
        }
    }

    /// The way that is chosen.
    pub(super) fn chosen_way(self) -> SignInWay {
        let chosen = self.way.get_untracked();
        let found = WAYS.iter().find(|(word, _)| *word == chosen);
        found.map_or(SignInWay::Password, |(_, way)| *way)
    }

    /// What is typed, to be gone on with later. A secret key and a token are not: they are forgotten
    /// with the form.
    pub(super) fn attempt(self, refused: Option<Error>) -> Attempt {
        Attempt {
            way: self.chosen_way(),
            typed: PasswordSignIn {
                account: self.account.get_untracked(),
                user: self.user.get_untracked(),
                password: Secret::new(self.password.get_untracked()),
                project: self.project.get_untracked(),
            },
            keep: self.keep.get_untracked(),
            was_tried: self.was_tried.get_untracked(),
            refused,
        }
    }

    /// What was typed, if nothing is missing.
    pub(super) fn request(self, token_name: &str) -> Option<SignInRequest> {
        self.was_tried.set(true);
        self.refused.set(None);
        let filled = |field: RwSignal<String>| {
            let text = field.get_untracked();
            (!text.trim().is_empty()).then(|| text.trim().to_owned())
        };
        let project = filled(self.project)?;
        Some(match self.way.get_untracked().as_str() {
            "access-key" => SignInRequest::AccessKey {
                access_key: filled(self.access_key)?,
                secret_key: Secret::new(filled(self.secret_key)?),
                project,
            },
            "token" => SignInRequest::Token {
                token: Secret::new(filled(self.token)?),
                project,
                name: token_name.to_owned(),
                keep: self.keep.get_untracked(),
            },
            _ => {
                let password = self.password.get_untracked();
                let sign_in = PasswordSignIn {
                    account: filled(self.account)?,
                    user: filled(self.user)?,
                    password: Secret::new((!password.is_empty()).then_some(password)?),
                    project,
                };
                SignInRequest::Password(sign_in, self.keep.get_untracked())
            }
        })
    }

    /// Forgets what must not stay: it was used, or another service is meant.
    pub(super) fn forget_secrets(self) {
        for secret in [self.password, self.secret_key, self.token] {
            secret.set(String::new());
        }
        self.was_tried.set(false);
        self.refused.set(None);
    }
}

/// Whether an attempt may have been refused for its project alone: who it was is known then.
pub(super) fn may_be_about_project(error: &Error) -> bool {
    error.kind() == ErrorKind::NotFound
}

/// The fields of the chosen way.
#[component]
pub(super) fn SignInFields(
    /// The draft that the fields are typed into.
    draft: SignInDraft,
    /// The error of the last attempt.
    refused: Signal<Option<Error>>,
) -> impl IntoView {
    let texts = use_texts();
    let field = move |label: &'static Text, value: RwSignal<String>, input: InputOptions| {
        let missing = Signal::derive(move || {
            let is_missing = draft.was_tried.get() && value.with(|value| value.trim().is_empty());
            is_missing.then(|| texts.get(texts::REQUIRED).to_owned())
        });
        (texts.get(label), value, missing, input)
    };
    let plain = move |label, value, input| {
        let (label, value, error, input) = field(label, value, input);
        view! { <TextInput label value error input/> }
    };
    let hinted = move |label, value, input, hint: &'static Text| {
        let (label, value, error, input) = field(label, value, input);
        view! { <TextInput label value error input hint=texts.get(hint)/> }
    };
    let way = memo(move || draft.way.get());
    let own_fields = move || match way.get().as_str() {
        "access-key" => view! {
            {plain(texts::ACCESS_KEY, draft.access_key, InputOptions::monospace().required())}
            {hinted(
                texts::SECRET_KEY,
                draft.secret_key,
                InputOptions::password().required(),
                texts::SECRET_KEY_HINT,
            )}
        }
        .into_any(),
        "token" => hinted(
            texts::TOKEN,
            draft.token,
            InputOptions::password().required(),
            texts::TOKEN_HINT,
        )
        .into_any(),
        _ => view! {
            {plain(
                texts::ACCOUNT,
                draft.account,
                InputOptions::default().required().autocomplete("organization"),
            )}
            {plain(
                texts::USER,
                draft.user,
                InputOptions::default().required().autocomplete("username"),
            )}
            {hinted(
                texts::PASSWORD,
                draft.password,
                InputOptions::password().required().autocomplete("current-password"),
                texts::PASSWORD_HINT,
            )}
        }
        .into_any(),
    };
    // Where a page is around, its storage is not ours.
    let may_keep = use_host().is_none();
    let keep = move || {
        (may_keep && way.get() != "access-key").then(|| {
            let (label, hint) = (texts.get(texts::KEEP), texts.get(texts::KEEP_HINT));
            view! { <Checkbox label checked=draft.keep hint/> }
        })
    };
    let (label, value, missing, input) = field(
        texts::PROJECT,
        draft.project,
        InputOptions::default().required(),
    );
    let error = Signal::derive(move || {
        let is_unknown = refused.with(|it| it.as_ref().is_some_and(may_be_about_project));
        let names = draft.projects.with(|it| it.join(", "));
        let unknown = || {
            let values = [("projects", names.as_str())];
            texts.fill(texts::WRONG_PROJECT, &values)
        };
        let is_unknown = is_unknown && !names.is_empty();
        missing.get().or_else(|| is_unknown.then(unknown))
    });
    let hint = texts.get(texts::PROJECT_HINT);
    view! {
        {own_fields}
        <TextInput label value error input hint suggestions=draft.projects/>
        {keep}
    }
}
