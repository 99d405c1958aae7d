//! A value that is set, and whose readers are told.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use leptos::prelude::{
    Read, ReadUntracked, RwSignal as Framework, Set, Track, Update, UpdateUntracked,
};

/// A value of any type.
pub(super) type Stored = Box<dyn Any + Send + Sync>;
/// Where such a value is kept.
pub(super) type Cell = Framework<Stored>;
/// What is done to it.
type Change<'a> = &'a mut dyn FnMut(&mut Stored);
/// A value while it is read.
pub(super) type Guard = <Cell as ReadUntracked>::Value;

/// What is stored, as what it is.
pub(super) fn seen<T: 'static>(stored: &Stored) -> &T {
    let seen = (**stored).downcast_ref();
    seen.expect("a value is read as what it was stored as")
}

#[inline(never)]
pub(super) fn read(cell: Cell) -> Guard {
    Read::read(&cell)
}

#[inline(never)]
pub(super) fn read_untracked(cell: Cell) -> Guard {
    ReadUntracked::read_untracked(&cell)
}

/// A signal: a value that is set, and whose readers are told. It lives as long as the view that made it.
pub struct RwSignal<T> {
    pub(super) cell: Cell,
    value: PhantomData<fn() -> T>,
}

impl<T> Copy for RwSignal<T> {}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> PartialEq for RwSignal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cell == other.cell
    }
}

impl<T> Eq for RwSignal<T> {}

impl<T> fmt::Debug for RwSignal<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RwSignal")
    }
}

impl<T: Default + Send + Sync + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with this value.
    pub fn new(value: T) -> Self {
        Self {
            cell: new_cell(Box::new(value)),
            value: PhantomData,
        }
    }

    /// Reads the value; watched.
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(seen(&read(self.cell)))
    }

    /// Reads the value without watching it.
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(seen(&read_untracked(self.cell)))
    }

    /// The same, if the signal is still there.
    pub fn try_with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> Option<O> {
        try_read_untracked(self.cell).map(|guard| look(seen(&guard)))
    }

    /// Watches the value without reading it.
    pub fn track(self) {
        track(self.cell);
    }

    /// Sets the value and tells whoever reads it.
    pub fn set(self, value: T) {
        set(self.cell, Box::new(value));
    }

    /// The same, if the signal is still there; else the value comes back.
    pub fn try_set(self, value: T) -> Option<T> {
        let refused = try_set(self.cell, Box::new(value))?;
        refused.downcast().ok().map(|value| *value)
    }

    /// Changes the value and tells whoever reads it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// The same, if the signal is still there.
    pub fn try_update<O>(self, change: impl FnOnce(&mut T) -> O) -> Option<O> {
        self.changed(try_update, change)
    }

    /// The same, telling nobody.
    pub fn try_update_untracked<O>(self, change: impl FnOnce(&mut T) -> O) -> Option<O> {
        self.changed(try_update_untracked, change)
    }

    fn changed<O>(self, by: fn(Cell, Change<'_>), change: impl FnOnce(&mut T) -> O) -> Option<O> {
        let (mut change, mut found) = (Some(change), None);
        by(self.cell, &mut |stored| {
            let value = (**stored).downcast_mut();
            if let (Some(change), Some(value)) = (change.take(), value) {
                found = Some(change(value));
            }
        });
        found
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
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

    /// The value, not watched, if the signal is still there.
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

#[inline(never)]
fn new_cell(value: Stored) -> Cell {
    Cell::new(value)
}

#[inline(never)]
fn try_read_untracked(cell: Cell) -> Option<Guard> {
    ReadUntracked::try_read_untracked(&cell)
}

#[inline(never)]
fn track(cell: Cell) {
    Track::track(&cell);
}

#[inline(never)]
fn set(cell: Cell, value: Stored) {
    Set::set(&cell, value);
}

#[inline(never)]
fn try_set(cell: Cell, value: Stored) -> Option<Stored> {
    Set::try_set(&cell, value)
}

#[inline(never)]
fn try_update(cell: Cell, change: Change<'_>) {
    let _ = Update::try_update(&cell, change);
}

#[inline(never)]
fn try_update_untracked(cell: Cell, change: Change<'_>) {
    let _ = UpdateUntracked::try_update_untracked(&cell, change);
}
