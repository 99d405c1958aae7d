//! Loads one item, and reloads it whenever its inputs change.
//!
//! The framework's own resources run one request after the other and publish outdated responses
//! (`docs/decisions/0002`); this one cancels the running load as soon as a newer one starts.

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;

use crate::reactive::effect;
use leptos::prelude::*;
use swr_api::{Error, Timestamp};

use super::answer_monitor::AnswerMonitor;
use super::deadline::answered;
use super::task::in_place;
use crate::i18n::format::now;

/// What is known of the thing.
#[derive(Clone, Debug)]
pub struct Snapshot<T> {
    /// The newest value that arrived. A failed reload keeps it.
    pub value: Option<T>,
    /// The error of the newest load, if it failed.
    pub error: Option<Error>,
    /// Whether a load is running.
    pub is_loading: bool,
    /// The time at which the value arrived.
    pub loaded_at: Option<Timestamp>,
}

/// A thing that is loaded.
pub struct Query<T: 'static> {
    snapshot: RwSignal<Snapshot<T>>,
    again: RwSignal<u32>,
}

impl<T> Copy for Query<T> {}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// Loads with `fetch`, and again whenever a signal that `fetch` reads changes. Everything must
/// be read before the future is returned; methods of the client do that by themselves.
pub fn query<T, F>(fetch: impl Fn() -> F + 'static) -> Query<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    query_from(None, fetch)
}

/// The same where the first response is there already: it is not asked for.
pub fn query_from<T, F>(
    answer: Option<Result<T, Error>>,
    fetch: impl Fn() -> F + 'static,
) -> Query<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let is_there = answer.is_some();
    let mut snapshot = Snapshot {
        value: None,
        error: None,
        is_loading: true,
        loaded_at: None,
    };
    if let Some(answer) = answer {
        snapshot.settle(answer);
    }
    let snapshot = RwSignal::new(snapshot);
    let again = RwSignal::new(0);
    load(Rc::new(Typed { fetch, snapshot }), again, is_there);
    Query { snapshot, again }
}

/// A response of any type.
type Answer = Result<Box<dyn Any>, Error>;

/// A thing that is loaded, whatever its type.
trait Load {
    /// Asks for it.
    fn ask(&self) -> Pin<Box<dyn Future<Output = Answer>>>;
    /// Says that it is being loaded.
    fn begin(&self);
    /// Takes the response.
    fn settle(&self, answer: Answer);
    /// Why the newest load failed.
    fn error(&self) -> Option<Error>;
}

struct Typed<T: 'static, A> {
    fetch: A,
    snapshot: RwSignal<Snapshot<T>>,
}

impl<T, F, A> Load for Typed<T, A>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
    A: Fn() -> F,
{
    fn ask(&self) -> Pin<Box<dyn Future<Output = Answer>>> {
        // Called now and not when it is waited for: what it reads is watched.
        let answer = (self.fetch)();
        Box::pin(async move { answer.await.map(|value| Box::new(value) as Box<dyn Any>) })
    }

    fn begin(&self) {
        self.snapshot.update(|snapshot| snapshot.is_loading = true);
    }

    fn settle(&self, answer: Answer) {
        let answer = answer.map(|value| *value.downcast().expect("`ask` has this type"));
        self.snapshot.try_update(|snapshot| snapshot.settle(answer));
    }

    fn error(&self) -> Option<Error> {
        self.snapshot.with_untracked(|it| it.error.clone())
    }
}

/// Loads, and loads again; compiled once for all types.
fn load(thing: Rc<dyn Load>, again: RwSignal<u32>, mut is_there: bool) {
    let monitor = use_context::<AnswerMonitor>();
    effect(move || {
        again.track();
        // Called also when nothing is asked, so that what it reads is watched. Nothing is sent
        // before it is waited for.
        let answer = thing.ask();
        if std::mem::take(&mut is_there) {
            AnswerMonitor::report(monitor, thing.error().as_ref());
            return;
        }
        thing.begin();
        let thing = Rc::clone(&thing);
        in_place(async move {
            let answer = answered(answer).await;
            AnswerMonitor::report(monitor, answer.as_ref().err());
            if !AnswerMonitor::repeats(monitor, answer.as_ref().err()) {
                thing.settle(answer);
            }
        });
    });
}

impl<T> Snapshot<T> {
    /// Whether it was requested in vain: there is nothing to show, and no load has ever succeeded.
    pub fn is_missing(&self) -> bool {
        self.value.is_none() && self.error.is_some()
    }

    fn settle(&mut self, answer: Result<T, Error>) {
        self.is_loading = false;
        match answer {
            Ok(value) => {
                self.value = Some(value);
                self.error = None;
                self.loaded_at = Some(now());
            }
            Err(error) => self.error = Some(error),
        }
    }
}

impl<T: Send + Sync + 'static> Query<T> {
    /// Loads again.
    pub fn reload(self) {
        self.again.update(|again| *again += 1);
    }

    /// Reads what is known; watched.
    pub fn with<O>(self, read: impl FnOnce(&Snapshot<T>) -> O) -> O {
        self.snapshot.with(read)
    }

    /// Why the newest load failed; watched.
    pub fn error(self) -> Option<Error> {
        self.with(|snapshot| snapshot.error.clone())
    }

    /// Whether a load is running; watched.
    pub fn is_loading(self) -> bool {
        self.with(|snapshot| snapshot.is_loading)
    }
}

impl<T: Clone + Send + Sync + 'static> Query<T> {
    /// The newest value that arrived; watched.
    pub fn value(self) -> Option<T> {
        self.with(|snapshot| snapshot.value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_stage::{Service, TestOwner, refused, settle, signed_out};
    use super::*;

    fn stage() -> (
        TestOwner,
        RwSignal<u32>,
        Service<u32, &'static str>,
        Query<&'static str>,
    ) {
        let (owner, service) = (TestOwner::new(), Service::new());
        let called = service.clone();
        let (input, loaded) = owner.with(move || {
            let input = RwSignal::new(1);
            (input, query(move || called.call(input.get())))
        });
        (owner, input, service, loaded)
    }

    fn shown(query: Query<&'static str>) -> (Option<&'static str>, Option<Error>, bool) {
        let snapshot = query.snapshot.get_untracked();
        (snapshot.value, snapshot.error, snapshot.is_loading)
    }

    #[test]
    fn a_superseded_answer_is_dropped_however_late_it_comes() {
        let (_owner, input, service, query) = stage();
        input.set(2);
        settle();
        assert_eq!(service.calls(), [1, 2]);
        assert!(service.is_given_up(0));
        assert!(!service.is_given_up(1));
        service.answer(1, Ok("new"));
        service.answer(0, Ok("old"));
        assert_eq!(shown(query), (Some("new"), None, false));
    }

    #[test]
    fn leaving_the_place_gives_the_call_up() {
        let (owner, _, service, _) = stage();
        assert!(!service.is_given_up(0));
        owner.leave();
        assert!(service.is_given_up(0));
    }

    #[test]
    fn an_error_keeps_the_last_value_and_the_next_value_ends_the_error() {
        let (_owner, _, service, query) = stage();
        service.answer(0, Ok("first"));
        let loaded_at = query.snapshot.get_untracked().loaded_at;
        query.reload();
        settle();
        assert_eq!(shown(query), (Some("first"), None, true));
        service.answer(1, Err(refused()));
        assert_eq!(shown(query), (Some("first"), Some(refused()), false));
        assert_eq!(query.snapshot.get_untracked().loaded_at, loaded_at);
        query.reload();
        settle();
        service.answer(2, Ok("second"));
        assert_eq!(shown(query), (Some("second"), None, false));
    }

    #[test]
    fn a_thing_is_missing_from_its_first_failure_until_it_comes_and_never_again() {
        let (_owner, _, service, query) = stage();
        let is_missing = || query.snapshot.with_untracked(Snapshot::is_missing);
        assert!(!is_missing());
        service.answer(0, Err(refused()));
        query.reload();
        settle();
        assert!(is_missing(), "also while it is asked for again");
        service.answer(1, Ok("first"));
        assert!(!is_missing());
        query.reload();
        settle();
        service.answer(2, Err(refused()));
        assert!(!is_missing());
    }

    #[test]
    fn a_sign_in_that_is_renewed_is_no_error_and_the_load_goes_on() {
        let (owner, service) = (TestOwner::new(), Service::new());
        let called = service.clone();
        let (sign_in, query, monitor) = owner.with(move || {
            let (sign_in, monitor) = (RwSignal::new(1), AnswerMonitor::provide());
            monitor.renew_itself();
            (sign_in, query(move || called.call(sign_in.get())), monitor)
        });
        service.answer(0, Err(signed_out()));
        assert_eq!(shown(query), (None, None, true));
        assert_eq!(
            monitor.count.get_untracked(),
            1,
            "whoever renews it hears of it"
        );
        sign_in.set(2);
        settle();
        service.answer(1, Ok("first"));
        assert_eq!(shown(query), (Some("first"), None, false));
    }

    #[test]
    fn nothing_is_asked_twice_by_itself() {
        let (_owner, _, service, query) = stage();
        service.answer(0, Ok("first"));
        query.snapshot.track();
        settle();
        assert_eq!(service.calls(), [1]);
    }
}
