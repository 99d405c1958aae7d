//! Limits for long-running work: per user, and in total.
//!
//! Requests beyond a user's limit are rejected at once; the rest wait in order of arrival.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Under way or waiting, for one user. A browser opens six connections to a host.
const PER_USER: usize = 8;

/// At a time, for everyone, at most: half of the connections that read are left to the rest.
const AT_A_TIME: usize = 2;

/// The places that are taken; the clones share them.
#[derive(Clone)]
pub struct Places {
    taken: Arc<Mutex<HashMap<String, usize>>>,
    running: Arc<Semaphore>,
}

impl Default for Places {
    fn default() -> Self {
        // Half of the processors are left to the rest, too.
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self::running((processors / 2).clamp(1, AT_A_TIME))
    }
}

/// The place of one request, free again when this is dropped.
pub struct Place {
    places: Places,
    user_id: String,
}

impl Places {
    fn running(at_a_time: usize) -> Self {
        Self {
            taken: Arc::default(),
            running: Arc::new(Semaphore::new(at_a_time)),
        }
    }

    /// A place for that user; `None` when all of theirs are taken.
    pub fn take(&self, user_id: &str) -> Option<Place> {
        let mut taken = self.taken();
        let count = taken.entry(user_id.to_owned()).or_default();
        if *count >= PER_USER {
            return None;
        }
        *count += 1;
        Some(Place {
            places: self.clone(),
            user_id: user_id.to_owned(),
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits until the work may run; it runs until the permit is dropped.
    pub async fn turn(&self) -> OwnedSemaphorePermit {
        let turn = self.places.running.clone().acquire_owned().await;
        turn.expect("the semaphore is never closed")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(count) = taken.get_mut(&self.user_id) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.user_id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn a_user_has_so_many_places_and_takes_none_of_another_user() {
        let places = Places::default();
        let mut held: Vec<_> = (0..PER_USER).map(|_| places.take("ann").unwrap()).collect();
        assert!(places.take("ann").is_none());
        assert!(places.take("bob").is_some());
        held.pop();
        assert!(places.take("ann").is_some());
        held.clear();
        assert!(places.taken().is_empty(), "nobody is remembered");
    }

    #[test]
    fn two_run_at_a_time_and_the_next_one_follows() {
        let places = Places::running(2);
        let [first, second, third] = ["a", "b", "c"].map(|user| places.take(user).unwrap());
        let running = [first.turn(), second.turn()].map(|turn| turn.now_or_never().unwrap());
        assert!(third.turn().now_or_never().is_none());
        drop(running);
        assert!(third.turn().now_or_never().is_some());
    }
}
