//! The pace of bulk changes: what each response means for the changes that have not started. Pure.
//!
//! An error about one item belongs to that item. An error about the user or the service would repeat for
//! all others, so it ends the run and is shown once.

use swr_api::{Error, ErrorKind, TransportError};

/// How many refusals of a right in a row are about the place and not about one thing: as many as are
/// under way at once.
const REFUSALS_OF_A_PLACE: u32 = super::CONCURRENCY as u32;
/// How often in a row the service may ask for fewer requests before the run ends.
const TRIES: u32 = 5;
/// The first wait where the service does not say how long; each further one is twice as long.
const FIRST_WAIT_SECONDS: u32 = 2;
/// The longest wait that a person is kept in front of a dialog for.
const LONGEST_WAIT_SECONDS: u32 = 60;
/// The status of a service in maintenance.
const UNAVAILABLE: u16 = 503;
/// What the codes of the service itself begin with; a gateway in front of it has others.
const CODES_OF_THE_SERVICE: &str = "SVCSTG.SWR.";

/// What follows from a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The response is the thing's own: the next one.
    Settled,
    /// The response is the thing's own, and nothing more begins.
    SettledAndEnd,
    /// The thing was not touched and stays waiting, and nothing more begins.
    End,
    /// The thing was not touched and is tried again after so many seconds.
    TryAgain(u32),
}

/// What the responses of one run had in common lately.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    refusals: u32,
    tries: u32,
}

impl Pace {
    /// What follows from the next response.
    pub(super) fn after(&mut self, answer: &Result<(), Error>) -> Verdict {
        let Err(error) = answer else {
            *self = Self::default();
            return Verdict::Settled;
        };
        let kind = error.kind();
        if kind != ErrorKind::Forbidden {
            self.refusals = 0;
        }
        match kind {
            ErrorKind::Unauthenticated => Verdict::End,
            ErrorKind::Forbidden => self.after_refusal(error),
            ErrorKind::Throttled => self.after_throttling(error),
            ErrorKind::Offline if !is_of_one_thing(error) => Verdict::End,
            _ if error.status() == Some(UNAVAILABLE) => Verdict::End,
            _ => Verdict::Settled,
        }
    }

    fn after_refusal(&mut self, error: &Error) -> Verdict {
        self.refusals += 1;
        let is_of_the_service = error
            .code()
            .is_some_and(|it| it.starts_with(CODES_OF_THE_SERVICE));
        match self.refusals {
            _ if !is_of_the_service => Verdict::End,
            REFUSALS_OF_A_PLACE.. => Verdict::SettledAndEnd,
            _ => Verdict::Settled,
        }
    }

    fn after_throttling(&mut self, error: &Error) -> Verdict {
        let doubled = FIRST_WAIT_SECONDS << self.tries;
        self.tries += 1;
        let seconds = error.retry_after_seconds().unwrap_or(doubled).max(1);
        match self.tries <= TRIES && seconds <= LONGEST_WAIT_SECONDS {
            true => Verdict::TryAgain(seconds),
            false => Verdict::End,
        }
    }
}

/// What the page around did not let out is about one change, not about the service.
fn is_of_one_thing(error: &Error) -> bool {
    *error == Error::Transport(TransportError::Aborted)
}

#[cfg(test)]
mod tests {
    use swr_api::ApiError;

    use super::*;

    fn error(status: u16, code: &str) -> Result<(), Error> {
        let error = ApiError::new(status, String::new());
        Err(Error::Api(error.with_code(code)))
    }

    fn retry_after(seconds: u32) -> Result<(), Error> {
        Err(Error::Api(ApiError {
            retry_after_seconds: Some(seconds),
            ..ApiError::new(429, String::new())
        }))
    }

    fn once(answer: &Result<(), Error>) -> Verdict {
        Pace::default().after(answer)
    }

    #[test]
    fn what_is_about_one_thing_is_its_own() {
        for (status, code) in [
            (404, "SVCSTG.SWR.4040010"),
            (406, "SVCSTG.SWR.4060012"),
            (409, "SVCSTG.SWR.4090006"),
            (500, "SVCSTG.SWR.5001101"),
            (403, "SVCSTG.SWR.4037020"),
        ] {
            assert_eq!(once(&error(status, code)), Verdict::Settled, "{code}");
        }
        let aborted = Err(Error::Transport(TransportError::Aborted));
        assert_eq!(once(&aborted), Verdict::Settled);
        assert_eq!(once(&Ok(())), Verdict::Settled);
    }

    #[test]
    fn what_is_about_the_person_or_the_service_ends_the_run() {
        for answer in [
            error(401, "APIGW.0301"),
            error(403, "APIGW.0302"),
            error(503, "APIGW.0201"),
            Err(Error::Transport(TransportError::Offline("x".to_owned()))),
        ] {
            assert_eq!(once(&answer), Verdict::End, "{answer:?}");
        }
    }

    #[test]
    fn a_role_that_is_rejected_again_and_again_is_rejected_for_the_place() {
        let refused = error(403, "SVCSTG.SWR.4037020");
        let mut pace = Pace::default();
        for _ in 1..REFUSALS_OF_A_PLACE {
            assert_eq!(pace.after(&refused), Verdict::Settled);
        }
        assert_eq!(pace.after(&refused), Verdict::SettledAndEnd);
        let mut mixed = Pace::default();
        for _ in 0..9 {
            assert_eq!(mixed.after(&refused), Verdict::Settled);
            assert_eq!(mixed.after(&Ok(())), Verdict::Settled);
        }
    }

    #[test]
    fn throttling_is_waited_for_longer_and_longer_and_not_forever() {
        let codes = ["SVCSTG.SWR.4031032", "SVCSTG.SWR.4031042"];
        for code in codes {
            let mut pace = Pace::default();
            let waits: Vec<_> = (0..TRIES).map(|_| pace.after(&error(403, code))).collect();
            assert_eq!(waits, [2, 4, 8, 16, 32].map(Verdict::TryAgain), "{code}");
            assert_eq!(pace.after(&error(403, code)), Verdict::End);
        }
    }

    #[test]
    fn the_service_says_how_long_and_a_success_forgets_the_waits() {
        let mut pace = Pace::default();
        assert_eq!(pace.after(&retry_after(7)), Verdict::TryAgain(7));
        assert_eq!(pace.after(&error(429, "")), Verdict::TryAgain(4));
        pace.after(&Ok(()));
        assert_eq!(pace.after(&error(429, "")), Verdict::TryAgain(2));
        assert_eq!(pace.after(&retry_after(0)), Verdict::TryAgain(1));
        assert_eq!(pace.after(&retry_after(3600)), Verdict::End);
    }
}
