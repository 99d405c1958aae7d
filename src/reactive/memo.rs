//! A value that is derived from others, and kept.

use std::fmt;
use std::marker::PhantomData;

use leptos::prelude::{Memo as Framework, Read, ReadUntracked, Track};

use super::cell::{Stored, seen};

/// What a memo found, and how it is compared with what it finds next.
pub(super) struct Found {
    pub(super) value: Stored,
    is_same: fn(&Stored, &Stored) -> bool,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&self.value, &other.value)
    }
}

/// A memo of any type.
pub(super) type AnyMemo = Framework<Found>;
/// What it found, while it is read.
pub(super) type Guard = <AnyMemo as ReadUntracked>::Value;

#[inline(never)]
pub(super) fn read(memo: AnyMemo) -> Guard {
    Read::read(&memo)
}

#[inline(never)]
pub(super) fn read_untracked(memo: AnyMemo) -> Guard {
    ReadUntracked::read_untracked(&memo)
}

#[inline(never)]
pub(super) fn is_there(memo: AnyMemo) -> bool {
    ReadUntracked::try_read_untracked(&memo).is_some()
}

/// How a memo finds its value.
trait Find: Send + Sync {
    fn find(&self, previous: Option<&Stored>) -> Stored;
}

struct Finding<F, T>(F, PhantomData<fn() -> T>);

impl<T: Send + Sync + 'static, F: Fn(Option<&T>) -> T + Send + Sync> Find for Finding<F, T> {
    fn find(&self, previous: Option<&Stored>) -> Stored {
        Box::new((self.0)(previous.map(seen)))
    }
}

/// A value derived from others; whoever reads it is told only when it changes.
pub struct Memo<T> {
    pub(super) memo: AnyMemo,
    value: PhantomData<fn() -> T>,
}

/// A value derived from others; whoever reads it is told only when it changes. `track` does not read:
/// it hears of nothing as long as nobody else has read the memo. Follow one by `with(|_| ())`.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |_| read())
}

impl<T> Copy for Memo<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> PartialEq for Memo<T> {
    fn eq(&self, other: &Self) -> bool {
        self.memo == other.memo
    }
}

impl<T> Eq for Memo<T> {}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Memo")
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// A memo that is told what it found before.
    pub fn new(find: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self {
            memo: new_memo(Box::new(Finding(find, PhantomData)), is_same::<T>),
            value: PhantomData,
        }
    }

    /// Reads the value; watched.
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(seen(&read(self.memo).value))
    }

    /// Watches the value without reading it.
    pub fn track(self) {
        Track::track(&self.memo);
    }

    /// Reads the value without watching it.
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(seen(&read_untracked(self.memo).value))
    }
}

impl<T: Clone + Send + Sync + 'static> Memo<T> {
    /// The value; watched.
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, not watched.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn is_same<T: PartialEq + 'static>(one: &Stored, other: &Stored) -> bool {
    seen::<T>(one) == seen::<T>(other)
}

#[inline(never)]
fn new_memo(find: Box<dyn Find>, is_same: fn(&Stored, &Stored) -> bool) -> AnyMemo {
    AnyMemo::new(move |previous: Option<&Found>| Found {
        value: find.find(previous.map(|it| &it.value)),
        is_same,
    })
}
