//! Effects, signals and memos through one door.
//!
//! The framework compiles its machinery anew for every closure it is given and every type of value, a
//! kilobyte or more each. Here what is kept is a value of any type, and only whoever reads it knows which:
//! all effects share one copy of the machinery, and so do all signals and all memos
//! (`docs/decisions/0021`). A call through a pointer is nothing beside the work that either does.

mod cell;
mod memo;
mod signal;

use leptos::prelude::Effect;

pub use cell::RwSignal;
pub use memo::{Memo, memo};
pub use signal::Signal;

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

#[inline(never)]
fn start(mut run: Box<dyn Run>) {
    Effect::new(move |_| run.run());
}
