//! A value that is read, wherever it comes from.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::oco::Oco;
use leptos::prelude::{IsDisposed, ReadValue, StoredValue, untrack};
use leptos::text_prop::TextProp;

use super::cell::{self, Cell, Stored, seen};
use super::memo::{self, AnyMemo};
use super::{Memo, RwSignal};

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// It stays as it is.
    Constant(StoredValue<Stored>),
    Cell(Cell),
    Memo(AnyMemo),
    /// Made each time it is read; an `Arc<dyn Derive<T>>` is stored.
    Derived(StoredValue<Stored>),
}

/// A value while it is read.
enum Guard {
    Constant(<StoredValue<Stored> as ReadValue>::Value),
    Cell(cell::Guard),
    Memo(memo::Guard),
}

/// How a derived value is made; a trait of its own for the reason that `Run` is one.
trait Derive<T>: Send + Sync {
    fn derive(&self) -> T;
}

impl<T, F: Fn() -> T + Send + Sync> Derive<T> for F {
    fn derive(&self) -> T {
        self()
    }
}

/// A value that is read, wherever it comes from.
pub struct Signal<T> {
    source: Source,
    value: PhantomData<fn() -> T>,
}

impl<T> Copy for Signal<T> {}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> PartialEq for Signal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl<T> Eq for Signal<T> {}

impl<T> fmt::Debug for Signal<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Signal")
    }
}

impl<T> Signal<T> {
    fn of(source: Source) -> Self {
        Self {
            source,
            value: PhantomData,
        }
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// A value that stays as it is.
    pub fn stored(value: T) -> Self {
        Self::of(Source::Constant(store(Box::new(value))))
    }

    /// A value that is made each time it is read.
    pub fn derive(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let derive: Arc<dyn Derive<T>> = Arc::new(derive);
        Self::of(Source::Derived(store(Box::new(derive))))
    }

    /// Reads the value; watched.
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        match read(self.source) {
            Some(guard) => look(seen(guard.stored())),
            None => look(&self.derived()),
        }
    }

    /// Reads the value without watching it.
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        match read_untracked(self.source) {
            Some(guard) => look(seen(guard.stored())),
            None => look(&untrack(|| self.derived())),
        }
    }

    /// Watches the value.
    pub fn track(self) {
        self.with(|_| ());
    }

    fn derived(self) -> T {
        let Source::Derived(derive) = self.source else {
            unreachable!("what is not derived is read");
        };
        let derive = Arc::clone(seen::<Arc<dyn Derive<T>>>(&read_stored(derive)));
        derive.derive()
    }
}

impl<T: Clone + Send + Sync + 'static> Signal<T> {
    /// The value; watched.
    #[inline(never)]
    pub fn get(self) -> T {
        match read(self.source) {
            Some(guard) => seen::<T>(guard.stored()).clone(),
            None => self.derived(),
        }
    }

    /// The value, not watched.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        match read_untracked(self.source) {
            Some(guard) => seen::<T>(guard.stored()).clone(),
            None => untrack(|| self.derived()),
        }
    }

    /// The value, not watched, if what it comes from is still there.
    pub fn try_get_untracked(self) -> Option<T> {
        is_there(self.source).then(|| self.get_untracked())
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::of(Source::Cell(signal.cell))
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::of(Source::Memo(memo.memo))
    }
}

impl From<&str> for Signal<String> {
    fn from(words: &str) -> Self {
        Self::stored(words.to_owned())
    }
}

macro_rules! words {
    ($($source:ident)*) => {
        $(impl<T> From<$source<T>> for TextProp
        where
            T: Into<Oco<'static, str>> + Clone + Send + Sync + 'static,
        {
            fn from(words: $source<T>) -> Self {
                Self::from(move || words.get())
            }
        })*
    };
}

words!(Memo RwSignal Signal);

impl Guard {
    fn stored(&self) -> &Stored {
        match self {
            Self::Constant(guard) => guard,
            Self::Cell(guard) => guard,
            Self::Memo(guard) => &guard.value,
        }
    }
}

#[inline(never)]
fn is_there(source: Source) -> bool {
    match source {
        Source::Constant(stored) | Source::Derived(stored) => !stored.is_disposed(),
        Source::Cell(cell) => !cell.is_disposed(),
        Source::Memo(memo) => memo::is_there(memo),
    }
}

#[inline(never)]
fn store(value: Stored) -> StoredValue<Stored> {
    StoredValue::new(value)
}

#[inline(never)]
fn read_stored(stored: StoredValue<Stored>) -> <StoredValue<Stored> as ReadValue>::Value {
    stored.read_value()
}

/// What is kept; nothing where the value is derived.
#[inline(never)]
fn read(source: Source) -> Option<Guard> {
    match source {
        Source::Constant(stored) => Some(Guard::Constant(read_stored(stored))),
        Source::Cell(cell) => Some(Guard::Cell(cell::read(cell))),
        Source::Memo(memo) => Some(Guard::Memo(memo::read(memo))),
        Source::Derived(_) => None,
    }
}

#[inline(never)]
fn read_untracked(source: Source) -> Option<Guard> {
    match source {
        Source::Constant(stored) => Some(Guard::Constant(read_stored(stored))),
        Source::Cell(cell) => Some(Guard::Cell(cell::read_untracked(cell))),
        Source::Memo(memo) => Some(Guard::Memo(memo::read_untracked(memo))),
        Source::Derived(_) => None,
    }
}
