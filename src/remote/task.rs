//! A running task, behind one pointer: canceling and polling it is compiled once instead of for each type
//! of result.

use std::pin::Pin;

use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};

/// Some work.
type Work = Pin<Box<dyn Future<Output = ()>>>;

/// Does work that is given up with the place that began it, or when that place is read again.
pub(super) fn in_place(work: impl Future<Output = ()> + 'static) {
    begin_in_place(Box::pin(work));
}

/// Does work that no one gives up.
pub(super) fn to_the_end(work: impl Future<Output = ()> + 'static) {
    begin(Box::pin(work));
}

#[inline(never)]
fn begin_in_place(work: Work) {
    spawn_local_scoped_with_cancellation(work);
}

#[inline(never)]
fn begin(work: Work) {
    spawn_local(work);
}
