//! The life cycle of a session: signing in, renewal, expiry, signing out, including messages from the host
//! page and other tabs.

use leptos::prelude::*;
use swr_api::{Credentials, ErrorKind, IamProject, List, Timestamp};

use super::host_token_state::{HostTokenState, Next};
use super::identity::SignedIn;
use super::renewal::pause;
use super::start;
use super::state::Session;
use super::tabs::{Heard, Question};
use crate::configuration::Connection;
use crate::host::{Host, HostEvent, HostToken, TokenReason};
use crate::remote::{mutation, run, send};
use crate::storage::this_tab;
use crate::transport::client;

/// What is left of a sign-in after signing out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// Nothing that anybody could use.
    Ended,
    /// The token, which is good until it expires: the service did not end it, or the person has it from
    /// elsewhere and may use it there.
    TokenStays,
}

/// Someone signs in or out.
impl Session {
    /// What can be had without asking: nothing is needed behind a proxy, and a token may be kept.
    pub(super) fn start(self) {
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

    /// Takes another service. Anyone who was signed in is not signed in there.
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

    /// Takes what someone signed in with.
    pub fn sign_in(self, signed_in: SignedIn) {
        let connection = self.connection.get_untracked();
        start::keep(&signed_in, &connection);
        self.ask_before(signed_in.expires_at);
        let credentials = signed_in.credentials.clone();
        let client = self.client_with(credentials);
        self.signed_in.set(Some(signed_in));
        self.visit.update(|visit| visit.sign_ins += 1);
        self.refusal.set(None);
        self.has_ended.set(false);
        self.client.set(client);
    }

    /// Forgets the signed-in user, in every tab, and ends the token at the service where the console
    /// had it issued; `told` hears how that went. A proxy signs in by itself, and again at once.
    pub fn sign_out(self, told: impl FnOnce(SignedOut) + 'static) {
        if untrack(|| self.is_signed_in_elsewhere()) {
            return;
        }
        let identity_service = self.own_iam_client();
        let signed_in = self.signed_in.get_untracked();
        self.forget();
        self.tabs.tell_signed_out();
        match signed_in {
            Some(it) if it.is_issued => send(identity_service.delete_token(), |ended| {
                told(match ended {
                    Ok(()) => SignedOut::Ended,
                    // What the service does not know any longer has ended, too.
                    Err(error) if error.kind() == ErrorKind::Unauthenticated => SignedOut::Ended,
                    Err(_) => SignedOut::TokenStays,
                });
            }),
            Some(it) if it.has_token() => told(SignedOut::TokenStays),
            _ => told(SignedOut::Ended),
        }
    }

    fn forget(self) {
        self.forget_kept();
        self.signed_in.set(None);
        self.visit.update(|visit| visit.number += 1);
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

    /// Only the identity service knows the project's id. One that a proxy does not lead to is no
    /// failure: what needs the id is left out.
    fn look_up_project(self) {
        let connection = self.connection.get_untracked();
        let name = connection.project_name().to_owned();
        let projects = self.iam_client(Credentials::None);
        let look_up = mutation(
            move |name: &String| projects.list_projects(Some(name)),
            move |name, found: &List<IamProject>| {
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

    /// What another tab may have: nothing where the sign-in has ended.
    fn record(self) -> Option<String> {
        let connection = self.connection.get_untracked();
        let signed_in = self.signed_in.get_untracked()?;
        let record = signed_in.record(&connection);
        record.filter(|_| !self.has_ended.get_untracked())
    }

    fn hand_on(self, question: Question) {
        if let Some(record) = self.record() {
            self.tabs.hand_on(question, &record);
        }
    }

    /// A person pressed: the tab that asked gets the token, or does not.
    pub fn answer_tab(self, is_allowed: bool) {
        let question = self.asking_tab.get_untracked();
        self.asking_tab.set(None);
        if let Some(question) = question.filter(|_| is_allowed) {
            self.hand_on(question);
        }
    }

    /// Another tab says something.
    pub(super) fn hear(self, heard: Heard) {
        let connection = self.connection.get_untracked();
        let is_signed_in = self.signed_in.with_untracked(Option::is_some);
        match heard {
            Heard::Question {
                question,
                is_opened_here: true,
            } => self.hand_on(question),
            Heard::Question { question, .. } => {
                let has_token = self.record().is_some();
                self.asking_tab.set(Some(question).filter(|_| has_token));
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

/// A sign-in ends: the service refuses it, or its time runs out. The person is asked before, over the
/// page; the page around is asked where it has the tokens.
impl Session {
    /// The service did not take what we signed in with. Behind a proxy there is no one to ask.
    pub(super) fn on_refused(self) {
        if !self.signed_in.with_untracked(Option::is_some) {
            return;
        }
        let elsewhere = untrack(|| self.is_signed_in_elsewhere());
        match self.host() {
            Some(host) if host.page.gives_tokens() => self.ask_host(TokenReason::Refused),
            // Its own requests were refused: it knows what to do, and nothing can be typed here.
            Some(host) if elsewhere => {
                let reason = TokenReason::Refused;
                host.tell(&HostEvent::AuthRequired {
                    reason,
                    message: None,
                });
            }
            Some(_) => self.require_sign_in(TokenReason::Refused, None),
            None if elsewhere => {}
            None => {
                self.forget_kept();
                self.has_ended.set(true);
            }
        }
    }

    fn ask_before(self, expires_at: Option<Timestamp>) {
        self.silence();
        let Some(expires_at) = expires_at else {
            return;
        };
        // By the service's clock: one that is a day ahead here would ask forever.
        let service_time = self.service_now().unix_millis();
        let lasts = expires_at.unix_millis() - service_time;
        let Some(left) = pause(lasts, self.has_tokens_of_host()) else {
            return;
        };
        let ask = move || {
            let is_this_one = self.signed_in.try_with_untracked(|it| {
                it.as_ref()
                    .is_some_and(|it| it.expires_at == Some(expires_at))
            });
            if is_this_one == Some(true) {
                self.ends_soon();
            }
        };
        #[cfg(target_arch = "wasm32")]
        self.alarm
            .set_value(set_timeout_with_handle(ask, left).ok());
        #[cfg(not(target_arch = "wasm32"))]
        let _ = (ask, left);
    }

    fn ends_soon(self) {
        if self.has_tokens_of_host() {
            self.ask_host(TokenReason::Expiry);
            return;
        }
        if self.host().is_some() {
            self.require_sign_in(TokenReason::Expiry, None);
        }
        self.has_ended.set(true);
    }

    /// Nothing rings any longer.
    pub(super) fn silence(self) {
        if let Some(Some(alarm)) = self.alarm.try_update_value(Option::take) {
            alarm.clear();
        }
    }
}

/// Tokens that the page around gives: asked for at the start, before one ends and when one was refused;
/// once at a time, kept in memory only.
impl Session {
    /// Asks the page around for a token.
    pub fn ask_host(self, reason: TokenReason) {
        let Some(host) = self.host() else { return };
        let worked = self.worked();
        match self.host_tokens.try_update(|it| it.begin(reason, worked)) {
            Some(Next::Ask) => run(async move {
                let answer = host.page.token(reason).await;
                self.take(reason, answer);
            }),
            Some(Next::GiveUp) => self.require_sign_in(reason, None),
            Some(Next::Wait) | None => {}
        }
    }

    fn take(self, reason: TokenReason, answer: Result<HostToken, String>) {
        let refusal = answer.as_ref().err().cloned();
        let end = |it: &mut HostTokenState| it.end(reason, self.worked(), refusal.clone());
        // The console may be gone by now.
        if self.host().is_none() || self.host_tokens.try_update(end).is_none() {
            return;
        }
        match answer {
            Ok(token) => self.take_token(token),
            Err(message) => self.require_sign_in(reason, Some(message)),
        }
    }

    /// Takes a token that the page around gives, asked or not.
    pub fn take_token(self, token: HostToken) {
        let known = self.connection.with_untracked(|it| it.name.clone());
        let mut signed_in = SignedIn::by_token(token.token, token.name.unwrap_or(known), false);
        signed_in.expires_at = token.expires_at;
        self.sign_in(signed_in.with_project(token.project_id));
    }

    /// Only the page around can help now. A token that ends soon still does until it is refused.
    fn require_sign_in(self, reason: TokenReason, message: Option<String>) {
        if let Some(host) = self.host() {
            host.tell(&HostEvent::AuthRequired { reason, message });
        }
        let is_signed_in = self.signed_in.with_untracked(Option::is_some);
        if is_signed_in && reason == TokenReason::Refused {
            self.has_ended.set(true);
        }
    }
}
