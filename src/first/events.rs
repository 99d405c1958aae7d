//! What happens while the first page stands, one thing after the other.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use swr_api::{Error, List, Organization};

use crate::configuration::SignInWay;
use crate::session::SignedIn;

/// Something that happened.
pub(super) enum Event {
    /// The sign-in form was sent off.
    Submitted,
    /// Another way to sign in was chosen.
    Way(SignInWay),
    /// Somebody is signed in: here, or in another tab.
    SignedIn(Result<SignedIn, Error>),
    /// The organizations came, or did not.
    Listed(Result<List<Organization>, Error>),
    /// The whole program is wanted now: a link was followed or a control was used.
    Wanted,
    /// No pointer is down any more.
    Released,
    /// What did not come is to be asked for again.
    Retried,
}

/// The things that happened and were not looked at yet.
#[derive(Clone, Default)]
pub(super) struct Events(Rc<RefCell<Queue>>);

#[derive(Default)]
struct Queue {
    events: VecDeque<Event>,
    waiting: Option<Waker>,
}

impl Events {
    /// Something happened.
    pub(super) fn tell(&self, event: Event) {
        let waiting = {
            let mut queue = self.0.borrow_mut();
            queue.events.push_back(event);
            queue.waiting.take()
        };
        // Outside the borrow: whoever waits may look at once.
        if let Some(waiting) = waiting {
            waiting.wake();
        }
    }

    /// The next thing that happens.
    pub(super) async fn next(&self) -> Event {
        poll_fn(|context| {
            let mut queue = self.0.borrow_mut();
            match queue.events.pop_front() {
                Some(event) => Poll::Ready(event),
                None => {
                    queue.waiting = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
