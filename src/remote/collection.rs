//! A whole list, loaded page by page: rows stand as they arrive, and the loading can be stopped.
//!
//! Loading again fills a fresh list in the background and takes the place of the old one when it
//! is whole, so a reload never empties the page. What moved from one page to the next while they
//! were loaded is kept once.

use std::collections::BTreeSet;

use crate::derive::effect;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use swr_api::{Error, Page, PageRequest, Timestamp};

use super::deadline::answered;
use super::{Expiry, now};

/// The first page is small, so that the first rows stand soon.
const FIRST_LIMIT: u32 = 100;

/// How far the loading is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// How many rows have arrived.
    pub loaded: u64,
    /// How many there are, where the service said so.
    pub total: Option<u64>,
    /// Whether pages are under way.
    pub is_loading: bool,
    /// Whether somebody stopped the loading before its end.
    pub is_stopped: bool,
    /// Why the loading ended before its end.
    pub error: Option<Error>,
    /// When the last page arrived.
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
    let expiry = use_context::<Expiry>();
    let mut taken_up = None;
    effect(move || {
        let task = collection.run.get().task_once(&mut taken_up);
        let first = PageRequest {
            offset: match task {
                Task::FromHere => collection.progress.with_untracked(|it| it.loaded),
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
        spawn_local_scoped_with_cancellation(async move {
            let ended = collection.load(first, answer, fetch, key).await;
            Expiry::report(expiry, ended.as_ref().err());
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
        let (mut known, is_reload): (BTreeSet<K>, bool) = self.rows.with_untracked(|rows| {
            let is_reload = first.offset == 0 && !rows.is_empty();
            let known = if is_reload { &[] } else { rows.as_slice() };
            (known.iter().map(key).collect(), is_reload)
        });
        let mut fresh = Vec::new();
        let mut request = first;
        let mut answer = answered(answer).await?;
        loop {
            let arrived = answer.items.len() as u64;
            let total = answer.total;
            let items = answer.items.into_iter();
            fresh.extend(items.filter(|row| known.insert(key(row))));
            let offset = request.offset + arrived;
            let is_last = arrived == 0
                || total.map_or(arrived < u64::from(request.limit), |total| offset >= total);
            if !is_reload || is_last {
                self.show(std::mem::take(&mut fresh), is_reload, total, is_last);
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
    fn show(self, fresh: Vec<T>, is_reload: bool, total: Option<u64>, is_last: bool) {
        let loaded = self.rows.try_update(|rows| {
            if is_reload {
                rows.clear();
            }
            rows.extend(fresh);
            rows.len() as u64
        });
        let Some(loaded) = loaded else { return };
        self.progress.try_update(|progress| {
            progress.loaded = loaded;
            // Rows that went away while the pages were loaded are not missing.
            progress.total = if is_last { Some(loaded) } else { total };
            progress.error = None;
            progress.loaded_at = Some(now());
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Place, Service, refused, settle};
    use super::*;

    type Pages = Service<(u64, u32), Page<u32>>;

    struct Stage {
        place: Place,
        pages: Pages,
        list: Collection<u32>,
        revision: RwSignal<u32>,
    }

    fn stage() -> Stage {
        let (place, pages) = (Place::new(), Pages::new());
        let called = pages.clone();
        let (list, revision) = place.with(move || {
            let revision = RwSignal::new(0);
            let fetch = move |page: PageRequest| {
                revision.track();
                called.call((page.offset, page.limit))
            };
            (collection(|row: &u32| *row, fetch), revision)
        });
        Stage {
            place,
            pages,
            list,
            revision,
        }
    }

    impl Stage {
        fn answer(&self, call: usize, rows: std::ops::Range<u32>, total: Option<u64>) {
            let items = rows.collect();
            self.pages.answer(call, Ok(Page { items, total }));
        }

        fn act(&self, act: fn(Collection<u32>)) {
            act(self.list);
            settle();
        }

        fn changed(&self) {
            self.revision.update(|it| *it += 1);
            settle();
        }

        /// How many rows stand, of how many, and whether more are under way.
        fn shown(&self) -> (usize, Option<u64>, bool) {
            let progress = self.list.progress.get_untracked();
            let rows = self.list.rows.with_untracked(Vec::len);
            assert_eq!(rows as u64, progress.loaded);
            (rows, progress.total, progress.is_loading)
        }
    }

    #[test]
    fn rows_stand_as_they_arrive_after_a_small_first_page() {
        let stage = stage();
        assert_eq!(stage.shown(), (0, None, true));
        stage.answer(0, 0..100, Some(1500));
        assert_eq!(stage.shown(), (100, Some(1500), true));
        stage.answer(1, 100..1100, Some(1500));
        stage.answer(2, 1100..1500, Some(1500));
        assert_eq!(stage.pages.calls(), [(0, 100), (100, 1000), (1100, 1000)]);
        assert_eq!(stage.shown(), (1500, Some(1500), false));
    }

    #[test]
    fn a_service_that_says_no_total_ends_with_a_page_that_is_not_full() {
        let stage = stage();
        stage.answer(0, 0..100, None);
        assert_eq!(stage.shown(), (100, None, true));
        stage.answer(1, 100..130, None);
        assert_eq!(stage.shown(), (130, Some(130), false));
    }

    #[test]
    fn a_row_that_moved_to_the_next_page_stands_once() {
        let stage = stage();
        stage.answer(0, 0..100, Some(120));
        stage.answer(1, 99..119, Some(120));
        assert_eq!(stage.shown(), (119, Some(119), false));
    }

    #[test]
    fn an_empty_page_ends_a_list_whatever_the_total_promised() {
        let stage = stage();
        stage.answer(0, 0..100, Some(500));
        stage.answer(1, 0..0, Some(500));
        assert_eq!(stage.shown(), (100, Some(100), false));
    }

    #[test]
    fn stopping_keeps_what_is_there_and_resuming_goes_on_from_it() {
        let stage = stage();
        stage.answer(0, 0..100, Some(300));
        stage.act(Collection::stop);
        assert!(stage.pages.is_given_up(1));
        assert_eq!(stage.shown(), (100, Some(300), false));
        assert!(stage.list.progress.get_untracked().is_stopped);
        stage.act(Collection::resume);
        assert_eq!(stage.pages.calls()[2..], [(100, 100)]);
        stage.answer(2, 100..200, Some(300));
        stage.answer(3, 200..300, Some(300));
        assert_eq!(stage.shown(), (300, Some(300), false));
        assert!(!stage.list.progress.get_untracked().is_stopped);
    }

    #[test]
    fn a_failed_page_keeps_the_others_and_resuming_asks_for_it_again() {
        let stage = stage();
        stage.answer(0, 0..100, Some(150));
        stage.pages.answer(1, Err(refused()));
        assert_eq!(stage.shown(), (100, Some(150), false));
        assert_eq!(stage.list.progress.get_untracked().error, Some(refused()));
        stage.act(Collection::resume);
        stage.answer(2, 100..150, Some(150));
        assert_eq!(stage.shown(), (150, Some(150), false));
        assert_eq!(stage.list.progress.get_untracked().error, None);
    }

    #[test]
    fn loading_again_takes_the_place_of_the_old_rows_when_it_is_whole() {
        let stage = stage();
        stage.answer(0, 0..50, Some(50));
        stage.act(Collection::reload);
        stage.answer(1, 1000..1100, Some(120));
        assert_eq!(stage.list.rows.get_untracked(), (0..50).collect::<Vec<_>>());
        stage.answer(2, 1100..1120, Some(120));
        assert_eq!(stage.shown(), (120, Some(120), false));
        assert_eq!(stage.list.rows.get_untracked()[0], 1000);
    }

    #[test]
    fn a_reload_that_fails_leaves_the_old_rows_whole() {
        let stage = stage();
        stage.answer(0, 0..50, Some(50));
        stage.act(Collection::reload);
        stage.answer(1, 0..100, Some(120));
        stage.pages.answer(2, Err(refused()));
        assert_eq!(stage.shown(), (50, Some(50), false));
    }

    #[test]
    fn a_change_loads_again_also_after_a_stop_and_after_a_resume() {
        let stage = stage();
        stage.answer(0, 0..100, Some(300));
        stage.act(Collection::stop);
        stage.changed();
        assert_eq!(stage.pages.calls()[2..], [(0, 100)]);
        stage.act(Collection::stop);
        stage.act(Collection::resume);
        stage.answer(3, 100..200, Some(200));
        stage.changed();
        assert_eq!(stage.pages.calls()[4..], [(0, 100)]);
        stage.answer(4, 0..30, Some(30));
        assert_eq!(stage.shown(), (30, Some(30), false));
    }

    #[test]
    fn a_change_gives_up_what_is_under_way() {
        let stage = stage();
        stage.changed();
        assert!(stage.pages.is_given_up(0));
        stage.answer(1, 0..3, Some(3));
        stage.answer(0, 5..9, Some(4));
        assert_eq!(stage.list.rows.get_untracked(), [0, 1, 2]);
    }

    #[test]
    fn leaving_the_place_gives_the_call_up() {
        let Stage { place, pages, .. } = stage();
        place.leave();
        assert!(pages.is_given_up(0));
    }
}
