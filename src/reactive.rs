//! Effects and memos through one door.
//!
//! The framework compiles its machinery anew for every closure it is given, a kilobyte or more each.
//! Boxed here, all effects share one copy, and all memos of a type; a call through a pointer is
//! nothing beside the work that either does.

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

/// A value derived from others; whoever reads it is told only when it changes. `track` does not read:
/// it hears of nothing as long as nobody else has read the memo. Follow one by `with(|_| ())`.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    derive(Box::new(read))
}

#[inline(never)]
fn start(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}

#[inline(never)]
fn derive<T: PartialEq + Send + Sync + 'static>(read: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| read())
}
