//! A harness for the tests of this layer: tasks run only when a test allows it, and calls are answered when
//! the test says so. There is no clock, so nothing waits and every run is the same.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use futures::channel::oneshot;
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use leptos::prelude::*;
use swr_api::{ApiError, Error, TransportError};

thread_local! {
    static POOL: RefCell<LocalPool> = RefCell::new(LocalPool::new());
    // Apart from the pool, which is borrowed while tasks run, and tasks start tasks.
    static STARTED: RefCell<Vec<PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
}

struct Stage;

impl CustomExecutor for Stage {
    fn spawn(&self, _: PinnedFuture<()>) {
        unreachable!("this floor runs everything on its own thread");
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        STARTED.with_borrow_mut(|started| started.push(task));
    }

    fn poll_local(&self) {
        loop {
            let started = STARTED.take();
            let is_all = started.is_empty();
            POOL.with_borrow_mut(|pool| {
                for task in started {
                    pool.spawner().spawn_local(task).unwrap();
                }
                pool.run_until_stalled();
            });
            if is_all && STARTED.with_borrow(Vec::is_empty) {
                return;
            }
        }
    }
}

/// An owner of reactive work that can be left: what a page is to whatever loads for it.
pub(super) struct TestOwner(Owner);

impl TestOwner {
    pub(super) fn new() -> Self {
        // The first test of the process sets the stage for all.
        let _ = Executor::init_custom_executor(Stage);
        Self(Owner::new())
    }

    /// Does something there, and everything that follows from it.
    pub(super) fn with<T>(&self, act: impl FnOnce() -> T) -> T {
        let done = self.0.with(act);
        settle();
        done
    }

    pub(super) fn leave(self) {
        self.0.cleanup();
        drop(self);
        settle();
    }
}

/// Lets everything run until nothing can go on without a response.
pub(super) fn settle() {
    Executor::poll_local();
}

/// A service that answers when it is told to.
pub(super) struct Service<I, O>(Rc<RefCell<Vec<Call<I, O>>>>);

struct Call<I, O> {
    input: I,
    answer: Option<oneshot::Sender<Result<O, Error>>>,
}

impl<I, O> Clone for Service<I, O> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<I: Clone, O: 'static> Service<I, O> {
    pub(super) fn new() -> Self {
        Self(Rc::default())
    }

    /// What the code under test calls. As with the client, nothing is sent before it is waited for.
    pub(super) fn call(&self, input: I) -> impl Future<Output = Result<O, Error>> + use<I, O> {
        let calls = Rc::clone(&self.0);
        async move {
            let (answer, answered) = oneshot::channel();
            calls.borrow_mut().push(Call {
                input,
                answer: Some(answer),
            });
            answered.await.unwrap_or_else(|_| Err(refused()))
        }
    }

    /// What was requested, in order.
    pub(super) fn calls(&self) -> Vec<I> {
        self.0.borrow().iter().map(|it| it.input.clone()).collect()
    }

    /// Whether no one waits for the response to a call any longer.
    pub(super) fn is_given_up(&self, call: usize) -> bool {
        let calls = self.0.borrow();
        answer_of(&calls, call).is_canceled()
    }

    /// Answers a call, and lets everything follow. A call that was given up hears nothing.
    pub(super) fn answer(&self, call: usize, answer: Result<O, Error>) {
        let sender = self.0.borrow_mut()[call].answer.take().unwrap();
        let _ = sender.send(answer);
        settle();
    }
}

fn answer_of<'a, I, O>(
    calls: &'a Ref<'_, Vec<Call<I, O>>>,
    call: usize,
) -> &'a oneshot::Sender<Result<O, Error>> {
    calls[call].answer.as_ref().unwrap()
}

/// An error like any other.
pub(super) fn refused() -> Error {
    Error::Transport(TransportError::Offline("refused".to_owned()))
}

/// The sign-in has ended.
pub(super) fn signed_out() -> Error {
    Error::Api(ApiError::new(401, String::new()))
}
