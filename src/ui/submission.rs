//! The state of a submission in a dialog: whether it is pending, and why it failed.

use leptos::prelude::*;

use super::error_panel::Problem;

/// What became of what a dialog submits. Both halves are always given: a dialog that forgot why it was
/// refused would leave a button that seems to do nothing.
#[derive(Clone, Copy)]
pub struct Submission {
    pending: Signal<bool>,
    error: Signal<Option<Problem>>,
}

impl Submission {
    /// Whether it is being sent, in which a second submit is ignored, and why it was refused, if the
    /// reason belongs to no field.
    pub fn new(
        pending: impl Into<Signal<bool>>,
        error: impl Into<Signal<Option<Problem>>>,
    ) -> Self {
        Self {
            pending: pending.into(),
            error: error.into(),
        }
    }

    /// A submission that is over at once, because another dialog takes the place of this one and shows
    /// the rest.
    pub fn immediate() -> Self {
        Self::new(Signal::stored(false), Signal::stored(None))
    }

    /// Whether it is being sent; watched.
    pub fn pending(self) -> Signal<bool> {
        self.pending
    }

    /// The reason why it was refused; watched.
    pub fn error(self) -> Signal<Option<Problem>> {
        self.error
    }
}
