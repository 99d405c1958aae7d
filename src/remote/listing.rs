//! Rows that are being loaded, as a table asks about them: how far they are, what can be done about
//! it, and what stands there when they did not come.
//!
//! A table without rows shows its empty state, whatever the reason; [`Listing::instead`] is what
//! keeps a list that failed from looking like a list of nothing.

use crate::derive::memo;
use leptos::prelude::*;
use swr_api::{Error, Timestamp};

use super::{Collection, Progress, Query, problem, texts};
use crate::i18n::{format, use_texts};
use crate::storage::preferences::use_preferences;
use crate::ui::{ErrorBanner, ErrorPanel, LoadState, Notice, TableControls, TableProgress, Tone};

/// The loading of some rows, without the rows.
#[derive(Clone, Copy)]
pub struct Listing {
    progress: Signal<Progress>,
    reload: UnsyncCallback<()>,
    // Stop and resume; what comes in one answer has neither.
    paging: Option<(UnsyncCallback<()>, UnsyncCallback<()>)>,
}

/// What has to be said about a load that failed.
#[derive(Clone, PartialEq)]
enum Failure {
    /// Nothing is there.
    Nothing(Error),
    /// Some rows are there, the rest is missing.
    Rest(Error),
    /// What is there is whole, but old.
    Old(Option<Timestamp>),
}

impl<T: Clone + Send + Sync + 'static> Collection<T> {
    /// The loading, for a table.
    pub fn listing(self) -> Listing {
        Listing {
            progress: Signal::derive(move || self.progress()),
            reload: UnsyncCallback::new(move |()| self.reload()),
            paging: Some((
                UnsyncCallback::new(move |()| self.stop()),
                UnsyncCallback::new(move |()| self.resume()),
            )),
        }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Query<Vec<T>> {
    /// The rows of a list that comes in one answer.
    pub fn rows(self) -> Signal<Vec<T>> {
        memo(move || self.value().unwrap_or_default()).into()
    }

    /// The loading, for a table.
    pub fn listing(self) -> Listing {
        let progress = move || {
            self.with(|snapshot| {
                let loaded = snapshot.value.as_ref().map(|rows| rows.len() as u64);
                Progress {
                    loaded: loaded.unwrap_or_default(),
                    total: loaded,
                    is_loading: snapshot.is_loading,
                    is_stopped: false,
                    error: snapshot.error.clone(),
                    loaded_at: snapshot.loaded_at,
                }
            })
        };
        Listing {
            progress: Signal::derive(progress),
            reload: UnsyncCallback::new(move |()| self.reload()),
            paging: None,
        }
    }
}

impl Listing {
    /// How far the rows are.
    pub fn progress(self) -> Signal<TableProgress> {
        memo(move || self.progress.with(table_progress)).into()
    }

    /// Whether every row is there; watched.
    pub fn is_whole(self) -> bool {
        self.progress.with(is_whole)
    }

    /// Stop, continue, refresh, and a word above rows that are old or not all.
    pub fn controls(self) -> TableControls {
        let controls = TableControls::default()
            .on_refresh(move || self.reload.run(()))
            .notice(move || view! { <FailureNotice listing=self/> });
        match self.paging {
            Some((stop, resume)) => controls
                .on_stop(move || stop.run(()))
                .on_resume(move || resume.run(())),
            None => controls,
        }
    }

    /// What stands in place of the rows when there are none: `nothing`, or why they did not come,
    /// under a title such as `Repositories could not be loaded`.
    pub fn instead(
        self,
        title: &'static str,
        nothing: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> ViewFn {
        let failure = self.failure();
        let texts = use_texts();
        ViewFn::from(move || match failure.get() {
            Some(Failure::Nothing(error)) => view! {
                <ErrorPanel title problem=problem(texts, &error) on_retry=self.reload/>
            }
            .into_any(),
            _ => nothing(),
        })
    }

    fn failure(self) -> Memo<Option<Failure>> {
        memo(move || self.progress.with(failure))
    }
}

#[component]
fn FailureNotice(listing: Listing) -> impl IntoView {
    let texts = use_texts();
    let zone = use_preferences().zone;
    let failure = listing.failure();
    move || match failure.get()? {
        Failure::Nothing(_) => None,
        Failure::Rest(error) => {
            Some(view! { <ErrorBanner problem=problem(texts, &error)/> }.into_any())
        }
        Failure::Old(loaded_at) => {
            let time = loaded_at.map(|time| format::clock_time(texts, time, zone.get()));
            let time = time.unwrap_or_default();
            let sentence = texts.fill(texts::RELOAD_FAILED, &[("time", &time)]);
            Some(view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any())
        }
    }
}

fn is_whole(progress: &Progress) -> bool {
    progress.loaded_at.is_some() && progress.total == Some(progress.loaded)
}

fn table_progress(progress: &Progress) -> TableProgress {
    let state = if progress.is_loading {
        LoadState::Loading
    } else if is_whole(progress) {
        LoadState::Complete
    } else if progress.is_stopped {
        LoadState::Stopped
    } else if progress.error.is_some() {
        LoadState::Failed
    } else {
        LoadState::Complete
    };
    TableProgress {
        loaded: progress.loaded,
        total: progress.total,
        state,
    }
}

fn failure(progress: &Progress) -> Option<Failure> {
    let error = progress.error.clone()?;
    Some(if is_whole(progress) {
        Failure::Old(progress.loaded_at)
    } else if progress.loaded > 0 {
        Failure::Rest(error)
    } else {
        Failure::Nothing(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::TransportError;

    fn failed(loaded: u64, total: Option<u64>) -> Progress {
        Progress {
            loaded,
            total,
            error: Some(Error::Transport(TransportError::Aborted)),
            loaded_at: total.map(|_| Timestamp::from_unix_millis(0)),
            ..Progress::default()
        }
    }

    #[test]
    fn a_list_that_failed_is_not_a_list_of_nothing() {
        let never = failed(0, None);
        assert!(matches!(failure(&never), Some(Failure::Nothing(_))));
        assert_eq!(table_progress(&never).state, LoadState::Failed);
    }

    #[test]
    fn a_reload_that_failed_leaves_whole_rows_whole() {
        for loaded in [0, 12] {
            let old = failed(loaded, Some(loaded));
            assert!(matches!(failure(&old), Some(Failure::Old(Some(_)))));
            assert_eq!(table_progress(&old).state, LoadState::Complete);
        }
    }

    #[test]
    fn rows_without_the_rest_say_so() {
        let partly = failed(100, Some(2000));
        assert!(matches!(failure(&partly), Some(Failure::Rest(_))));
        assert_eq!(table_progress(&partly).state, LoadState::Failed);
        let stopped = Progress {
            is_stopped: true,
            error: None,
            ..partly
        };
        assert_eq!(table_progress(&stopped).state, LoadState::Stopped);
    }
}
