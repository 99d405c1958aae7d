//! Effects and memos, compiled once.
//!
//! The framework compiles its machinery for every closure it receives, a kilobyte or more each. With the
//! boxes here, all effects share one copy, and so do all memos of a type; the call through a pointer is
//! negligible.

use leptos::prelude::*;

/// Runs now, and again whenever something it reads changes, as long as the surrounding view lives.
pub fn effect(run: impl FnMut() + 'static) {
    start(Box::new(run));
}

/// Runs when the value changes; not for the first one.
pub fn on_change<T: PartialEq + 'static>(
    read: impl Fn() -> T + 'static,
    act: impl Fn(&T) + 'static,
) {
    let mut before = None;
    effect(move || {
        let value = read();
        if before.as_ref().is_some_and(|before| *before != value) {
            act(&value);
        }
        before = Some(value);
    });
}

/// A value derived from others; anyone who reads it is told only when it changes. `track` does not read:
/// it hears of nothing as long as no one else has read the memo. Follow one by `with(|_| ())`.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    derive(Box::new(read))
}

/// What an effect does. A box of a closure would bring along a way to call it by value, which is compiled
/// for each closure and never used.
trait Run {
    fn run(&mut self);
}

impl<F: FnMut()> Run for F {
    fn run(&mut self) {
        self();
    }
}

/// What a memo reads; see [`Run`].
trait Derive<T>: Send + Sync {
    fn derive(&self) -> T;
}

impl<T, F: Fn() -> T + Send + Sync> Derive<T> for F {
    fn derive(&self) -> T {
        self()
    }
}

#[inline(never)]
fn start(mut run: Box<dyn Run>) {
    Effect::new(move |_| run.run());
}

#[inline(never)]
fn derive<T: PartialEq + Send + Sync + 'static>(read: Box<dyn Derive<T>>) -> Memo<T> {
    Memo::new(move |_| read.derive())
}
