//! A whole list, loaded page by page: rows are shown as they arrive, and loading can be stopped.
//!
//! A reload fills a new list in the background and replaces the old one when it is complete, so it never
//! empties the page. Rows that moved between pages during loading are kept once.

use std::collections::BTreeSet;

use crate::reactive::effect;
use leptos::prelude::*;
use swr_api::{Error, Page, PageRequest, Timestamp};

use super::answer_monitor::AnswerMonitor;
use super::deadline::answered;
use super::task::in_place;
use crate::i18n::format::now;

/// The first page is small, so that the first rows stand soon.
const FIRST_LIMIT: u32 = 100;

/// The progress of loading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The number of rows that have arrived.
    pub loaded: u64,
    /// How many there are, where the service said so.
    pub total: Option<u64>,
    /// How many rows arrived that no one could read.
    pub unreadable: u64,
    /// Whether pages are under way.
    pub is_loading: bool,
    /// Whether someone stopped the loading before its end.
    pub is_stopped: bool,
    /// Why the loading ended before its end.
    pub error: Option<Error>,
    /// The time at which the last page arrived.
    pub loaded_at: Option<Timestamp>,
}

/// A list that is loaded whole.
pub struct Collection<T: 'static> {
    rows: RwSignal<Vec<T>>,
    progress: RwSignal<Progress>,
    run: RwSignal<Run>,
}

impl<T> Copy for Collection<T> {}

impl<T> Clone for Collection<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// What the loading is asked to do. Every change starts it anew.
#[derive(Clone, Copy, Default)]
struct Run {
    number: u32,
    task: Task,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Task {
    #[default]
    FromStart,
    FromHere,
    Nothing,
}

/// What arrived and is shown now.
struct Shown<T> {
    rows: Vec<T>,
    /// How many could not be read, with those of the pages before.
    unreadable: u64,
    total: Option<u64>,
}

/// Loads a list with `fetch`, and again whenever a signal that `fetch` reads changes. `key` tells
/// rows apart.
pub fn collection<T, K, F>(
    key: fn(&T) -> K,
    fetch: impl Fn(PageRequest) -> F + Clone + 'static,
) -> Collection<T>
where
    T: Clone + Send + Sync + 'static,
    K: Ord + 'static,
    F: Future<Output = Result<Page<T>, Error>> + 'static,
{
    let collection = Collection {
        rows: RwSignal::new(Vec::new()),
        progress: RwSignal::new(Progress {
            is_loading: true,
            ..Progress::default()
        }),
        run: RwSignal::new(Run::default()),
    };
    let monitor = use_context::<AnswerMonitor>();
    let mut taken_up = None;
    effect(move || {
        let task = collection.run.get().task_once(&mut taken_up);
        let first = PageRequest {
            offset: match task {
                Task::FromHere => {
                    (collection.progress).with_untracked(|it| it.loaded + it.unreadable)
                }
                _ => 0,
            },
            limit: FIRST_LIMIT,
        };
        // Called here and not in the task, and also when nothing is to be loaded, so that what it
        // reads is watched. Nothing is sent before it is waited for.
        let answer = fetch(first);
        if task == Task::Nothing {
            return;
        }
        let fetch = fetch.clone();
        collection.begin();
        in_place(async move {
            let ended = collection.load(first, answer, fetch, key).await;
            AnswerMonitor::report(monitor, ended.as_ref().err());
            if AnswerMonitor::repeats(monitor, ended.as_ref().err()) {
                return;
            }
            collection.end(ended.err());
        });
    });
    collection
}

impl Run {
    /// What to do now. Without a new run it is what `fetch` reads that has changed, and then the
    /// list is another one, however the last run ended.
    fn task_once(self, taken_up: &mut Option<u32>) -> Task {
        let is_new = taken_up.replace(self.number) != Some(self.number);
        if is_new { self.task } else { Task::FromStart }
    }
}

impl<T: Clone + Send + Sync + 'static> Collection<T> {
    /// The rows that have arrived.
    pub fn rows(self) -> Signal<Vec<T>> {
        self.rows.into()
    }

    /// How far the loading is; watched.
    pub fn progress(self) -> Progress {
        self.progress.get()
    }

    /// Loads the list again.
    pub fn reload(self) {
        self.start(Task::FromStart);
    }

    /// Ends the loading; what has arrived stays.
    pub fn stop(self) {
        self.start(Task::Nothing);
        self.progress.update(|progress| {
            progress.is_loading = false;
            progress.is_stopped = true;
        });
    }

    /// Goes on where the loading was stopped or failed.
    pub fn resume(self) {
        self.start(Task::FromHere);
    }

    fn start(self, task: Task) {
        self.run.update(|run| {
            *run = Run {
                number: run.number.wrapping_add(1),
                task,
            }
        });
    }

    fn begin(self) {
        self.progress.update(|progress| {
            progress.is_loading = true;
            progress.is_stopped = false;
        });
    }

    fn end(self, error: Option<Error>) {
        self.progress.try_update(|progress| {
            progress.is_loading = false;
            progress.error = error;
        });
    }

    async fn load<K, F>(
        self,
        first: PageRequest,
        answer: F,
        fetch: impl Fn(PageRequest) -> F,
        key: fn(&T) -> K,
    ) -> Result<(), Error>
    where
        K: Ord,
        F: Future<Output = Result<Page<T>, Error>>,
    {
        // Extended and not collected, which would sort first, with a copy of the sorting for each key.
        let mut known = BTreeSet::new();
        let is_reload = self.rows.with_untracked(|rows| {
            let is_reload = first.offset == 0 && !rows.is_empty();
            if !is_reload {
                known.extend(rows.iter().map(key));
            }
            is_reload
        });
        let mut fresh = Vec::new();
        let mut unreadable = match first.offset {
            0 => 0,
            _ => self.progress.with_untracked(|it| it.unreadable),
        };
        let mut request = first;
        let mut answer = answered(answer).await?;
        loop {
            let arrived = answer.received();
            unreadable += answer.unreadable;
            let total = answer.total;
            let items = answer.items.into_iter();
            fresh.extend(items.filter(|row| known.insert(key(row))));
            let offset = request.offset + arrived;
            let is_last = arrived == 0
                || total.map_or(arrived < u64::from(request.limit), |total| offset >= total);
            if !is_reload || is_last {
                let shown = Shown {
                    rows: std::mem::take(&mut fresh),
                    unreadable,
                    total,
                };
                self.show(shown, is_reload, is_last);
            }
            if is_last {
                return Ok(());
            }
            request = PageRequest {
                offset,
                limit: PageRequest::MAXIMUM_LIMIT,
            };
            answer = answered(fetch(request)).await?;
        }
    }

    /// Rows first and their number after: a reader of both never sees more counted than there are.
    fn show(self, shown: Shown<T>, is_reload: bool, is_last: bool) {
        let loaded = self.rows.try_update(|rows| {
            if is_reload {
                rows.clear();
            }
            rows.extend(shown.rows);
            rows.len() as u64
        });
        let Some(loaded) = loaded else { return };
        self.progress.try_update(|progress| {
            progress.loaded = loaded;
            // Rows that went away while the pages were loaded are not missing.
            progress.total = if is_last { Some(loaded) } else { shown.total };
            progress.unreadable = shown.unreadable;
            progress.error = None;
            progress.loaded_at = Some(now());
        });
    }
}

#[cfg(test)]
mod tests;
