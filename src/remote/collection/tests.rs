//! Pages that arrive late, arrive twice, fail, or never arrive.

use super::super::test_stage::{Service, TestOwner, refused, settle};
use super::*;

type Pages = Service<(u64, u32), Page<u32>>;

struct Stage {
    owner: TestOwner,
    pages: Pages,
    list: Collection<u32>,
    revision: RwSignal<u32>,
}

fn stage() -> Stage {
    let (owner, pages) = (TestOwner::new(), Pages::new());
    let called = pages.clone();
    let (list, revision) = owner.with(move || {
        let revision = RwSignal::new(0);
        let fetch = move |page: PageRequest| {
            revision.track();
            called.call((page.offset, page.limit))
        };
        (collection(|row: &u32| *row, fetch), revision)
    });
    Stage {
        owner,
        pages,
        list,
        revision,
    }
}

impl Stage {
    fn answer(&self, call: usize, rows: std::ops::Range<u32>, total: Option<u64>) {
        let items = rows.collect();
        self.pages.answer(
            call,
            Ok(Page {
                items,
                total,
                unreadable: 0,
            }),
        );
    }

    fn answer_with_unreadable(&self, call: usize, rows: std::ops::Range<u32>, unreadable: u64) {
        let page = Page {
            items: rows.collect(),
            total: Some(200),
            unreadable,
        };
        self.pages.answer(call, Ok(page));
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
fn rows_that_no_one_can_read_are_counted_and_do_not_end_the_list() {
    let stage = stage();
    stage.answer_with_unreadable(0, 0..98, 2);
    assert_eq!(stage.pages.calls()[1].0, 100);
    stage.act(Collection::stop);
    stage.act(Collection::resume);
    assert_eq!(stage.pages.calls()[2].0, 100);
    stage.answer_with_unreadable(2, 98..197, 1);
    assert_eq!(stage.shown(), (197, Some(197), false));
    let unreadable = |stage: &Stage| stage.list.progress.get_untracked().unreadable;
    assert_eq!(unreadable(&stage), 3);
    stage.act(Collection::reload);
    stage.answer(3, 0..100, Some(100));
    assert_eq!(unreadable(&stage), 0);
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
fn a_row_that_moved_to_the_next_page_is_once() {
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
    let Stage { owner, pages, .. } = stage();
    owner.leave();
    assert!(pages.is_given_up(0));
}
