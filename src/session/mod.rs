//! Who we are and which service we talk to. Hands out the client.
//!
//! Secrets live here, in memory: only a token is ever kept, for this tab, and only when a person
//! asks for it. Signing in again changes the client, and whatever was loaded with the old one
//! loads again by itself.

mod capabilities;
mod carried;
mod clients;
pub mod configuration;
mod configuration_reader;
pub mod configuration_texts;
mod ending;
mod every_tag;
pub mod files;
mod host_sign_in;
mod host_tokens;
mod identity;
mod light_lists;
mod own_access;
mod people;
mod registry;
mod registry_tool;
mod repository_right;
mod rights;
mod sign_in;
mod sign_in_form;
pub mod start;
mod tabs;
pub mod texts;
mod transport;
mod version;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use crate::derive::{effect, on_change};
use crate::host::{Host, TokenReason, use_host};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use swr_api::{Credentials, Error, IamProject, Timestamp};

use crate::remote::{Expiry, Health, mutation, now};
use crate::storage::preferences::Preferences;
use crate::storage::this_tab;
pub use capabilities::{Capabilities, Capability, is_no_such_call, use_capabilities};
use carried::carrier;
use clients::{client, identity_client};
use configuration::{Configuration, Connection, SignInWay};
pub(crate) use configuration_reader::{Reader, Wrong};
pub use every_tag::tags_of;
pub use host_sign_in::{HostSignIn, HostSignInAgain};
use host_tokens::Asking;
pub use identity::{Identity, SignedIn};
pub use light_lists::{LightList, light_repositories, light_tags};
pub use own_access::{OwnAccess, use_own_access};
use people::People;
pub use people::Person;
pub use registry::is_on_this_machine;
pub use registry_tool::RegistryTool;
pub use repository_right::{RepositoryRight, provide_repository_right, use_repository_right};
pub use rights::access_name;
pub use sign_in::{SignInAgain, SignInPage, way_name};
use start::Attempt;
use tabs::Tabs;
pub use tabs::{Channel, Heard};
pub use transport::{Client, Transport};
pub use version::{installed_version, running_version};

/// The session of this console.
#[derive(Clone, Copy)]
pub struct Session {
    configuration: StoredValue<Configuration>,
    connection: RwSignal<Connection>,
    signed_in: RwSignal<Option<SignedIn>>,
    client: RwSignal<Client>,
    // Set when the service no longer takes what we signed in with, or soon will not.
    has_ended: RwSignal<bool>,
    people: RwSignal<People>,
    // What this machine's clock lacks to the service's, in milliseconds.
    clock_offset: StoredValue<i64>,
    health: Health,
    tabs: Tabs,
    // Why the newest sign-in was refused, and which way it was; nothing once one has succeeded.
    refusal: RwSignal<Option<(SignInWay, Error)>>,
    // What was typed to sign in before this program was there; taken once.
    attempt: StoredValue<Option<Attempt>>,
    // The page around, what it is asked for, and how many calls have worked.
    host: StoredValue<Option<Host>>,
    asking: RwSignal<Asking>,
    worked: StoredValue<Arc<AtomicU32>>,
    // Rings before the token ends.
    alarm: StoredValue<Option<TimeoutHandle>>,
}

/// Starts a session over a configuration and provides it, with what the first page has got already.
pub fn provide_session(
    configuration: Configuration,
    preferences: Preferences,
    expiry: Expiry,
    signed_in: Option<SignedIn>,
    attempt: Option<Attempt>,
) -> Session {
    let wanted = preferences.connection.get_untracked();
    let connection = configuration.connection(wanted.as_deref()).clone();
    let (host, worked) = (use_host(), Arc::new(AtomicU32::new(0)));
    let is_alone = host.is_none();
    let carrier = host.as_ref().map(|host| carrier(host, &worked));
    let session = Session {
        client: RwSignal::new(client(&connection, Credentials::None, 0, carrier)),
        configuration: StoredValue::new(configuration),
        connection: RwSignal::new(connection),
        signed_in: RwSignal::new(None),
        has_ended: RwSignal::new(false),
        people: RwSignal::new(People::default()),
        clock_offset: StoredValue::new(0),
        health: expiry.health(),
        tabs: Tabs::closed(),
        refusal: RwSignal::new(None),
        attempt: StoredValue::new(attempt),
        host: StoredValue::new(host),
        asking: RwSignal::new(Asking::default()),
        worked: StoredValue::new(worked),
        alarm: StoredValue::new(None),
    };
    // Other tabs have other pages around, with other people perhaps.
    if is_alone {
        session.tabs.open(move |heard| session.hear(heard));
    }
    on_cleanup(move || session.silence());
    if session.has_tokens_of_host() {
        expiry.renew_itself();
    }
    match signed_in {
        Some(signed_in) => session.sign_in(signed_in),
        None => session.start(),
    }
    effect(move || {
        preferences
            .connection
            .set(Some(session.connection.get().id));
    });
    on_change(move || expiry.count(), move |_| session.on_refused());
    provide_context(session);
    capabilities::provide_capabilities(session);
    session
}

/// The session of this console.
pub fn use_session() -> Session {
    expect_context::<Session>()
}

/// The client of whoever is signed in; watched, so that a new sign-in loads again.
pub fn use_client() -> Signal<Client> {
    use_session().client.into()
}

impl Session {
    /// What this console may talk to.
    pub fn configuration(self) -> Configuration {
        self.configuration.get_value()
    }

    /// The service we talk to; watched.
    pub fn connection(self) -> Connection {
        self.connection.get()
    }

    /// Whether nothing may be changed here; the reason is in the texts.
    pub fn is_read_only(self) -> bool {
        self.configuration
            .with_value(|configuration| configuration.read_only)
    }

    /// Whether the service is there.
    pub fn health(self) -> Health {
        self.health
    }

    /// Whether calls can be made; watched.
    pub fn is_signed_in(self) -> bool {
        self.signed_in.with(Option::is_some)
    }

    /// The connection at which calls can be made; watched.
    pub fn signed_in_to(self) -> Option<String> {
        let is_signed_in = self.signed_in.with(Option::is_some);
        is_signed_in.then(|| self.connection.with(|it| it.id.clone()))
    }

    /// Who is signed in; watched.
    pub fn identity(self) -> Option<Identity> {
        self.signed_in
            .with(|it| it.as_ref().map(|it| it.identity.clone()))
    }

    /// The project that quotas are asked for; watched.
    pub fn project_id(self) -> Option<String> {
        self.identity()?.project_id
    }

    /// What a moment of this machine's clock is by the service's, as far as that is known: what the
    /// service decides by time, it decides by its own.
    pub fn service_time(self, time: Timestamp) -> Timestamp {
        Timestamp::from_unix_millis(time.unix_millis() + self.clock_offset.get_value())
    }

    /// Why the newest sign-in was refused, and which way it was; watched.
    pub fn refused_sign_in(self) -> Option<(SignInWay, Error)> {
        self.refusal.get()
    }

    /// Whether the person is asked to sign in again; watched.
    pub fn has_ended(self) -> bool {
        self.has_ended.get()
    }

    /// Takes another service. Whoever was signed in is not signed in there.
    pub fn connect(self, id: &str) {
        let connection = self
            .configuration
            .with_value(|it| it.connection(Some(id)).clone());
        if connection.id != self.connection.get_untracked().id {
            self.forget();
            self.health.forget();
            self.refusal.set(None);
            self.attempt.set_value(None);
            self.connection.set(connection);
            self.start();
        }
    }

    /// Takes what somebody signed in with.
    pub fn sign_in(self, signed_in: SignedIn) {
        let connection = self.connection.get_untracked();
        start::keep(&signed_in, &connection);
        self.ask_before(signed_in.expires_at);
        let credentials = signed_in.credentials.clone();
        let client = self.client_with(credentials);
        self.signed_in.set(Some(signed_in));
        self.people.update(People::forget_own);
        self.refusal.set(None);
        self.has_ended.set(false);
        self.client.set(client);
    }

    /// Forgets whoever is signed in, in every tab. A proxy signs in by itself, and again at once.
    pub fn sign_out(self) {
        if untrack(|| self.is_signed_in_elsewhere()) {
            return;
        }
        self.forget();
        self.tabs.tell_signed_out();
    }

    fn forget(self) {
        self.forget_kept();
        self.signed_in.set(None);
        self.people.set(People::default());
        self.has_ended.set(false);
        let connection = self.connection.get_untracked();
        self.client
            .set(client(&connection, Credentials::None, 0, self.carrier()));
    }

    /// Forgets what is kept for this tab; where a page is around, the storage is not ours.
    fn forget_kept(self) {
        if self.host().is_none() {
            this_tab::forget_token();
        }
    }

    /// Corrects the clock that requests are signed by.
    pub fn set_service_time(self, time: Timestamp) {
        self.clock_offset
            .set_value(time.unix_millis() - now().unix_millis());
    }

    /// What can be had without asking: nothing is needed behind a proxy, and a token may be kept.
    fn start(self) {
        let connection = self.connection.get_untracked();
        match self.host() {
            Some(host) => self.start_within(&host, &connection),
            None => match start::held(&connection) {
                Some(signed_in) => self.sign_in(signed_in),
                None => self.tabs.ask(),
            },
        }
        if connection.is_proxied() {
            self.look_up_project();
        }
    }

    /// Nothing is held for us where a page is around: it signs in, or tells a token, or a person types.
    fn start_within(self, host: &Host, connection: &Connection) {
        if host.page.gives_tokens() {
            self.ask_host(TokenReason::Start);
        } else if host.page.carries() || connection.is_proxied() {
            self.sign_in(SignedIn::by_proxy(connection));
        } else {
            self.require_sign_in(TokenReason::Start, None);
        }
    }

    /// Only the identity service knows the project's id. One that a proxy does not lead to is no
    /// failure: what needs the id is left out.
    fn look_up_project(self) {
        let connection = self.connection.get_untracked();
        let name = connection.project_name().to_owned();
        let projects = self.iam_client(Credentials::None);
        let look_up = mutation(
            move |name: &String| projects.list_projects(Some(name)),
            move |name, found: &Vec<IamProject>| {
                let id = (found.iter().find(|it| it.name == *name)).map(|it| it.id.clone());
                let is_here = self.connection.get_untracked().id == connection.id;
                if let (Some(id), true) = (id, is_here) {
                    self.signed_in.update(|signed_in| {
                        if let Some(signed_in) = signed_in {
                            signed_in.identity.project_id = Some(id);
                        }
                    });
                }
            },
            |_, _| {},
        );
        look_up.run(name);
    }

    fn hear(self, heard: Heard) {
        let connection = self.connection.get_untracked();
        let is_signed_in = self.signed_in.with_untracked(Option::is_some);
        match heard {
            Heard::Question => {
                let record = (self.signed_in)
                    .with_untracked(|it| it.as_ref().and_then(|it| it.record(&connection)));
                if let Some(record) = record.filter(|_| !self.has_ended.get_untracked()) {
                    self.tabs.hand_on(&record);
                }
            }
            Heard::Token(record) if !is_signed_in => {
                if let Some(signed_in) = start::handed_over(&record, &connection) {
                    self.sign_in(signed_in);
                }
            }
            Heard::SignedOut if !connection.is_proxied() => self.forget(),
            Heard::Token(_) | Heard::SignedOut => {}
        }
    }
}
