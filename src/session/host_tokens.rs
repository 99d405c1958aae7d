//! Tokens that the page around gives: asked for at the start, before one ends and when one was
//! refused; once at a time, kept in memory only.

use std::sync::atomic::Ordering;

use leptos::prelude::*;

use super::{Session, SignedIn};
use crate::host::{Host, HostEvent, HostToken, TokenReason};
use crate::remote::run;

/// How the asking goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asking {
    is_running: bool,
    // Why the token in use was asked for, and how many calls had worked by then.
    token: Option<(TokenReason, u32)>,
    // What the page around said in place of a token.
    refusal: Option<String>,
}

/// What to do when a token is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Ask,
    /// The answer that is under way will do.
    Wait,
    /// A token that was given for a refused one is refused as well: asking goes on for ever.
    GiveUp,
}

impl Asking {
    /// `worked` counts the calls that have worked so far.
    fn begin(&mut self, reason: TokenReason, worked: u32) -> Next {
        if self.is_running {
            return Next::Wait;
        }
        let refused = (TokenReason::Refused, worked);
        if reason == TokenReason::Refused && self.token == Some(refused) {
            return Next::GiveUp;
        }
        self.is_running = true;
        self.refusal = None;
        Next::Ask
    }

    fn end(&mut self, reason: TokenReason, worked: u32, refusal: Option<String>) {
        self.is_running = false;
        if refusal.is_none() {
            self.token = Some((reason, worked));
        }
        self.refusal = refusal;
    }
}

impl Session {
    /// The page around.
    pub(super) fn host(self) -> Option<Host> {
        self.host.try_get_value().flatten()
    }

    fn worked(self) -> u32 {
        let worked = self.worked.try_get_value();
        worked.map_or(0, |it| it.load(Ordering::Relaxed))
    }

    /// Whether the page around signs in with tokens.
    pub fn has_tokens_of_host(self) -> bool {
        self.host().is_some_and(|host| host.page.gives_tokens())
    }

    /// Whether nobody signs in or out here: something in front of the service does, or the page around.
    pub fn is_signed_in_elsewhere(self) -> bool {
        let is_proxied = self.connection.with(super::Connection::is_proxied);
        is_proxied
            || self
                .host()
                .is_some_and(|it| it.page.gives_tokens() || it.page.carries())
    }

    /// Whether the page around is being asked; watched.
    pub fn is_asking_host(self) -> bool {
        self.asking.with(|it| it.is_running)
    }

    /// What the page around said in place of a token; watched.
    pub fn refusal_of_host(self) -> Option<String> {
        self.asking.with(|it| it.refusal.clone())
    }

    /// Asks the page around for a token.
    pub fn ask_host(self, reason: TokenReason) {
        let Some(host) = self.host() else { return };
        let worked = self.worked();
        match self.asking.try_update(|it| it.begin(reason, worked)) {
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
        let end = |it: &mut Asking| it.end(reason, self.worked(), refusal.clone());
        // The console may be gone by now.
        if self.host().is_none() || self.asking.try_update(end).is_none() {
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
    pub(super) fn require_sign_in(self, reason: TokenReason, message: Option<String>) {
        if let Some(host) = self.host() {
            host.tell(&HostEvent::AuthRequired { reason, message });
        }
        let is_signed_in = self.signed_in.with_untracked(Option::is_some);
        if is_signed_in && reason == TokenReason::Refused {
            self.has_ended.set(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenReason::{Expiry, Refused, Start};

    #[test]
    fn asks_at_the_same_time_become_one() {
        let mut asking = Asking::default();
        assert_eq!(asking.begin(Start, 0), Next::Ask);
        assert_eq!(asking.begin(Refused, 0), Next::Wait);
        assert_eq!(asking.begin(Expiry, 0), Next::Wait);
        asking.end(Start, 0, None);
        assert_eq!(asking.begin(Refused, 0), Next::Ask);
    }

    #[test]
    fn a_token_that_is_refused_as_the_one_before_is_not_asked_for_again() {
        let mut asking = Asking::default();
        assert_eq!(asking.begin(Refused, 3), Next::Ask);
        asking.end(Refused, 3, None);
        assert_eq!(asking.begin(Refused, 3), Next::GiveUp);
        assert_eq!(asking.begin(Start, 3), Next::Ask, "a person may try again");
    }

    #[test]
    fn a_token_that_worked_for_a_while_is_followed_by_another() {
        let mut asking = Asking::default();
        asking.begin(Refused, 3);
        asking.end(Refused, 3, None);
        assert_eq!(asking.begin(Refused, 4), Next::Ask);
    }

    #[test]
    fn no_token_is_no_end_and_what_was_said_stays_until_the_next_ask() {
        let mut asking = Asking::default();
        asking.begin(Refused, 0);
        asking.end(Refused, 0, Some("locked".to_owned()));
        assert_eq!(asking.refusal.as_deref(), Some("locked"));
        assert_eq!(asking.begin(Refused, 0), Next::Ask);
        assert_eq!(asking.refusal, None);
    }
}
