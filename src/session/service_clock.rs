//! The service's clock: its difference from this machine's clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use swr_api::Timestamp;

use crate::remote::now;

/// By how much two clocks may differ before it matters. The date of a response has whole seconds, and the
/// answer was on its way.
const TOLERANCE_MILLIS: i64 = 60_000;

/// The clock of the service. It is shared with the transport, which hears the time of each response.
#[derive(Clone, Debug, Default)]
pub(super) struct ServiceClock(Arc<AtomicI64>);

impl ServiceClock {
    /// What this machine's clock lacks to the service's, in milliseconds.
    pub(super) fn offset(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// What a moment of this machine's clock is by the service's.
    pub(super) fn service_time(&self, time: Timestamp) -> Timestamp {
        Timestamp::from_unix_millis(time.unix_millis() + self.offset())
    }

    /// Sets it by what the service said just now.
    pub(super) fn set(&self, service_time: Timestamp) {
        let offset = service_time.unix_millis() - now().unix_millis();
        self.0.store(offset, Ordering::Relaxed);
    }

    /// Hears the time of a response, and corrects the clock when it is wrong by more than a response takes.
    pub(super) fn hear(&self, service_time: Timestamp) {
        let known = self.service_time(now()).unix_millis();
        if (service_time.unix_millis() - known).abs() > TOLERANCE_MILLIS {
            self.set(service_time);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(millis: i64) -> Timestamp {
        Timestamp::from_unix_millis(now().unix_millis() + millis)
    }

    /// Whole minutes, because the test takes some time, too.
    fn minutes(clock: &ServiceClock) -> i64 {
        (clock.offset() + 30_000).div_euclid(60_000)
    }

    #[test]
    fn a_clock_that_is_wrong_is_corrected_by_a_response_and_a_slow_answer_changes_nothing() {
        let clock = ServiceClock::default();
        clock.hear(ahead(-20_000));
        assert_eq!(clock.offset(), 0);
        clock.hear(ahead(3 * 3_600_000));
        assert_eq!(minutes(&clock), 180);
        let known = clock.offset();
        clock.hear(ahead(known - 20_000));
        assert_eq!(clock.offset(), known);
        // This machine's clock was set right.
        clock.hear(ahead(0));
        assert_eq!(minutes(&clock), 0);
    }
}
