//! The long-term login, valid as long as its access key and computed here: the secret key leaves neither
//! this page nor the session, and the registry receives only what is derived from it.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{RegistryLogin, Secret, long_term_login};

use super::login_commands::LoginCommands;
use super::registry_host::fill_registry;
use super::texts;
use crate::i18n::use_texts;
use crate::session::{Session, use_session};
use crate::ui::{Checkbox, InputOptions, Panel, TextInput};

/// What is typed. It goes with the page.
#[derive(Clone, Copy)]
pub(super) struct LongTermDraft {
    uses_session: RwSignal<bool>,
    access_key: RwSignal<String>,
    secret_key: RwSignal<String>,
    project: RwSignal<String>,
    registry: RwSignal<String>,
}

impl LongTermDraft {
    /// A draft with what is known already.
    pub(super) fn new() -> Self {
        let session = use_session();
        let region = untrack(|| session.connection()).region;
        Self {
            uses_session: RwSignal::new(true),
            access_key: RwSignal::default(),
            secret_key: RwSignal::default(),
            project: RwSignal::new(region),
            registry: RwSignal::default(),
        }
    }

    /// The login, when nothing is missing for it; watched.
    fn login(self, session: Session) -> Option<RegistryLogin> {
        let filled = |field: RwSignal<String>| {
            let text = field.with(|it| it.trim().to_owned());
            (!text.is_empty()).then_some(text)
        };
        let (project, registry) = (filled(self.project)?, filled(self.registry)?);
        let of_session = || session.long_term_login(&project);
        let typed = || {
            let secret_key = Secret::new(filled(self.secret_key)?);
            Some(long_term_login(
                &project,
                &filled(self.access_key)?,
                &secret_key,
            ))
        };
        let of_session = self.uses_session.get().then(of_session).flatten();
        let (user, password) = of_session.or_else(typed)?;
        Some(RegistryLogin {
            registry,
            user,
            password,
            expires_at: None,
        })
    }
}

/// Asks for the key and shows the login.
#[component]
pub(super) fn LongTermLogin(
    /// The draft that the fields are typed into.
    draft: LongTermDraft,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    fill_registry(draft.registry);
    let login = memo(move || draft.login(session));
    let written = move || {
        let login = login.get()?;
        Some(view! { <LoginCommands login no_end=texts::NO_END/> })
    };
    view! {
        <Panel title=texts.get(texts::LONG_TERM)>
            <p class="secondary">{texts.get(texts::LONG_TERM_SENTENCE)}</p>
            <KeyFields draft/>
            <TextInput
                label=texts.get(texts::PROJECT)
                value=draft.project
                hint=texts.get(texts::PROJECT_HINT)
                input=InputOptions::monospace().required()
            />
            <TextInput
                label=texts.get(texts::REGISTRY)
                value=draft.registry
                hint=texts.get(texts::REGISTRY_HINT)
                input=InputOptions::monospace().required()
            />
        </Panel>
        {written}
    }
}

/// The key, which need not be typed by anyone who signed in with it.
#[component]
fn KeyFields(draft: LongTermDraft) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let own_key = memo(move || session.access_key());
    let has_to_type = memo(move || own_key.with(Option::is_none) || !draft.uses_session.get());
    let offer = move || {
        let label = texts.fill(texts::USE_SESSION, &[("key", &own_key.get()?)]);
        let hint = texts.get(texts::USE_SESSION_HINT);
        Some(view! { <Checkbox label checked=draft.uses_session hint/> })
    };
    let fields = move || {
        view! {
            <TextInput
                label=texts.get(texts::ACCESS_KEY)
                value=draft.access_key
                input=InputOptions::monospace().required()
            />
            <TextInput
                label=texts.get(texts::SECRET_KEY)
                value=draft.secret_key
                hint=texts.get(texts::SECRET_KEY_HINT)
                input=InputOptions::password().required()
            />
        }
    };
    view! {
        {offer}
        {move || has_to_type.get().then(fields)}
    }
}
