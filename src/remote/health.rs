//! Whether the service is available, judged by the responses to other requests.
//!
//! A single response says little: a restarting gateway returns one 503, and fast paging is throttled
//! briefly. Several in a row are required, and any other response resets the state. Missing responses say
//! nothing about the service: the connection may be down.

use leptos::prelude::*;
use swr_api::{Error, ErrorKind, Timestamp};

use crate::i18n::format::now;

/// The status of a service in maintenance.
const UNAVAILABLE: u16 = 503;
/// How many answers in a row it takes.
const IN_A_ROW: u32 = 2;
/// How long throttling must last, in milliseconds, before it is more than haste.
const THROTTLED_MILLIS: i64 = 10_000;

/// Why nothing works for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// The service says that it is not available.
    Maintenance,
    /// The service has been asking for fewer requests for a while.
    Throttling,
}

/// What the responses so far say.
#[derive(Clone, Copy)]
pub struct Health {
    outage: RwSignal<Option<Outage>>,
    row: StoredValue<Row>,
}

/// Refusals of one kind, without another answer in between.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Row {
    of: Option<Outage>,
    length: u32,
    since: Option<Timestamp>,
}

impl Health {
    pub(super) fn new() -> Self {
        Self {
            outage: RwSignal::new(None),
            row: StoredValue::new(Row::default()),
        }
    }

    /// Why nothing works at the moment; watched.
    pub fn outage(self) -> Option<Outage> {
        self.outage.get()
    }

    /// Begins anew, for another service.
    pub fn forget(self) {
        self.row.set_value(Row::default());
        self.outage.set(None);
    }

    pub(super) fn hear(self, error: Option<&Error>) {
        let Some(row) = self.row.try_get_value() else {
            return;
        };
        let row = row.after(error, now());
        self.row.set_value(row);
        let outage = row.outage(now());
        // What is already an outage stays one until a response ends it.
        let stays = row.of.is_some() && self.outage.get_untracked().is_some();
        if outage != self.outage.get_untracked() && !(stays && outage.is_none()) {
            self.outage.set(outage);
        }
    }
}

impl Row {
    fn after(self, error: Option<&Error>, now: Timestamp) -> Self {
        let of = match error {
            Some(Error::Transport(_) | Error::Request(_)) => return self,
            Some(error) if error.status() == Some(UNAVAILABLE) => Outage::Maintenance,
            Some(error) if error.kind() == ErrorKind::Throttled => Outage::Throttling,
            _ => return Self::default(),
        };
        let before = if self.of == Some(of) {
            self
        } else {
            Self::default()
        };
        Self {
            of: Some(of),
            length: before.length.saturating_add(1),
            since: before.since.or(Some(now)),
        }
    }

    fn outage(self, now: Timestamp) -> Option<Outage> {
        let lasted = now.unix_millis() - self.since?.unix_millis();
        let is_long = match self.of? {
            Outage::Maintenance => true,
            Outage::Throttling => lasted >= THROTTLED_MILLIS,
        };
        self.of.filter(|_| is_long && self.length >= IN_A_ROW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::{ApiError, TransportError};

    fn error(status: u16) -> Option<Error> {
        Some(Error::Api(ApiError::new(status, String::new())))
    }

    fn silence() -> Option<Error> {
        Some(Error::Transport(TransportError::Aborted))
    }

    /// The outage after answers that came one after the other, each with its second.
    fn after(answers: &[(i64, Option<Error>)]) -> Option<Outage> {
        let mut row = Row::default();
        let mut outage = None;
        for (second, error) in answers {
            let time = Timestamp::from_unix_millis(second * 1000);
            row = row.after(error.as_ref(), time);
            outage = row.outage(time);
        }
        outage
    }

    #[test]
    fn one_refusal_is_no_maintenance_and_two_in_a_row_are() {
        assert_eq!(after(&[(0, error(503))]), None);
        let two = [(0, error(503)), (0, error(503))];
        assert_eq!(after(&two), Some(Outage::Maintenance));
        assert_eq!(after(&[(0, error(503)), (1, None), (2, error(503))]), None);
    }

    #[test]
    fn silence_neither_begins_an_outage_nor_ends_one() {
        assert_eq!(after(&[(0, silence()), (1, silence())]), None);
        let through = [(0, error(503)), (1, silence()), (2, error(503))];
        assert_eq!(after(&through), Some(Outage::Maintenance));
    }

    #[test]
    fn throttling_must_last() {
        assert_eq!(
            after(&[(0, error(429)), (1, error(429)), (2, error(429))]),
            None
        );
        let long = [(0, error(429)), (5, error(429)), (10, error(429))];
        assert_eq!(after(&long), Some(Outage::Throttling));
    }

    #[test]
    fn any_other_answer_shows_that_the_service_is_there() {
        for answer in [None, error(404), error(403), error(500)] {
            let answers = [(0, error(503)), (0, error(503)), (1, answer)];
            assert_eq!(after(&answers), None);
        }
    }

    #[test]
    fn what_shows_it_is_reported_once_and_again_when_it_is_over() {
        let owner = Owner::new();
        owner.with(|| {
            let health = Health::new();
            health.hear(error(503).as_ref());
            assert_eq!(health.outage.get_untracked(), None);
            health.hear(error(503).as_ref());
            assert_eq!(health.outage.get_untracked(), Some(Outage::Maintenance));
            health.hear(silence().as_ref());
            assert_eq!(health.outage.get_untracked(), Some(Outage::Maintenance));
            health.hear(None);
            assert_eq!(health.outage.get_untracked(), None);
        });
    }
}
