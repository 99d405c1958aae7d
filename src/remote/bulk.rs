//! Bulk changes: a few at a time, with a result for each, and a stop button.
//!
//! Errors about the user or the service end the run at once (`pace.rs`). If the service limits requests,
//! the rest is sent one at a time. Changes that depend on others run after them (`stages.rs`).

mod pace;
mod stages;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use swr_api::{Error, ErrorKind, Timestamp};

use super::answer_monitor::AnswerMonitor;
use super::deadline::{answered, passed};
use super::task::to_the_end;
use crate::i18n::format::now;
use pace::{Pace, Verdict};
pub use stages::Stages;

/// How many calls are under way at once; browsers open six connections to a host.
const CONCURRENCY: usize = 4;

/// The outcome of one item.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Not begun, or given up before it was.
    Waiting,
    /// The change was made.
    Done,
    /// The change was refused.
    Failed(Error),
}

/// Many changes that can be made.
pub struct Bulk<I: 'static> {
    outcomes: RwSignal<Vec<(I, Outcome)>>,
    under_way: RwSignal<usize>,
    is_cancelled: RwSignal<bool>,
    // The error that ended the last run before its end.
    interruption: RwSignal<Option<Error>>,
    // How many seconds are left of a wait that the service asked for.
    wait_seconds: RwSignal<Option<u32>>,
    // Someone signed in while the last answers to the old sign-in were still under way.
    is_renewed: StoredValue<bool>,
    ended_at: RwSignal<Option<Timestamp>>,
    stages: StoredValue<Stages<I>>,
    work: StoredValue<Work<I>, LocalStorage>,
}

/// Makes changes, one after the other, until nothing waits any longer.
type Work<I> = Rc<dyn Fn(Bulk<I>, Rc<Run>, usize)>;

/// What the workers of one run share. It outlives the place that started the run.
struct Run {
    /// The positions that have not begun.
    queue: RefCell<VecDeque<usize>>,
    workers: Cell<usize>,
    pace: RefCell<Pace>,
    /// Whether nothing more begins.
    is_over: Cell<bool>,
    /// The one worker that goes on once the service has asked for fewer requests.
    only: Cell<Option<usize>>,
}

impl Run {
    fn new(waiting: VecDeque<usize>, workers: usize) -> Self {
        Self {
            queue: RefCell::new(waiting),
            workers: Cell::new(workers),
            pace: RefCell::default(),
            is_over: Cell::new(false),
            only: Cell::new(None),
        }
    }

    /// Whether this worker may begin something.
    fn goes_on(&self, worker: usize) -> bool {
        !self.is_over.get() && !self.is_left_to_another(worker)
    }

    /// Whether another worker goes on alone.
    fn is_left_to_another(&self, worker: usize) -> bool {
        self.only.get().is_some_and(|only| only != worker)
    }

    /// One worker less; how many are left.
    fn leave(&self, worker: usize) -> usize {
        // Anyone who is still under way and must try again does so alone in its place.
        self.only
            .set(self.only.get().filter(|only| *only != worker));
        self.workers.set(self.workers.get() - 1);
        self.workers.get()
    }
}

impl<I> Copy for Bulk<I> {}

impl<I> Clone for Bulk<I> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Makes each change with `act`; `on_done` runs once when all of a run have ended, if the place
/// that started them is still there or not.
pub fn bulk<I, F>(act: impl Fn(&I) -> F + 'static, on_done: impl Fn() + 'static) -> Bulk<I>
where
    I: Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Error>> + 'static,
{
    bulk_with(passed, act, on_done)
}

/// The same with the way to let seconds pass.
fn bulk_with<I, F, W>(
    pass: impl Fn(u32) -> W + 'static,
    act: impl Fn(&I) -> F + 'static,
    on_done: impl Fn() + 'static,
) -> Bulk<I>
where
    I: Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Error>> + 'static,
    W: Future<Output = ()> + 'static,
{
    let (pass, act, on_done) = (Rc::new(pass), Rc::new(act), Rc::new(on_done));
    let monitor = use_context::<AnswerMonitor>();
    let work = move |bulk: Bulk<I>, run: Rc<Run>, worker: usize| {
        let (pass, act, on_done) = (Rc::clone(&pass), Rc::clone(&act), Rc::clone(&on_done));
        to_the_end(async move {
            while let Some((position, item)) = bulk.next(&run, worker) {
                let answer = answered(act(&item)).await;
                AnswerMonitor::report(monitor, answer.as_ref().err());
                if let Some(seconds) = bulk.settle(&run, worker, position, answer) {
                    bulk.wait(&run, &*pass, seconds).await;
                }
            }
            bulk.leave(&run, worker, &*on_done);
        });
    };
    Bulk {
        outcomes: RwSignal::new(Vec::new()),
        under_way: RwSignal::new(0),
        is_cancelled: RwSignal::new(false),
        interruption: RwSignal::new(None),
        wait_seconds: RwSignal::new(None),
        is_renewed: StoredValue::new(false),
        ended_at: RwSignal::new(None),
        stages: StoredValue::new(Stages::default()),
        work: StoredValue::new_local(Rc::new(work)),
    }
}

impl<I: Clone + Send + Sync + 'static> Bulk<I> {
    /// Makes changes that need others after them.
    pub fn in_stages(self, stages: Stages<I>) -> Self {
        self.stages.set_value(stages);
        self
    }

    /// Makes the changes, unless some are being made.
    pub fn run(self, items: Vec<I>) {
        if self.under_way.get_untracked() > 0 || items.is_empty() {
            return;
        }
        self.outcomes.set(
            items
                .into_iter()
                .map(|item| (item, Outcome::Waiting))
                .collect(),
        );
        self.start();
    }

    /// Tries again what failed or was given up.
    pub fn retry(self) {
        if self.under_way.get_untracked() == 0 {
            self.outcomes.update(|outcomes| {
                for (_, outcome) in outcomes.iter_mut().filter(|it| it.1 != Outcome::Done) {
                    *outcome = Outcome::Waiting;
                }
            });
            self.start();
        }
    }

    /// Goes on with what waits where the end of the sign-in had ended the run: someone has signed in.
    pub fn signed_in_again(self) {
        let is_signed_out = |error: &Error| error.kind() == ErrorKind::Unauthenticated;
        let interruption = self.interruption.get_untracked();
        if !interruption.is_some_and(|error| is_signed_out(&error)) {
            return;
        }
        match self.under_way.get_untracked() {
            0 => self.start(),
            _ => self.is_renewed.set_value(true),
        }
    }

    /// Begins no further change; those under way end as they end.
    pub fn cancel(self) {
        self.is_cancelled.set(true);
    }

    /// Whether changes are being made; watched.
    pub fn is_running(self) -> bool {
        self.under_way.get() > 0
    }

    /// The error that ended the last run before its end; watched.
    pub fn interruption(self) -> Option<Error> {
        self.interruption.get()
    }

    /// How many seconds are left of a wait that the service asked for; watched.
    pub fn wait_seconds(self) -> Option<u32> {
        self.wait_seconds.get()
    }

    /// When the last run ended; watched.
    pub(super) fn ended_at(self) -> Option<Timestamp> {
        self.ended_at.get()
    }

    /// Whether a run has begun; watched.
    pub fn has_begun(self) -> bool {
        self.outcomes.with(|it| !it.is_empty())
    }

    /// The outcomes of all items; watched.
    pub fn outcomes(self) -> Signal<Vec<(I, Outcome)>> {
        self.outcomes.into()
    }

    fn start(self) {
        self.is_cancelled.set(false);
        self.interruption.set(None);
        self.is_renewed.set_value(false);
        self.start_stage();
    }

    /// Begins what may be made next; whether there is something.
    fn start_stage(self) -> bool {
        let next = |outcomes: &Vec<(I, Outcome)>| {
            let stages = self.stages.try_get_value()?;
            Some(stages.next(outcomes))
        };
        let waiting = self.outcomes.try_with_untracked(next).flatten();
        let waiting = waiting.filter(|it| !it.is_empty());
        let (Some(waiting), Some(work)) = (waiting, self.work.try_get_value()) else {
            return false;
        };
        let workers = waiting.len().min(CONCURRENCY);
        self.under_way.set(workers);
        let run = Rc::new(Run::new(waiting, workers));
        for worker in 0..workers {
            work(self, Rc::clone(&run), worker);
        }
        true
    }

    /// The next item for a worker, unless someone or something ended the run.
    fn next(self, run: &Run, worker: usize) -> Option<(usize, I)> {
        if self.is_cancelled.try_get_untracked() != Some(false) || !run.goes_on(worker) {
            return None;
        }
        let position = run.queue.borrow_mut().pop_front()?;
        let item = self
            .outcomes
            .try_with_untracked(|it| it[position].0.clone())?;
        Some((position, item))
    }

    /// Notes a response and what follows from it: how many seconds the worker must wait.
    fn settle(
        self,
        run: &Run,
        worker: usize,
        position: usize,
        answer: Result<(), Error>,
    ) -> Option<u32> {
        let is_throttled = |error: &Error| error.kind() == ErrorKind::Throttled;
        if answer.as_ref().is_err_and(is_throttled) && run.is_left_to_another(worker) {
            // It was sent before the wait began, and says nothing new.
            run.queue.borrow_mut().push_front(position);
            return None;
        }
        let verdict = run.pace.borrow_mut().after(&answer);
        match verdict {
            Verdict::Settled => self.note(position, answer),
            Verdict::SettledAndEnd => {
                self.interrupt(run, answer.as_ref().err());
                self.note(position, answer);
            }
            Verdict::End => self.interrupt(run, answer.as_ref().err()),
            Verdict::TryAgain(seconds) => {
                run.queue.borrow_mut().push_front(position);
                run.only.set(Some(worker));
                return Some(seconds);
            }
        }
        None
    }

    fn note(self, position: usize, answer: Result<(), Error>) {
        self.outcomes.try_update(|outcomes| {
            outcomes[position].1 = match answer {
                Ok(()) => Outcome::Done,
                Err(error) => Outcome::Failed(error),
            };
        });
    }

    /// The first reason is the one that is told.
    fn interrupt(self, run: &Run, error: Option<&Error>) {
        if !run.is_over.replace(true) {
            self.interruption.try_set(error.cloned());
        }
    }

    /// Second by second, so that it can be told and given up.
    async fn wait<W: Future<Output = ()>>(self, run: &Run, pass: &dyn Fn(u32) -> W, seconds: u32) {
        for left in (1..=seconds).rev() {
            if self.is_cancelled.try_get_untracked() != Some(false) || run.is_over.get() {
                break;
            }
            self.wait_seconds.try_set(Some(left));
            pass(1).await;
        }
        self.wait_seconds.try_set(None);
    }

    fn leave(self, run: &Run, worker: usize, on_done: &dyn Fn()) {
        let left = run.leave(worker);
        let goes_on = || !run.is_over.get() && self.is_cancelled.try_get_untracked() == Some(false);
        if left == 0 && goes_on() && self.start_stage() {
            return;
        }
        if left == 0 {
            self.ended_at.try_set(Some(now()));
        }
        self.under_way.try_set(left);
        if left == 0 {
            on_done();
            if self.is_renewed.try_get_value() == Some(true) {
                self.start();
            }
        }
    }
}
