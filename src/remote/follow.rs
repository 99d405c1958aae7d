//! Reloads data that changes on its own, such as running jobs.
//!
//! The interval starts when a response has arrived, so a slow service is not overloaded. Reloading stops
//! when nothing is pending or the page is closed.

use std::time::Duration;

use crate::reactive::{effect, memo};
use leptos::prelude::*;

/// How long to wait after a response.
const PAUSE: Duration = Duration::from_secs(2);

/// Calls `reload` a while after each response, as long as `is_wanted`. `is_loading` tells when an
/// answer is under way.
pub fn follow(
    is_loading: impl Fn() -> bool + Send + Sync + 'static,
    is_wanted: impl Fn() -> bool + Send + Sync + 'static,
    reload: impl Fn() + Clone + 'static,
) {
    follow_with(after, is_loading, is_wanted, reload);
}

fn follow_with<R: Fn() + Clone + 'static>(
    after: impl Fn(Duration, R) + 'static,
    is_loading: impl Fn() -> bool + Send + Sync + 'static,
    is_wanted: impl Fn() -> bool + Send + Sync + 'static,
    reload: R,
) {
    let is_due = memo(move || is_wanted() && !is_loading());
    effect(move || {
        if is_due.get() {
            after(PAUSE, reload.clone());
        }
    });
}

/// Within an effect: the wait ends when the effect runs again, or with its place.
#[cfg(target_arch = "wasm32")]
fn after(pause: Duration, act: impl FnOnce() + 'static) {
    if let Ok(handle) = set_timeout_with_handle(act, pause) {
        on_cleanup(move || handle.clear());
    }
}

/// There are no timers outside of a browser.
#[cfg(not(target_arch = "wasm32"))]
fn after(_: Duration, _: impl FnOnce() + 'static) {}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::super::test_stage::{TestOwner, settle};
    use super::*;

    /// How many waits have begun, and what each would do at its end.
    type Waits = Rc<RefCell<Vec<Box<dyn Fn()>>>>;

    fn stage(owner: &TestOwner) -> (RwSignal<bool>, RwSignal<bool>, RwSignal<u32>, Waits) {
        let waits = Waits::default();
        let begun = Rc::clone(&waits);
        let (is_loading, is_wanted, reloads) = owner.with(move || {
            let (is_loading, is_wanted) = (RwSignal::new(true), RwSignal::new(true));
            let reloads = RwSignal::new(0);
            follow_with(
                move |_, act| begun.borrow_mut().push(Box::new(act)),
                move || is_loading.get(),
                move || is_wanted.get(),
                move || reloads.update(|it| *it += 1),
            );
            (is_loading, is_wanted, reloads)
        });
        (is_loading, is_wanted, reloads, waits)
    }

    #[test]
    fn each_response_begins_one_wait_and_a_load_that_runs_begins_none() {
        let owner = TestOwner::new();
        let (is_loading, _, reloads, waits) = stage(&owner);
        assert_eq!(waits.borrow().len(), 0);
        for round in 1..=3 {
            is_loading.set(false);
            settle();
            assert_eq!(waits.borrow().len(), round);
            waits.borrow()[round - 1]();
            assert_eq!(reloads.get_untracked(), round as u32);
            is_loading.set(true);
            settle();
        }
    }

    #[test]
    fn nothing_waits_when_there_is_nothing_to_wait_for() {
        let owner = TestOwner::new();
        let (is_loading, is_wanted, _, waits) = stage(&owner);
        is_wanted.set(false);
        is_loading.set(false);
        settle();
        assert_eq!(waits.borrow().len(), 0);
    }
}
