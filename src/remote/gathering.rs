//! One question about many items, a few at a time; the result is available when all responses have
//! arrived.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use swr_api::Error;

use super::answer_monitor::AnswerMonitor;
use super::deadline::answered;
use super::task::in_place;
use crate::reactive::effect;

/// How many are asked about at once; browsers open six connections to a host.
const CONCURRENCY: usize = 4;

/// The response about one thing, once it has come.
type Come<T> = Option<Result<T, Error>>;

/// The responses.
pub struct Gathering<T: 'static> {
    // None while it is not known what is asked about.
    answers: RwSignal<Option<Vec<Come<T>>>>,
    run: RwSignal<u32>,
}

impl<T> Copy for Gathering<T> {}

impl<T> Clone for Gathering<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Asks about each of `things` once they are known, and again when they change; `read` makes of a response
/// what is kept of it.
pub fn gather<K, A, T, F>(
    things: Signal<Option<Vec<K>>>,
    fetch: impl Fn(&K) -> F + 'static,
    read: impl Fn(K, A) -> T + 'static,
) -> Gathering<T>
where
    K: Clone + Send + Sync + 'static,
    A: 'static,
    T: Send + Sync + 'static,
    F: Future<Output = Result<A, Error>> + 'static,
{
    let gathering = Gathering {
        answers: RwSignal::new(None),
        run: RwSignal::new(0),
    };
    let (asked, monitor) = (Rc::new((fetch, read)), use_context::<AnswerMonitor>());
    effect(move || {
        gathering.run.track();
        let Some(things) = things.get() else {
            return;
        };
        let count = things.len();
        gathering
            .answers
            .set(Some((0..count).map(|_| None).collect()));
        let queue: VecDeque<(usize, K)> = things.into_iter().enumerate().collect();
        let queue = Rc::new(RefCell::new(queue));
        for _ in 0..count.min(CONCURRENCY) {
            let (queue, asked) = (Rc::clone(&queue), Rc::clone(&asked));
            in_place(async move {
                loop {
                    let next = queue.borrow_mut().pop_front();
                    let Some((position, thing)) = next else {
                        return;
                    };
                    let (fetch, read) = &*asked;
                    let answer = answered(fetch(&thing)).await;
                    AnswerMonitor::report(monitor, answer.as_ref().err());
                    gathering.note(position, answer.map(|it| read(thing, it)));
                }
            });
        }
    });
    gathering
}

impl<T: Send + Sync + 'static> Gathering<T> {
    fn note(self, position: usize, answer: Result<T, Error>) {
        self.answers.try_update(|answers| {
            let place = answers.as_mut().and_then(|it| it.get_mut(position));
            if let Some(place) = place {
                *place = Some(answer);
            }
        });
    }

    /// How many answers have come, of how many; watched. Nothing while that is not known.
    pub fn progress(self) -> Option<(usize, usize)> {
        self.answers.with(|answers| {
            let answers = answers.as_ref()?;
            Some((answers.iter().flatten().count(), answers.len()))
        })
    }

    /// The first response that failed; watched.
    pub fn error(self) -> Option<Error> {
        self.answers.with(|answers| {
            let mut come = answers.iter().flatten().flatten();
            come.find_map(|it| it.as_ref().err().cloned())
        })
    }

    /// Tells of each response that has come and has not failed; watched.
    pub fn each_come(self, mut tell: impl FnMut(&T)) {
        self.answers.with(|answers| {
            let come = answers.iter().flatten().flatten().flatten();
            come.for_each(&mut tell);
        });
    }

    /// What is told of all responses once they have come and none has failed; watched.
    pub fn with_all<R>(self, tell: impl FnOnce(&[&T]) -> R) -> Option<R> {
        self.answers.with(|answers| {
            let answers = answers.as_ref()?.iter();
            let all: Vec<&T> = answers
                .map(|it| it.as_ref()?.as_ref().ok())
                .collect::<Option<_>>()?;
            Some(tell(&all))
        })
    }

    /// Asks about all again.
    pub fn reload(self) {
        self.run.update(|run| *run = run.wrapping_add(1));
    }
}

#[cfg(test)]
mod tests {
    use swr_api::TransportError;

    use super::super::test_stage::{Service, TestOwner, settle};
    use super::*;

    #[test]
    fn all_are_told_of_when_the_last_answer_has_come() {
        let (owner, service) = (TestOwner::new(), Service::<u32, u32>::new());
        let called = service.clone();
        let (things, gathering) = owner.with(move || {
            let things = RwSignal::new(None);
            (
                things,
                gather(things.into(), move |it| called.call(*it), |_, it| it),
            )
        });
        settle();
        assert_eq!(gathering.progress(), None);
        things.set(Some(vec![1, 2, 3, 4, 5]));
        settle();
        assert_eq!(service.calls(), [1, 2, 3, 4]);
        for answer in 0..4 {
            service.answer(answer, Ok(10));
        }
        let sum = || gathering.with_all(|it| it.iter().copied().sum::<u32>());
        assert_eq!((gathering.progress(), sum()), (Some((4, 5)), None));
        service.answer(4, Ok(2));
        assert_eq!(sum(), Some(42));
        assert_eq!(gathering.error(), None);
    }

    #[test]
    fn a_failed_answer_is_told_and_requested_again() {
        let (owner, service) = (TestOwner::new(), Service::<u32, u32>::new());
        let called = service.clone();
        let things = Signal::stored(Some(vec![1]));
        let gathering = owner.with(move || gather(things, move |it| called.call(*it), |_, it| it));
        settle();
        let failure = Error::Transport(TransportError::Aborted);
        service.answer(0, Err(failure.clone()));
        assert_eq!(gathering.error(), Some(failure));
        assert_eq!(gathering.with_all(|it| it.len()), None);
        gathering.reload();
        settle();
        service.answer(1, Ok(1));
        assert_eq!(gathering.with_all(|it| it.len()), Some(1));
    }
}
