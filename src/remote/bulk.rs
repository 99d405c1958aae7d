//! Many changes of one kind: a few at a time, with an outcome for each, and an end on demand.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use swr_api::{Error, Timestamp};

use super::answer_monitor::AnswerMonitor;
use super::deadline::answered;
use super::task::to_the_end;
use crate::i18n::format::now;

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
    ended_at: RwSignal<Option<Timestamp>>,
    work: StoredValue<Work<I>, LocalStorage>,
}

/// Makes changes, one after the other, until nothing waits any more.
type Work<I> = Rc<dyn Fn(Bulk<I>, Rc<Run>)>;

/// What the workers of one run share. It outlives the place that started the run.
struct Run {
    /// The positions that have not begun.
    queue: RefCell<VecDeque<usize>>,
    workers: Cell<usize>,
}

impl Run {
    /// One worker less; how many are left.
    fn leave(&self) -> usize {
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
    let (act, on_done) = (Rc::new(act), Rc::new(on_done));
    let monitor = use_context::<AnswerMonitor>();
    let work = move |bulk: Bulk<I>, run: Rc<Run>| {
        let (act, on_done) = (Rc::clone(&act), Rc::clone(&on_done));
        to_the_end(async move {
            while let Some((position, item)) = bulk.next(&run) {
                let answer = answered(act(&item)).await;
                AnswerMonitor::report(monitor, answer.as_ref().err());
                bulk.settle(position, answer);
            }
            let left = run.leave();
            if left == 0 {
                bulk.ended_at.try_set(Some(now()));
            }
            bulk.under_way.try_set(left);
            if left == 0 {
                on_done();
            }
        });
    };
    Bulk {
        outcomes: RwSignal::new(Vec::new()),
        under_way: RwSignal::new(0),
        is_cancelled: RwSignal::new(false),
        ended_at: RwSignal::new(None),
        work: StoredValue::new_local(Rc::new(work)),
    }
}

impl<I: Clone + Send + Sync + 'static> Bulk<I> {
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

    /// Begins no further change; those under way end as they end.
    pub fn cancel(self) {
        self.is_cancelled.set(true);
    }

    /// Whether changes are being made; watched.
    pub fn is_running(self) -> bool {
        self.under_way.get() > 0
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
        let waiting: VecDeque<usize> = self.outcomes.with_untracked(|outcomes| {
            let all = outcomes.iter().enumerate();
            all.filter(|(_, it)| it.1 == Outcome::Waiting)
                .map(|(position, _)| position)
                .collect()
        });
        let workers = waiting.len().min(CONCURRENCY);
        self.is_cancelled.set(false);
        self.under_way.set(workers);
        let run = Rc::new(Run {
            queue: RefCell::new(waiting),
            workers: Cell::new(workers),
        });
        let work = self.work.get_value();
        for _ in 0..workers {
            work(self, Rc::clone(&run));
        }
    }

    /// The next item, unless somebody ended the run.
    fn next(self, run: &Run) -> Option<(usize, I)> {
        if self.is_cancelled.try_get_untracked() != Some(false) {
            return None;
        }
        let position = run.queue.borrow_mut().pop_front()?;
        let item = self
            .outcomes
            .try_with_untracked(|it| it[position].0.clone())?;
        Some((position, item))
    }

    fn settle(self, position: usize, answer: Result<(), Error>) {
        self.outcomes.try_update(|outcomes| {
            outcomes[position].1 = match answer {
                Ok(()) => Outcome::Done,
                Err(error) => Outcome::Failed(error),
            };
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_stage::{Service, TestOwner, refused, settle};
    use super::*;

    fn stage(outside: &TestOwner) -> (TestOwner, Service<u32, ()>, Bulk<u32>, RwSignal<u32>) {
        let ended = outside.with(|| RwSignal::new(0));
        let (owner, service) = (TestOwner::new(), Service::new());
        let called = service.clone();
        let many = owner.with(move || {
            bulk(
                move |item: &u32| called.call(*item),
                move || ended.update(|it| *it += 1),
            )
        });
        (owner, service, many, ended)
    }

    fn run(bulk: Bulk<u32>, items: impl IntoIterator<Item = u32>) {
        bulk.run(items.into_iter().collect());
        settle();
    }

    /// `.` waits, `+` is done, `!` failed.
    fn shown(bulk: Bulk<u32>) -> String {
        let outcomes = bulk.outcomes.get_untracked();
        let sign = |outcome: &Outcome| match outcome {
            Outcome::Waiting => '.',
            Outcome::Done => '+',
            Outcome::Failed(_) => '!',
        };
        outcomes.iter().map(|(_, outcome)| sign(outcome)).collect()
    }

    #[test]
    fn a_few_are_under_way_at_once_and_each_end_begins_another() {
        let outside = TestOwner::new();
        let (_owner, service, bulk, ended) = stage(&outside);
        run(bulk, 0..6);
        assert_eq!(service.calls(), [0, 1, 2, 3]);
        service.answer(2, Ok(()));
        assert_eq!(service.calls(), [0, 1, 2, 3, 4]);
        for call in [0, 1, 3, 4] {
            service.answer(call, Ok(()));
        }
        assert_eq!(shown(bulk), "+++++.");
        assert_eq!(ended.get_untracked(), 0);
        service.answer(5, Ok(()));
        assert_eq!(shown(bulk), "++++++");
        assert_eq!(ended.get_untracked(), 1);
        assert!(!bulk.is_running());
    }

    #[test]
    fn a_failure_is_its_own_and_can_be_tried_again_alone() {
        let outside = TestOwner::new();
        let (_owner, service, bulk, ended) = stage(&outside);
        run(bulk, 0..3);
        service.answer(0, Ok(()));
        service.answer(1, Err(refused()));
        service.answer(2, Ok(()));
        assert_eq!(shown(bulk), "+!+");
        bulk.retry();
        settle();
        assert_eq!(service.calls(), [0, 1, 2, 1]);
        service.answer(3, Ok(()));
        assert_eq!(shown(bulk), "+++");
        assert_eq!(ended.get_untracked(), 2);
    }

    #[test]
    fn cancelling_begins_nothing_more_and_what_was_given_up_can_be_taken_up() {
        let outside = TestOwner::new();
        let (_owner, service, bulk, ended) = stage(&outside);
        run(bulk, 0..6);
        bulk.cancel();
        for call in 0..4 {
            service.answer(call, Ok(()));
        }
        assert_eq!(shown(bulk), "++++..");
        assert_eq!(service.calls().len(), 4);
        assert_eq!(ended.get_untracked(), 1);
        bulk.retry();
        settle();
        assert_eq!(service.calls()[4..], [4, 5]);
    }

    #[test]
    fn a_second_run_while_one_is_running_is_refused() {
        let outside = TestOwner::new();
        let (_owner, service, bulk, _) = stage(&outside);
        run(bulk, 0..2);
        run(bulk, 7..9);
        bulk.retry();
        settle();
        assert_eq!(service.calls(), [0, 1]);
    }

    #[test]
    fn leaving_lets_what_is_under_way_end_and_tells_whoever_stays_once() {
        let outside = TestOwner::new();
        let (owner, service, bulk, ended) = stage(&outside);
        run(bulk, 0..9);
        owner.leave();
        for call in 0..4 {
            assert!(!service.is_given_up(call));
            service.answer(call, Ok(()));
        }
        assert_eq!(service.calls().len(), 4);
        assert_eq!(ended.get_untracked(), 1);
    }
}
