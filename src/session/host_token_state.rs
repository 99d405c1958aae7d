//! The state of requesting a token from the host page. Pure.

use crate::host::TokenReason;

/// How asking the page around for tokens goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HostTokenState {
    is_running: bool,
    // Why the token in use was requested, and how many calls had worked by then.
    token: Option<(TokenReason, u32)>,
    // What the page around said in place of a token.
    refusal: Option<String>,
}

/// What to do when a token is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Ask,
    /// The response that is under way will do.
    Wait,
    /// A token that was given for a refused one is refused as well: asking goes on forever.
    GiveUp,
}

impl HostTokenState {
    /// Wants a token. `worked` counts the calls that have worked so far.
    pub(super) fn begin(&mut self, reason: TokenReason, worked: u32) -> Next {
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

    /// The end of an ask: a token, or the refusal in its place.
    pub(super) fn end(&mut self, reason: TokenReason, worked: u32, refusal: Option<String>) {
        self.is_running = false;
        if refusal.is_none() {
            self.token = Some((reason, worked));
        }
        self.refusal = refusal;
    }

    /// Whether a response is waited for.
    pub(super) fn is_running(&self) -> bool {
        self.is_running
    }

    /// What the page around said in place of a token.
    pub(super) fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenReason::{Expiry, Refused, Start};

    #[test]
    fn asks_at_the_same_time_become_one() {
        let mut asking = HostTokenState::default();
        assert_eq!(asking.begin(Start, 0), Next::Ask);
        assert_eq!(asking.begin(Refused, 0), Next::Wait);
        assert_eq!(asking.begin(Expiry, 0), Next::Wait);
        asking.end(Start, 0, None);
        assert_eq!(asking.begin(Refused, 0), Next::Ask);
    }

    #[test]
    fn a_token_that_is_rejected_as_the_one_before_is_not_requested_again() {
        let mut asking = HostTokenState::default();
        assert_eq!(asking.begin(Refused, 3), Next::Ask);
        asking.end(Refused, 3, None);
        assert_eq!(asking.begin(Refused, 3), Next::GiveUp);
        assert_eq!(asking.begin(Start, 3), Next::Ask, "a person may try again");
    }

    #[test]
    fn a_token_that_worked_for_a_while_is_followed_by_another() {
        let mut asking = HostTokenState::default();
        asking.begin(Refused, 3);
        asking.end(Refused, 3, None);
        assert_eq!(asking.begin(Refused, 4), Next::Ask);
    }

    #[test]
    fn no_token_is_no_end_and_what_was_said_stays_until_the_next_ask() {
        let mut asking = HostTokenState::default();
        asking.begin(Refused, 0);
        asking.end(Refused, 0, Some("locked".to_owned()));
        assert_eq!(asking.refusal.as_deref(), Some("locked"));
        assert_eq!(asking.begin(Refused, 0), Next::Ask);
        assert_eq!(asking.refusal, None);
    }
}
