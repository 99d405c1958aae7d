//! A change: one at a time, and never canceled halfway.
//!
//! A second run while one is pending is rejected, which prevents the race instead of resolving it. Leaving
//! the page does not cancel a change, because it would then be unknown whether it was made.

use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use swr_api::{Error, ErrorKind};

use super::answer_monitor::AnswerMonitor;
use super::deadline::answered;
use super::problem::problem;
use super::task::to_the_end;
use crate::i18n::Texts;
use crate::reactive::effect;
use crate::ui::{Problem, Submission};

/// A change that can be made.
pub struct Mutation<I: 'static> {
    is_pending: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
    run: StoredValue<Rc<dyn Fn(I)>, LocalStorage>,
}

impl<I> Copy for Mutation<I> {}

impl<I> Clone for Mutation<I> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Makes a change with `act`.
///
/// `on_done` runs whenever it succeeded: bump what has changed, tell the person. `while_open` runs
/// after it, and only if the place that started the change is still there: move on from it.
pub fn mutation<I, O, F>(
    act: impl Fn(&I) -> F + 'static,
    on_done: impl Fn(&I, &O) + 'static,
    while_open: impl Fn(I, O) + 'static,
) -> Mutation<I>
where
    I: 'static,
    O: 'static,
    F: Future<Output = Result<O, Error>> + 'static,
{
    let is_pending = RwSignal::new(false);
    let error = RwSignal::new(None);
    let monitor = use_context::<AnswerMonitor>();
    let after = Rc::new((on_done, while_open));
    let run = move |input: I| {
        let answer = act(&input);
        let after = Rc::clone(&after);
        let change = async move {
            let output = answered(answer).await?;
            Ok(Box::new(move |is_open| {
                (after.0)(&input, &output);
                if is_open {
                    (after.1)(input, output);
                }
            }) as Box<dyn FnOnce(bool)>)
        };
        make(Box::pin(change), is_pending, error, monitor);
    };
    Mutation {
        is_pending,
        error,
        run: StoredValue::new_local(Rc::new(run)),
    }
}

/// A change on its way, with what is to be done after it: told whether the place is still there.
type Change = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce(bool)>, Error>>>>;

/// Waits for a change; compiled once for all types.
fn make(
    change: Change,
    is_pending: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
    monitor: Option<AnswerMonitor>,
) {
    to_the_end(async move {
        let changed = change.await;
        AnswerMonitor::report(monitor, changed.as_ref().err());
        let is_open = is_pending.try_set(false).is_none();
        match changed {
            Ok(after) => after(is_open),
            Err(failure) => {
                error.try_set(Some(failure));
            }
        }
    });
}

impl<I> Mutation<I> {
    /// Makes the change, unless it is being made.
    pub fn run(self, input: I) {
        if self.is_pending.get_untracked() {
            return;
        }
        self.is_pending.set(true);
        self.error.set(None);
        // A clone, because the run may end with this place gone.
        let run = self.run.get_value();
        run(input);
    }

    /// Whether the change is being made; watched.
    pub fn is_pending(self) -> Signal<bool> {
        self.is_pending.into()
    }

    /// Why the last run failed; watched.
    pub fn error(self) -> Signal<Option<Error>> {
        self.error.into()
    }

    /// Runs whenever the change is refused because someone was faster: what is there now is more
    /// telling than the refusal.
    pub fn on_conflict(self, act: impl Fn() + 'static) {
        effect(move || {
            let kind = self.error.with(|it| it.as_ref().map(Error::kind));
            if kind == Some(ErrorKind::Conflict) {
                act();
            }
        });
    }

    /// The change as the dialog that makes it shows it: every failure in the words of [`problem`].
    pub fn submission(self, texts: Texts) -> Submission {
        self.submission_with(move |error| Some(problem(texts, error)))
    }

    /// The same with words of its own: `banner` has none for a failure that is said elsewhere, at a
    /// field. What it reads is watched.
    pub fn submission_with(
        self,
        banner: impl Fn(&Error) -> Option<Problem> + Send + Sync + 'static,
    ) -> Submission {
        let error = self.error;
        let said = Signal::derive(move || error.with(|it| banner(it.as_ref()?)));
        Submission::new(self.is_pending, said)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_stage::{Service, TestOwner, refused, settle};
    use super::*;
    use swr_api::ApiError;

    #[derive(Clone, Copy)]
    struct Noted {
        done: RwSignal<Vec<u32>>,
        while_open: RwSignal<Vec<u32>>,
    }

    fn stage(outside: &TestOwner) -> (TestOwner, Service<u32, ()>, Mutation<u32>, Noted) {
        let noted = outside.with(|| Noted {
            done: RwSignal::new(Vec::new()),
            while_open: RwSignal::new(Vec::new()),
        });
        let (owner, service) = (TestOwner::new(), Service::new());
        let called = service.clone();
        let change = owner.with(move || {
            mutation(
                move |input: &u32| called.call(*input),
                move |input, ()| noted.done.update(|it| it.push(*input)),
                move |input, ()| noted.while_open.update(|it| it.push(input)),
            )
        });
        (owner, service, change, noted)
    }

    #[test]
    fn a_second_run_while_one_is_pending_is_rejected() {
        let outside = TestOwner::new();
        let (_owner, service, change, noted) = stage(&outside);
        change.run(1);
        change.run(2);
        settle();
        assert!(change.is_pending.get_untracked());
        service.answer(0, Ok(()));
        assert_eq!(service.calls(), [1]);
        assert!(!change.is_pending.get_untracked());
        change.run(3);
        settle();
        assert_eq!(service.calls(), [1, 3]);
        assert_eq!(noted.done.get_untracked(), [1]);
        assert_eq!(noted.while_open.get_untracked(), [1]);
    }

    #[test]
    fn a_change_survives_the_place_it_was_started_in_but_moves_no_one_on() {
        let outside = TestOwner::new();
        let (owner, service, change, noted) = stage(&outside);
        change.run(1);
        settle();
        owner.leave();
        assert!(!service.is_given_up(0));
        service.answer(0, Ok(()));
        assert_eq!(noted.done.get_untracked(), [1]);
        assert_eq!(noted.while_open.get_untracked(), [0; 0]);
    }

    #[test]
    fn a_failure_is_told_until_the_next_try() {
        let outside = TestOwner::new();
        let (_owner, service, change, noted) = stage(&outside);
        change.run(1);
        settle();
        service.answer(0, Err(refused()));
        assert_eq!(change.error.get_untracked(), Some(refused()));
        assert!(!change.is_pending.get_untracked());
        change.run(1);
        assert_eq!(change.error.get_untracked(), None);
        settle();
        service.answer(1, Ok(()));
        assert_eq!(noted.done.get_untracked(), [1]);
    }

    #[test]
    fn a_dialog_says_every_failure_but_those_that_have_words_of_their_own() {
        let outside = TestOwner::new();
        let (owner, service, change, _) = stage(&outside);
        let english = Texts::english();
        let (plain, at_field) = owner.with(|| {
            let plain = change.submission(english);
            (plain, change.submission_with(|_| None))
        });
        let said = |it: Submission| it.error().get_untracked();
        change.run(1);
        settle();
        assert!(plain.pending().get_untracked());
        assert_eq!((said(plain), said(at_field)), (None, None));
        service.answer(0, Err(refused()));
        assert!(!plain.pending().get_untracked());
        assert_eq!(said(plain), Some(problem(english, &refused())));
        assert_eq!(said(at_field), None);
    }

    #[test]
    fn whoever_was_faster_is_heard_of_with_each_conflict_and_with_nothing_else() {
        let outside = TestOwner::new();
        let (place, service, change, _) = stage(&outside);
        let heard = outside.with(|| RwSignal::new(0));
        place.with(|| change.on_conflict(move || heard.update(|it| *it += 1)));
        let conflict = Error::Api(ApiError::new(409, String::new()));
        let failures = [(refused(), 0), (conflict.clone(), 1), (conflict, 2)];
        for (call, (failure, expected)) in failures.into_iter().enumerate() {
            change.run(1);
            settle();
            service.answer(call, Err(failure));
            settle();
            assert_eq!(heard.get_untracked(), expected);
        }
    }

    #[test]
    fn a_failure_after_leaving_disturbs_no_one() {
        let outside = TestOwner::new();
        let (owner, service, change, noted) = stage(&outside);
        change.run(1);
        settle();
        owner.leave();
        service.answer(0, Err(refused()));
        assert_eq!(noted.done.get_untracked(), [0; 0]);
    }
}
