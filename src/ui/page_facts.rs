//! The line of facts of a page whose heading stands above several lists: whichever is shown knows
//! them, and the heading stays where it is.

use crate::reactive::RwSignal;
use leptos::prelude::*;

/// What the shown list says below the heading.
#[derive(Clone, Copy)]
pub struct PageFacts(RwSignal<Option<ViewFn>>);

impl PageFacts {
    /// Provides a place for the lists below.
    pub fn provide() -> Self {
        let facts = Self(RwSignal::new(None));
        provide_context(facts);
        facts
    }

    /// The facts that are said now; watched.
    pub fn view(self) -> AnyView {
        self.0.get().map(|facts| facts.run()).into_any()
    }

    /// Says this as long as the surrounding view lives.
    pub fn say(self, facts: impl Into<ViewFn>) {
        self.0.set(Some(facts.into()));
        on_cleanup(move || {
            self.0.try_set(None);
        });
    }
}
