//! How a sign-in ends: the service refuses it, or its time runs out. The person is asked before, over
//! the page; the page around is asked where it has the tokens.

use std::time::Duration;

use leptos::prelude::*;
use swr_api::Timestamp;

use super::Session;
use crate::host::{HostEvent, TokenReason};
use crate::remote::now;

/// How long before a token ends the next one is asked for.
const ASK_BEFORE: Duration = Duration::from_secs(5 * 60);

impl Session {
    /// The service did not take what we signed in with. Behind a proxy there is nobody to ask.
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

    pub(super) fn ask_before(self, expires_at: Option<Timestamp>) {
        self.silence();
        let Some(expires_at) = expires_at else {
            return;
        };
        // By the service's clock: one that is a day ahead here would ask for ever.
        let service_time = self.service_time(now()).unix_millis();
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

    /// Nothing rings any more.
    pub(super) fn silence(self) {
        if let Some(Some(alarm)) = self.alarm.try_update_value(Option::take) {
            alarm.clear();
        }
    }
}

/// How long to wait with a token that lasts for so many milliseconds. A person is asked at once when
/// little is left. The page around may have nothing longer to give: it is asked half-way then, and about
/// one that has ended only when it was refused, or it would be asked again and again.
fn pause(lasts: i64, is_of_host: bool) -> Option<Duration> {
    let early = lasts - ASK_BEFORE.as_millis() as i64;
    let wait = match is_of_host {
        true if lasts <= 0 => return None,
        true => early.max(lasts / 2),
        false => early,
    };
    // A browser's timer takes 31 bits of milliseconds; tokens last a day.
    Some(Duration::from_millis(
        wait.clamp(0, i64::from(i32::MAX)) as u64
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn check(minutes: i64, is_of_host: bool, expected: Option<u64>) {
        let found = pause(minutes * MINUTE, is_of_host);
        assert_eq!(
            found,
            expected.map(|it| Duration::from_secs(it * 60)),
            "{minutes}"
        );
    }

    #[test]
    fn a_person_is_asked_five_minutes_before_and_at_once_when_it_is_later() {
        check(60, false, Some(55));
        check(3, false, Some(0));
        check(-1, false, Some(0));
    }

    #[test]
    fn a_short_token_of_the_page_around_does_not_have_it_asked_without_a_pause() {
        check(60, true, Some(55));
        check(4, true, Some(2));
        check(0, true, None);
    }
}
