//! Rows that are loading, as a table sees them: progress, actions, and what is shown if they did not
//! arrive.
//!
//! A table without rows shows its empty state, whatever the reason; [`Listing::instead`] prevents a failed
//! list from looking empty.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::List;

use super::failed_reload::FailedReload;
use super::freshness::Freshness;
use super::problem::problem_or_none;
use super::{Collection, Progress, Query, texts};
use crate::i18n::use_texts;
use crate::ui::{
    ErrorBanner, ErrorPanel, LoadState, Notice, Problem, TableControls, TableProgress, Tone,
};

/// The loading of some rows, without the rows.
#[derive(Clone, Copy)]
pub struct Listing {
    progress: Signal<Progress>,
    reload: UnsyncCallback<()>,
    // Stop and resume; what comes in one answer has neither.
    paging: Option<(UnsyncCallback<()>, UnsyncCallback<()>)>,
}

/// What must be said about a load that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// Nothing is there.
    Nothing,
    /// Some rows are there, the rest is missing.
    Rest,
    /// What is there is whole, but old.
    Old,
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

impl<T: Clone + PartialEq + Send + Sync + 'static> Query<List<T>> {
    /// The rows of a list that comes in one answer.
    pub fn rows(self) -> Signal<Vec<T>> {
        memo(move || self.value().unwrap_or_default().items).into()
    }

    /// The loading, for a table.
    pub fn listing(self) -> Listing {
        let progress = move || {
            self.with(|snapshot| {
                let list = snapshot.value.as_ref();
                let loaded = list.map(|list| list.items.len() as u64);
                Progress {
                    unreadable: list.map_or(0, |list| list.unreadable),
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
    /// The progress of the rows; watched.
    pub fn progress(self) -> Signal<TableProgress> {
        memo(move || self.progress.with(table_progress)).into()
    }

    /// How far the loading is; watched.
    pub(super) fn loading(self) -> Progress {
        self.progress.get()
    }

    /// Whether every row is there; watched. One that no one can read is not.
    pub fn is_whole(self) -> bool {
        self.progress.with(|it| is_whole(it) && it.unreadable == 0)
    }

    fn unreadable(self) -> Memo<u64> {
        memo(move || self.progress.with(|it| it.unreadable))
    }

    /// Stop, continue, refresh, and a word above rows that are old or not all.
    pub fn controls(self) -> TableControls {
        let controls = TableControls::default()
            .on_refresh(move || self.reload.run(()))
            .freshness(move || view! { <Freshness progress=self.progress/> })
            .notice(move || {
                view! {
                    <FailureNotice listing=self/>
                    <UnreadableNotice count=self.unreadable()/>
                }
            });
        match self.paging {
            Some((stop, resume)) => controls
                .on_stop(move || stop.run(()))
                .on_resume(move || resume.run(())),
            None => controls,
        }
    }

    /// What is in place of the rows when there are none: `nothing`, or why they did not come,
    /// under a title such as `Repositories could not be loaded`.
    pub fn instead(
        self,
        title: &'static str,
        nothing: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> ViewFn {
        let failure = self.failure();
        let (problem, busy) = (self.problem(), self.is_loading());
        let unreadable = self.unreadable();
        ViewFn::from(move || match failure.get() {
            Some(Failure::Nothing) => {
                view! { <ErrorPanel title problem busy on_retry=self.reload/> }.into_any()
            }
            // There is something, and it is not the first step that is missing.
            _ if unreadable.get() > 0 => view! { <UnreadableNotice count=unreadable/> }.into_any(),
            _ => nothing(),
        })
    }

    /// What failed and the way to try it again, where the rows are in no table.
    pub fn failure_banner(self) -> impl IntoView {
        let failure = self.failure();
        let (problem, busy) = (self.problem(), self.is_loading());
        let reload = self.reload;
        let rest = self.paging.map_or(reload, |(_, resume)| resume);
        move || {
            let on_retry = match failure.get()? {
                Failure::Rest => rest,
                Failure::Nothing | Failure::Old => reload,
            };
            Some(view! { <ErrorBanner problem busy on_retry/> })
        }
    }

    fn failure(self) -> Memo<Option<Failure>> {
        memo(move || self.progress.with(failure))
    }

    /// The newest failure in words.
    fn problem(self) -> Signal<Problem> {
        let texts = use_texts();
        let error = memo(move || self.progress.with(|it| it.error.clone()));
        memo(move || error.with(|it| problem_or_none(texts, it.as_ref()))).into()
    }

    fn is_loading(self) -> Signal<bool> {
        Signal::derive(move || self.progress.with(|it| it.is_loading))
    }
}

#[component]
fn FailureNotice(listing: Listing) -> impl IntoView {
    let failure = listing.failure();
    let (problem, busy) = (listing.problem(), listing.is_loading());
    let loaded_at = Signal::derive(move || listing.progress.with(|it| it.loaded_at));
    reactive(move || match failure.get()? {
        Failure::Nothing => None,
        Failure::Rest => Some(view! { <ErrorBanner problem/> }.into_any()),
        Failure::Old => {
            let on_retry = listing.reload;
            Some(view! { <FailedReload loaded_at problem busy on_retry/> }.into_any())
        }
    })
}

/// Says how many rows no one could read.
#[component]
fn UnreadableNotice(count: Memo<u64>) -> impl IntoView {
    let texts = use_texts();
    move || {
        let count = count.get();
        (count > 0).then(|| {
            let sentence = texts.count(texts::UNREADABLE_ROWS, count);
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
        })
    }
}

fn is_whole(progress: &Progress) -> bool {
    progress.loaded_at.is_some() && progress.total == Some(progress.loaded)
}

fn table_progress(progress: &Progress) -> TableProgress {
    // Where nothing came, the failure stands until something does; its button says that it is tried.
    let state = if progress.is_loading && failure(progress) != Some(Failure::Nothing) {
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
    progress.error.as_ref()?;
    Some(if is_whole(progress) {
        Failure::Old
    } else if progress.loaded > 0 {
        Failure::Rest
    } else {
        Failure::Nothing
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::{Error, Timestamp, TransportError};

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
        assert_eq!(failure(&never), Some(Failure::Nothing));
        assert_eq!(table_progress(&never).state, LoadState::Failed);
    }

    #[test]
    fn a_failure_stands_while_it_is_retried_and_nothing_has_come() {
        let again = |progress: Progress| Progress {
            is_loading: true,
            ..progress
        };
        let never = again(failed(0, None));
        assert_eq!(table_progress(&never).state, LoadState::Failed);
        let old = again(failed(12, Some(12)));
        assert_eq!(failure(&old), Some(Failure::Old));
        assert_eq!(table_progress(&old).state, LoadState::Loading);
    }

    #[test]
    fn a_reload_that_failed_leaves_whole_rows_whole() {
        for loaded in [0, 12] {
            let old = failed(loaded, Some(loaded));
            assert_eq!(failure(&old), Some(Failure::Old));
            assert_eq!(table_progress(&old).state, LoadState::Complete);
        }
    }

    #[test]
    fn rows_without_the_rest_say_so() {
        let partly = failed(100, Some(2000));
        assert_eq!(failure(&partly), Some(Failure::Rest));
        assert_eq!(table_progress(&partly).state, LoadState::Failed);
        let stopped = Progress {
            is_stopped: true,
            error: None,
            ..partly
        };
        assert_eq!(table_progress(&stopped).state, LoadState::Stopped);
    }
}
