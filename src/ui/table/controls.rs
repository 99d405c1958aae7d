//! Inputs of a table besides its rows: loading progress and actions.

use leptos::prelude::*;

/// How far the rows have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableProgress {
    /// The number of rows that have arrived.
    pub loaded: u64,
    /// How many there are, where the service says.
    pub total: Option<u64>,
    /// Whether more will come.
    pub state: LoadState,
}

/// Whether more rows will come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadState {
    /// Pages are arriving.
    #[default]
    Loading,
    /// Everything is there.
    Complete,
    /// The person stopped it.
    Stopped,
    /// A page could not be loaded.
    Failed,
}

/// What a table may be given besides its rows.
#[derive(Clone, Default)]
pub struct TableControls {
    pub(super) on_stop: Option<UnsyncCallback<()>>,
    pub(super) on_resume: Option<UnsyncCallback<()>>,
    pub(super) on_refresh: Option<UnsyncCallback<()>>,
    pub(super) refused: Signal<Option<String>>,
    pub(super) tools: Option<ViewFn>,
    pub(super) notice: Option<ViewFn>,
    pub(super) freshness: Option<ViewFn>,
}

impl TableControls {
    /// Stops loading pages.
    pub fn on_stop(self, on_stop: impl Fn() + 'static) -> Self {
        Self {
            on_stop: Some(UnsyncCallback::from(on_stop)),
            ..self
        }
    }

    /// Goes on after a stop or a failure.
    pub fn on_resume(self, on_resume: impl Fn() + 'static) -> Self {
        Self {
            on_resume: Some(UnsyncCallback::from(on_resume)),
            ..self
        }
    }

    /// Loads everything again.
    pub fn on_refresh(self, on_refresh: impl Fn() + 'static) -> Self {
        Self {
            on_refresh: Some(UnsyncCallback::from(on_refresh)),
            ..self
        }
    }

    /// Why the rows may not be seen; is in place of the table.
    pub fn refused(self, sentence: impl Into<Signal<Option<String>>>) -> Self {
        Self {
            refused: sentence.into(),
            ..self
        }
    }

    /// Facets and the like, beside the filter.
    pub fn tools(self, tools: impl Into<ViewFn>) -> Self {
        Self {
            tools: Some(tools.into()),
            ..self
        }
    }

    /// Beside the button that loads everything again: how old the rows are.
    pub fn freshness(self, freshness: impl Into<ViewFn>) -> Self {
        Self {
            freshness: Some(freshness.into()),
            ..self
        }
    }

    /// Above the table: a reload that failed while old rows stay.
    pub fn notice(self, notice: impl Into<ViewFn>) -> Self {
        Self {
            notice: Some(notice.into()),
            ..self
        }
    }
}
