//! The facts below the heading of a page with several lists: the shown list provides them, and the heading
//! does not move.

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
