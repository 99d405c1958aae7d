//! The limit of open connections: at the limit, the connection that was idle longest is closed.
//!
//! A connection with a request in progress is never closed for another one.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::Notify;

/// The connections of all listeners; the clones share them.
#[derive(Clone)]
pub struct Connections {
    open: Arc<Mutex<Open>>,
    /// Tells who waits that a connection was closed or has no call under way any longer.
    changed: Arc<Notify>,
    bound: usize,
}

#[derive(Default)]
struct Open {
    of_number: HashMap<u64, State>,
    /// Counts connections and ends of calls: a smaller number is longer ago.
    moment: u64,
}

struct State {
    calls: usize,
    /// When its last call ended, or it was opened.
    idle_since: u64,
    close: Arc<Notify>,
    is_closing: bool,
}

/// One connection, open until this is dropped.
pub struct Opened {
    connections: Connections,
    number: u64,
    close: Arc<Notify>,
}

impl Connections {
    pub fn up_to(bound: usize) -> Self {
        Self {
            open: Arc::default(),
            changed: Arc::default(),
            bound: bound.max(1),
        }
    }

    /// A place for one more; waits while all have a call under way.
    pub async fn enter(&self) -> Opened {
        loop {
            let changed = self.changed.notified();
            if let Some(opened) = self.try_enter() {
                return opened;
            }
            changed.await;
        }
    }

    fn try_enter(&self) -> Option<Opened> {
        let mut open = self.open();
        let staying = open.of_number.values().filter(|it| !it.is_closing);
        if staying.count() >= self.bound {
            let idle = open.of_number.values_mut();
            let idle = idle.filter(|it| it.calls == 0 && !it.is_closing);
            let idlest = idle.min_by_key(|it| it.idle_since)?;
            idlest.is_closing = true;
            idlest.close.notify_one();
        }
        open.moment += 1;
        let number = open.moment;
        let close = Arc::new(Notify::new());
        let state = State {
            calls: 0,
            idle_since: number,
            close: close.clone(),
            is_closing: false,
        };
        open.of_number.insert(number, state);
        Some(Opened {
            connections: self.clone(),
            number,
            close,
        })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Opened {
    /// Waits until the connection must make room.
    pub async fn has_to_close(&self) {
        self.close.notified().await;
    }

    /// A handle that notes its calls.
    pub fn calls(&self) -> Calls {
        Calls {
            connections: self.connections.clone(),
            number: self.number,
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.connections.open().of_number.remove(&self.number);
        self.connections.changed.notify_waiters();
    }
}

/// Notes the calls of one connection.
#[derive(Clone)]
pub struct Calls {
    connections: Connections,
    number: u64,
}

impl Calls {
    /// A call that is under way until this is dropped.
    pub fn begin(&self) -> UnderWay {
        if let Some(state) = self.connections.open().of_number.get_mut(&self.number) {
            state.calls += 1;
        }
        UnderWay(self.clone())
    }
}

/// A call that is under way.
pub struct UnderWay(Calls);

impl UnderWay {
    /// The body of the response: the call ends with it.
    pub fn until_sent(self, body: Body) -> Body {
        Body::new(Sending {
            body,
            _under_way: self,
        })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let Calls {
            connections,
            number,
        } = &self.0;
        let mut open = connections.open();
        open.moment += 1;
        let moment = open.moment;
        if let Some(state) = open.of_number.get_mut(number) {
            state.calls -= 1;
            state.idle_since = moment;
        }
        drop(open);
        connections.changed.notify_waiters();
    }
}

/// A body that ends a call when it is dropped.
struct Sending {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for Sending {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn closes(opened: &Opened) -> bool {
        opened.has_to_close().now_or_never().is_some()
    }

    #[test]
    fn the_idlest_connection_makes_room_at_the_bound() {
        let connections = Connections::up_to(2);
        let enter = || connections.enter().now_or_never();
        let (first, second) = (enter().unwrap(), enter().unwrap());
        drop(first.calls().begin());
        let third = enter().unwrap();
        assert_eq!(
            [&first, &second, &third].map(closes),
            [false, true, false],
            "the first one was asked for something since"
        );
        let fourth = enter().unwrap();
        assert_eq!([&first, &third, &fourth].map(closes), [true, false, false]);
    }

    #[test]
    fn a_call_under_way_makes_no_room_and_who_comes_waits_for_it() {
        let connections = Connections::up_to(1);
        let first = connections.enter().now_or_never().unwrap();
        let body = first.calls().begin().until_sent(Body::from("answer"));
        let mut entering = Box::pin(connections.enter());
        assert!(entering.as_mut().now_or_never().is_none());
        assert!(!closes(&first));
        drop(body);
        assert!(entering.now_or_never().is_some());
        assert!(closes(&first));
    }

    #[test]
    fn a_connection_that_ends_by_itself_makes_room() {
        let connections = Connections::up_to(1);
        let first = connections.enter().now_or_never().unwrap();
        let _call = first.calls().begin();
        let mut entering = Box::pin(connections.enter());
        assert!(entering.as_mut().now_or_never().is_none());
        drop(first);
        assert!(entering.now_or_never().is_some());
    }
}
