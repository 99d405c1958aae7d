//! Queries in stages: the next requests depend on the previous responses. All requests of a stage run in
//! parallel.
//!
//! Unlike in the rest of this layer, only the caller handles the responses: errors are expected results
//! here, so they affect neither the session nor the health of the service.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use swr_api::Error;

use super::deadline::answered;
use super::task::in_place;
use crate::reactive::effect;

/// Questions with their answers, once they have come; in the order of asking.
pub type Answers<Q, A> = Vec<(Q, Option<Result<A, Error>>)>;

/// A response that is waited for.
pub type Reading<A> = Pin<Box<dyn Future<Output = Result<A, Error>>>>;

/// Queries in stages: what is known, and whether more is being asked.
pub struct StagedQueries<Q: 'static, A: 'static> {
    answers: RwSignal<Answers<Q, A>>,
    is_running: RwSignal<bool>,
    again: RwSignal<u32>,
}

/// What is asked next, by what is known.
type Next<Q, A> = dyn Fn(&Answers<Q, A>) -> Vec<Q>;
/// The call that asks one question.
type Ask<Q, A> = dyn Fn(&Q) -> Reading<A>;

/// How questions are found and asked.
struct Course<Q, A> {
    next: Box<Next<Q, A>>,
    ask: Box<Ask<Q, A>>,
}

impl<Q, A> Copy for StagedQueries<Q, A> {}

impl<Q, A> Clone for StagedQueries<Q, A> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Asks at once, until `next` knows no further question. Leaving the place gives everything up.
pub fn staged_queries<Q, A>(
    next: impl Fn(&Answers<Q, A>) -> Vec<Q> + 'static,
    ask: impl Fn(&Q) -> Reading<A> + 'static,
) -> StagedQueries<Q, A>
where
    Q: Clone + Send + Sync + 'static,
    A: Send + Sync + 'static,
{
    let queries = StagedQueries {
        answers: RwSignal::new(Vec::new()),
        is_running: RwSignal::new(true),
        again: RwSignal::new(0),
    };
    let course = Rc::new(Course {
        next: Box::new(next),
        ask: Box::new(ask),
    });
    effect(move || {
        queries.again.track();
        // What the course reads is read anew with every start, and not watched.
        untrack(|| {
            queries.answers.set(Vec::new());
            queries.begin(&course);
        });
    });
    queries
}

/// A response as something else.
pub fn read_as<T: 'static, A: 'static>(
    answer: impl Future<Output = Result<T, Error>> + 'static,
    read: impl FnOnce(T) -> A + 'static,
) -> Reading<A> {
    Box::pin(async move { answer.await.map(read) })
}

impl<Q, A> StagedQueries<Q, A>
where
    Q: Clone + Send + Sync + 'static,
    A: Send + Sync + 'static,
{
    /// Asks everything anew, unless it is being asked.
    pub fn start_again(self) {
        if !self.is_running.get_untracked() {
            self.again.update(|again| *again += 1);
        }
    }

    /// Whether more is being asked; watched.
    pub fn is_running(self) -> Signal<bool> {
        self.is_running.into()
    }

    /// Reads what is known; watched.
    pub fn with<O>(self, read: impl FnOnce(&Answers<Q, A>) -> O) -> O {
        self.answers.with(read)
    }

    /// Asks the questions of one stage.
    fn begin(self, course: &Rc<Course<Q, A>>) {
        let questions = self
            .answers
            .with_untracked(|answers| (course.next)(answers));
        self.is_running.set(!questions.is_empty());
        let first = self.answers.with_untracked(Vec::len);
        self.answers
            .update(|answers| answers.extend(questions.iter().cloned().map(|it| (it, None))));
        let left = Rc::new(Cell::new(questions.len()));
        for (position, question) in questions.iter().enumerate() {
            let answer = (course.ask)(question);
            let (course, left) = (Rc::clone(course), Rc::clone(&left));
            in_place(async move {
                let answer = answered(answer).await;
                self.answers
                    .try_update(|answers| answers[first + position].1 = Some(answer));
                left.set(left.get() - 1);
                if left.get() == 0 {
                    self.begin(&course);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_stage::{Service, TestOwner, refused, settle};
    use super::*;

    /// Asks 1 and 2, and then 3 if 1 was answered.
    fn stage() -> (TestOwner, Service<u32, ()>, StagedQueries<u32, ()>) {
        let (owner, service) = (TestOwner::new(), Service::new());
        let called = service.clone();
        let next = |answers: &Answers<u32, ()>| match answers.len() {
            0 => vec![1, 2],
            2 if answers[0].1 == Some(Ok(())) => vec![3],
            _ => Vec::new(),
        };
        let queries =
            owner.with(move || staged_queries(next, move |it| Box::pin(called.call(*it))));
        (owner, service, queries)
    }

    #[test]
    fn a_stage_begins_when_all_of_the_one_before_is_answered() {
        let (_owner, service, queries) = stage();
        assert_eq!(service.calls(), [1, 2]);
        service.answer(0, Ok(()));
        assert_eq!(service.calls(), [1, 2]);
        service.answer(1, Err(refused()));
        assert_eq!(service.calls(), [1, 2, 3]);
        service.answer(2, Ok(()));
        assert!(!queries.is_running.get_untracked());
        let known = queries.answers.get_untracked();
        assert_eq!(known[1], (2, Some(Err(refused()))));
        assert_eq!(known.len(), 3);
    }

    #[test]
    fn what_is_answered_decides_what_is_asked() {
        let (_owner, service, queries) = stage();
        service.answer(0, Err(refused()));
        service.answer(1, Ok(()));
        assert_eq!(service.calls(), [1, 2]);
        assert!(!queries.is_running.get_untracked());
    }

    #[test]
    fn starting_again_asks_from_the_beginning_and_not_while_it_is_running() {
        let (_owner, service, queries) = stage();
        queries.start_again();
        settle();
        assert_eq!(service.calls(), [1, 2]);
        service.answer(0, Err(refused()));
        service.answer(1, Ok(()));
        queries.start_again();
        settle();
        assert_eq!(service.calls(), [1, 2, 1, 2]);
        assert_eq!(queries.answers.get_untracked(), [(1, None), (2, None)]);
    }

    #[test]
    fn leaving_gives_up_what_is_under_way() {
        let (owner, service, _) = stage();
        owner.leave();
        assert!(service.is_given_up(0));
        assert!(service.is_given_up(1));
    }
}
