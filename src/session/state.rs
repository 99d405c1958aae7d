//! The session itself: its signals, derived values, and the clients it provides.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use swr_api::{Credentials, Error, Secret, Timestamp, long_term_login};

use super::host_token_state::HostTokenState;
use super::identity::{Identity, SignedIn};
use super::service_clock::ServiceClock;
use super::start::Attempt;
use super::tabs::{Question, Tabs};
use crate::configuration::{Configuration, Connection, SignInWay};
use crate::host::{Host, use_host};
use crate::remote::{Health, now};
use crate::transport::{
    Carrier, Client, carrier, client, dated, identity_carrier, identity_client,
};

/// The session of this console.
#[derive(Clone, Copy)]
pub struct Session {
    pub(super) configuration: StoredValue<Configuration>,
    pub(super) connection: RwSignal<Connection>,
    pub(super) signed_in: RwSignal<Option<SignedIn>>,
    pub(super) client: RwSignal<Client>,
    // Set when the service no longer takes what we signed in with, or soon will not.
    pub(super) has_ended: RwSignal<bool>,
    pub(super) visit: RwSignal<Visit>,
    clock: StoredValue<ServiceClock>,
    pub(super) health: Health,
    pub(super) tabs: Tabs,
    // Another tab that asks for the token, and was not opened from here.
    pub(super) asking_tab: RwSignal<Option<Question>>,
    // Why the newest sign-in was refused, and which way it was; nothing once one has succeeded.
    pub(super) refusal: RwSignal<Option<(SignInWay, Error)>>,
    // What was typed to sign in before its form stood; taken once.
    pub(super) attempt: StoredValue<Option<Attempt>>,
    // The page around, what it is requested, and how many calls have worked.
    host: StoredValue<Option<Host>>,
    pub(super) host_tokens: RwSignal<HostTokenState>,
    worked: StoredValue<Arc<AtomicU32>>,
    // Rings before the token ends.
    pub(super) alarm: StoredValue<Option<TimeoutHandle>>,
}

/// The visit of one person: what is remembered for it is forgotten with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// Another one after everyone was signed out.
    pub number: u32,
    /// How often someone has signed in; the same person may do so again within a visit.
    pub sign_ins: u32,
}

/// The session of this console.
pub fn use_session() -> Session {
    expect_context::<Session>()
}

/// The client of the signed-in user; watched, so that a new sign-in loads again.
pub fn use_client() -> Signal<Client> {
    use_session().client.into()
}

impl Session {
    /// No one is signed in yet.
    pub(super) fn new(
        configuration: Configuration,
        connection: Connection,
        health: Health,
        attempt: Option<Attempt>,
    ) -> Self {
        let (host, worked) = (use_host(), Arc::new(AtomicU32::new(0)));
        let clock = ServiceClock::default();
        let carrier = host.as_ref().map(|host| carrier(host, &worked));
        let carrier = Some(telling(carrier, &clock));
        Self {
            client: RwSignal::new(client(&connection, Credentials::None, 0, carrier)),
            configuration: StoredValue::new(configuration),
            connection: RwSignal::new(connection),
            signed_in: RwSignal::new(None),
            has_ended: RwSignal::new(false),
            visit: RwSignal::new(Visit::default()),
            clock: StoredValue::new(clock),
            health,
            tabs: Tabs::closed(),
            asking_tab: RwSignal::new(None),
            refusal: RwSignal::new(None),
            attempt: StoredValue::new(attempt),
            host: StoredValue::new(host),
            host_tokens: RwSignal::new(HostTokenState::default()),
            worked: StoredValue::new(worked),
            alarm: StoredValue::new(None),
        }
    }

    /// What this console may talk to.
    pub fn configuration(self) -> Configuration {
        self.configuration.get_value()
    }

    /// Whether tabs of this origin hand the token to each other.
    pub(super) fn shares_session(self) -> bool {
        self.configuration.with_value(|it| it.share_session)
    }

    /// Whether another tab asks for the token and a person must press for it; watched.
    pub fn is_asked_by_tab(self) -> bool {
        self.asking_tab.with(Option::is_some) && self.is_signed_in()
    }

    /// The service we talk to; watched.
    pub fn connection(self) -> Connection {
        self.connection.get()
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

    /// The identity of the signed-in user; watched.
    pub fn identity(self) -> Option<Identity> {
        self.signed_in
            .with(|it| it.as_ref().map(|it| it.identity.clone()))
    }

    /// The visit that is under way; watched.
    pub fn visit(self) -> Visit {
        self.visit.get()
    }

    /// The project that quotas are requested; watched.
    pub fn project_id(self) -> Option<String> {
        self.identity()?.project_id
    }

    /// The access key that the signed-in user signed in with; watched.
    pub fn access_key(self) -> Option<String> {
        self.signed_in.with(|it| match &it.as_ref()?.credentials {
            Credentials::AccessKey(key) => Some(key.access_key.clone()),
            _ => None,
        })
    }

    /// The user and the password of the registry that follow from that key, for as long as it holds.
    /// The secret key itself stays here; watched.
    pub fn long_term_login(self, project: &str) -> Option<(String, Secret)> {
        self.signed_in.with(|it| match &it.as_ref()?.credentials {
            Credentials::AccessKey(key) => {
                Some(long_term_login(project, &key.access_key, &key.secret_key))
            }
            _ => None,
        })
    }

    /// What a moment of this machine's clock is by the service's, as far as that is known: what the
    /// service decides by time, it decides by its own.
    pub fn service_time(self, time: Timestamp) -> Timestamp {
        self.clock.with_value(|clock| clock.service_time(time))
    }

    /// The time by the service's clock, as far as that is known.
    pub fn service_now(self) -> Timestamp {
        self.service_time(now())
    }

    /// Corrects the clock that requests are signed by.
    pub fn set_service_time(self, time: Timestamp) {
        self.clock.with_value(|clock| clock.set(time));
    }

    /// Why the newest sign-in was refused, and which way it was; watched.
    pub fn refused_sign_in(self) -> Option<(SignInWay, Error)> {
        self.refusal.get()
    }

    /// Notes why a sign-in was refused, and which way it was.
    pub fn note_refusal(self, refusal: Option<(SignInWay, Error)>) {
        self.refusal.set(refusal);
    }

    /// Keeps what was typed to sign in for the form that comes next.
    pub fn keep_attempt(self, attempt: Attempt) {
        self.attempt.set_value(Some(attempt));
    }

    /// What was typed to sign in before the form stood; once.
    pub fn take_attempt(self) -> Option<Attempt> {
        self.attempt.try_update_value(Option::take).flatten()
    }

    /// Whether the person is asked to sign in again; watched.
    pub fn has_ended(self) -> bool {
        self.has_ended.get()
    }

    /// Asks the person no longer to sign in again: the page stays as it is.
    pub fn dismiss_end(self) {
        self.has_ended.set(false);
    }

    /// The page around.
    pub(super) fn host(self) -> Option<Host> {
        self.host.try_get_value().flatten()
    }

    /// The number of calls that have worked.
    pub(super) fn worked(self) -> u32 {
        let worked = self.worked.try_get_value();
        worked.map_or(0, |it| it.load(Ordering::Relaxed))
    }

    /// Whether the page around signs in with tokens.
    pub fn has_tokens_of_host(self) -> bool {
        self.host().is_some_and(|host| host.page.gives_tokens())
    }

    /// Whether no one signs in or out here: something in front of the service does, or the page around.
    pub fn is_signed_in_elsewhere(self) -> bool {
        let is_proxied = self.connection.with(Connection::is_proxied);
        is_proxied
            || self
                .host()
                .is_some_and(|it| it.page.gives_tokens() || it.page.carries())
    }

    /// Whether the page around is being asked; watched.
    pub fn is_asking_host(self) -> bool {
        self.host_tokens.with(HostTokenState::is_running)
    }

    /// What the page around said in place of a token; watched.
    pub fn refusal_of_host(self) -> Option<String> {
        self.host_tokens.with(|it| it.refusal().map(str::to_owned))
    }

    /// A client for this connection with other credentials, to try them.
    pub fn client_with(self, credentials: Credentials) -> Client {
        let offset = self.clock.with_value(ServiceClock::offset);
        let connection = self.connection.get_untracked();
        client(&connection, credentials, offset, self.carrier())
    }

    /// A client for the identity service of this connection.
    pub fn iam_client(self, credentials: Credentials) -> Client {
        let connection = self.connection.get_untracked();
        let offset = self.clock.with_value(ServiceClock::offset);
        let carrier = self.host().as_ref().map(identity_carrier);
        let carrier = self.clock.with_value(|clock| telling(carrier, clock));
        identity_client(&connection, credentials, offset, Some(carrier))
    }

    /// The same for the signed-in user.
    pub fn own_iam_client(self) -> Client {
        let signed_in = self.signed_in.get_untracked();
        self.iam_client(signed_in.map_or(Credentials::None, |it| it.credentials))
    }

    pub(super) fn carrier(self) -> Option<Carrier> {
        let worked = self.worked.get_value();
        let carrier = self.host().map(|host| carrier(&host, &worked));
        Some(self.clock.with_value(|clock| telling(carrier, clock)))
    }
}

/// The same way out, which tells the clock the time of each response.
fn telling(carrier: Option<Carrier>, clock: &ServiceClock) -> Carrier {
    let clock = clock.clone();
    dated(carrier, Arc::new(move |time| clock.hear(time)))
}
