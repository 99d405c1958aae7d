//! A temporary login created by the service. Each press of the button creates another one; earlier ones
//! stay valid until they expire.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{Error, RegistryLogin, TemporaryLoginQuery};

use super::login_commands::LoginCommands;
use super::texts;
use crate::configuration::Capability;
use crate::i18n::{Text, use_texts};
use crate::remote::{Mutation, mutation, problem};
use crate::session::{Capabilities, use_capabilities, use_client};
use crate::ui::{Button, ButtonVariant, Choice, ErrorPanel, Icon, Panel, Select};

/// Which of the two calls makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// With an access key of its own.
    Temporary,
    /// With a bearer token.
    Token,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Token => "token",
        }
    }
}

/// How long a login may hold, in seconds and in words; the bounds are the service's.
const DURATIONS: [(u32, &Text); 5] = [
    (900, texts::QUARTER_OF_AN_HOUR),
    (3_600, texts::ONE_HOUR),
    (21_600, texts::SIX_HOURS),
    (43_200, texts::TWELVE_HOURS),
    (86_400, texts::ONE_DAY),
];

/// The login of one kind, once it was requested.
#[derive(Clone, Copy)]
pub(super) struct Issued {
    kind: Kind,
    /// As it is chosen; empty leaves it to the service.
    duration: RwSignal<String>,
    login: RwSignal<Option<RegistryLogin>>,
    issue: Mutation<Option<u32>>,
    capabilities: Capabilities,
}

impl Issued {
    /// None yet.
    pub(super) fn new(kind: Kind) -> Self {
        let client = use_client();
        let login = RwSignal::new(None);
        let keep = move |_, issued| login.set(Some(issued));
        let issue = match kind {
            Kind::Temporary => mutation(
                move |duration_seconds: &Option<u32>| {
                    let query = TemporaryLoginQuery {
                        duration_seconds: *duration_seconds,
                        ..TemporaryLoginQuery::default()
                    };
                    client.get_untracked().create_temporary_login(&query)
                },
                |_, _| {},
                keep,
            ),
            Kind::Token => mutation(
                move |_: &Option<u32>| client.get_untracked().create_authorization_token(),
                |_, _| {},
                keep,
            ),
        };
        Self {
            kind,
            duration: RwSignal::new(String::new()),
            login,
            issue,
            capabilities: use_capabilities(),
        }
    }

    /// Asks the service for one, as long as was chosen.
    pub(super) fn create(self) {
        // What was chosen on another service is not sent to one that would not take it.
        let capabilities = self.capabilities;
        let may_choose = untrack(|| capabilities.has(Capability::ValidityPeriod)) == Some(true);
        let duration = self.duration.get_untracked().parse().ok();
        self.issue.run(duration.filter(|_| may_choose));
    }

    /// Whether the service is asked just now; watched.
    pub(super) fn is_pending(self) -> Signal<bool> {
        self.issue.is_pending()
    }

    /// The login, once it is there; watched.
    pub(super) fn login(self) -> Option<StoredValue<RegistryLogin>> {
        self.login.get().map(StoredValue::new)
    }

    /// The reason why there is none; watched.
    pub(super) fn error(self) -> Signal<Option<Error>> {
        self.issue.error()
    }
}

/// Makes a login and shows it.
#[component]
pub(super) fn TemporaryLogin(
    /// The login, here or yet to be made.
    issued: Issued,
) -> impl IntoView {
    let texts = use_texts();
    let (title, sentence) = match issued.kind {
        Kind::Temporary => (texts::TEMPORARY, texts::TEMPORARY_SENTENCE),
        Kind::Token => (texts::ENHANCED, texts::ENHANCED_SENTENCE),
    };
    let create = move || issued.create();
    let label = move || match issued.login.with(Option::is_some) {
        false => texts.get(texts::CREATE),
        true => texts.get(texts::CREATE_ANOTHER),
    };
    let failure = move || {
        let error = issued.error().get()?;
        Some(
            view! { <ErrorPanel title=texts.get(texts::NOT_CREATED) problem=problem(texts, &error)/> },
        )
    };
    let written = move || {
        let login = issued.login.get()?;
        Some(view! { <LoginCommands login no_end=texts::END_NOT_SAID/> })
    };
    view! {
        <Panel title=texts.get(title)>
            <p class="secondary">{texts.get(sentence)}</p>
            {(issued.kind == Kind::Temporary).then(|| view! { <Duration issued/> })}
            <div class="cluster">
                <Button
                    variant=ButtonVariant::Primary
                    icon=Icon::Key
                    busy=issued.is_pending()
                    on_click=create
                >
                    {label}
                </Button>
            </div>
            {failure}
        </Panel>
        {written}
    }
}

/// How long it is to hold, where the service lets one choose.
#[component]
fn Duration(issued: Issued) -> impl IntoView {
    let (texts, capabilities) = (use_texts(), use_capabilities());
    reactive(move || {
        if capabilities.has(Capability::ValidityPeriod) != Some(true) {
            return None;
        }
        let own = Choice::new("", texts.get(texts::SERVICES_CHOICE));
        let durations =
            DURATIONS.map(|(seconds, name)| Choice::new(seconds.to_string(), texts.get(name)));
        let options: Vec<_> = std::iter::once(own).chain(durations).collect();
        let (label, hint) = (texts.get(texts::DURATION), texts.get(texts::DURATION_HINT));
        Some(view! { <Select label value=issued.duration options hint/> })
    })
}
