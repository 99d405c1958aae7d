//! Runs that end, are stopped, and continue.

use swr_api::ApiError;

use super::super::test_stage::{Service, TestOwner, refused, settle, signed_out};
use super::*;

/// A stage on which seconds pass when the test says so.
struct WaitingStage {
    _owner: TestOwner,
    service: Service<u32, ()>,
    seconds: Service<u32, ()>,
    bulk: Bulk<u32>,
}

fn waiting_stage() -> WaitingStage {
    let (owner, service, seconds) = (TestOwner::new(), Service::new(), Service::new());
    let (called, passed) = (service.clone(), seconds.clone());
    let bulk = owner.with(move || {
        let pass = move |seconds| {
            let passed = passed.call(seconds);
            async move { drop(passed.await) }
        };
        bulk_with(pass, move |item: &u32| called.call(*item), || {})
    });
    WaitingStage {
        _owner: owner,
        service,
        seconds,
        bulk,
    }
}

impl WaitingStage {
    /// Lets the next seconds pass.
    fn pass(&self, seconds: usize) {
        for _ in 0..seconds {
            self.seconds.answer(self.seconds.calls().len() - 1, Ok(()));
        }
    }
}

fn conflict() -> Error {
    Error::Api(ApiError::new(409, String::new()))
}

fn throttled() -> Error {
    let error = ApiError::new(403, String::new());
    Error::Api(error.with_code("SVCSTG.SWR.4031032"))
}

fn stage(outside: &TestOwner) -> (TestOwner, Service<u32, ()>, Bulk<u32>, RwSignal<u32>) {
    let ended = outside.with(|| RwSignal::new(0));
    let (owner, service) = (TestOwner::new(), Service::new());
    let called = service.clone();
    let many = owner.with(move || {
        bulk(
            move |item: &u32| called.call(*item),
            move || ended.update(|it| *it += 1),
        )
    });
    (owner, service, many, ended)
}

fn run(bulk: Bulk<u32>, items: impl IntoIterator<Item = u32>) {
    bulk.run(items.into_iter().collect());
    settle();
}

/// `.` waits, `+` is done, `!` failed.
fn shown(bulk: Bulk<u32>) -> String {
    let outcomes = bulk.outcomes.get_untracked();
    let sign = |outcome: &Outcome| match outcome {
        Outcome::Waiting => '.',
        Outcome::Done => '+',
        Outcome::Failed(_) => '!',
    };
    outcomes.iter().map(|(_, outcome)| sign(outcome)).collect()
}

#[test]
fn a_few_are_under_way_at_once_and_each_end_begins_another() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, ended) = stage(&outside);
    run(bulk, 0..6);
    assert_eq!(service.calls(), [0, 1, 2, 3]);
    service.answer(2, Ok(()));
    assert_eq!(service.calls(), [0, 1, 2, 3, 4]);
    for call in [0, 1, 3, 4] {
        service.answer(call, Ok(()));
    }
    assert_eq!(shown(bulk), "+++++.");
    assert_eq!(ended.get_untracked(), 0);
    service.answer(5, Ok(()));
    assert_eq!(shown(bulk), "++++++");
    assert_eq!(ended.get_untracked(), 1);
    assert!(!bulk.is_running());
}

#[test]
fn a_failure_is_its_own_and_can_be_retried_alone() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, ended) = stage(&outside);
    run(bulk, 0..3);
    service.answer(0, Ok(()));
    service.answer(1, Err(conflict()));
    service.answer(2, Ok(()));
    assert_eq!(shown(bulk), "+!+");
    bulk.retry();
    settle();
    assert_eq!(service.calls(), [0, 1, 2, 1]);
    service.answer(3, Ok(()));
    assert_eq!(shown(bulk), "+++");
    assert_eq!(ended.get_untracked(), 2);
}

#[test]
fn cancelling_begins_nothing_more_and_what_was_given_up_can_be_taken_up() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, ended) = stage(&outside);
    run(bulk, 0..6);
    bulk.cancel();
    for call in 0..4 {
        service.answer(call, Ok(()));
    }
    assert_eq!(shown(bulk), "++++..");
    assert_eq!(service.calls().len(), 4);
    assert_eq!(ended.get_untracked(), 1);
    bulk.retry();
    settle();
    assert_eq!(service.calls()[4..], [4, 5]);
}

#[test]
fn a_second_run_while_one_is_running_is_rejected() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, _) = stage(&outside);
    run(bulk, 0..2);
    run(bulk, 7..9);
    bulk.retry();
    settle();
    assert_eq!(service.calls(), [0, 1]);
}

#[test]
fn leaving_lets_what_is_under_way_end_and_tells_whoever_stays_once() {
    let outside = TestOwner::new();
    let (owner, service, bulk, ended) = stage(&outside);
    run(bulk, 0..9);
    owner.leave();
    for call in 0..4 {
        assert!(!service.is_given_up(call));
        service.answer(call, Ok(()));
    }
    assert_eq!(service.calls().len(), 4);
    assert_eq!(ended.get_untracked(), 1);
}

#[test]
fn the_end_of_the_sign_in_ends_the_run_and_signing_in_goes_on_with_it() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, ended) = stage(&outside);
    run(bulk, 0..9);
    service.answer(0, Ok(()));
    service.answer(1, Err(signed_out()));
    for call in 2..5 {
        service.answer(call, Err(signed_out()));
    }
    assert_eq!(service.calls(), [0, 1, 2, 3, 4]);
    assert_eq!(shown(bulk), "+........");
    assert_eq!(bulk.interruption.get_untracked(), Some(signed_out()));
    assert_eq!(ended.get_untracked(), 1);
    bulk.signed_in_again();
    settle();
    assert_eq!(service.calls()[5..], [1, 2, 3, 4]);
    for call in 5..13 {
        service.answer(call, Ok(()));
    }
    assert_eq!(shown(bulk), "+++++++++");
    assert_eq!(bulk.interruption.get_untracked(), None);
}

#[test]
fn signing_in_before_the_last_old_answer_goes_on_after_it() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, _) = stage(&outside);
    run(bulk, 0..2);
    service.answer(0, Err(signed_out()));
    bulk.signed_in_again();
    settle();
    assert_eq!(service.calls(), [0, 1]);
    service.answer(1, Err(signed_out()));
    assert_eq!(service.calls(), [0, 1, 0, 1]);
    service.answer(2, Ok(()));
    service.answer(3, Ok(()));
    assert_eq!(shown(bulk), "++");
}

#[test]
fn signing_in_goes_on_with_nothing_that_another_reason_ended() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, _) = stage(&outside);
    run(bulk, 0..9);
    service.answer(0, Err(refused()));
    for call in 1..4 {
        service.answer(call, Err(signed_out()));
    }
    assert_eq!(bulk.interruption.get_untracked(), Some(refused()));
    bulk.signed_in_again();
    settle();
    assert_eq!(service.calls().len(), 4);
    assert_eq!(shown(bulk), ".........");
    bulk.retry();
    settle();
    assert_eq!(service.calls()[4..], [0, 1, 2, 3]);
}

#[test]
fn throttling_leaves_one_worker_that_waits_and_tries_again() {
    let stage = waiting_stage();
    run(stage.bulk, 0..6);
    stage.service.answer(0, Err(throttled()));
    stage.service.answer(1, Err(throttled()));
    stage.service.answer(2, Ok(()));
    stage.service.answer(3, Err(conflict()));
    assert_eq!(stage.service.calls(), [0, 1, 2, 3]);
    assert_eq!(stage.bulk.wait_seconds.get_untracked(), Some(2));
    stage.pass(2);
    assert_eq!(stage.bulk.wait_seconds.get_untracked(), None);
    assert_eq!(stage.service.calls()[4..], [1]);
    for call in 4..8 {
        stage.service.answer(call, Ok(()));
    }
    assert_eq!(stage.service.calls()[4..], [1, 0, 4, 5]);
    assert_eq!(shown(stage.bulk), "+++!++");
    assert!(!stage.bulk.is_running());
}

#[test]
fn throttling_without_an_end_ends_the_run() {
    let stage = waiting_stage();
    run(stage.bulk, 0..1);
    for call in 0..5 {
        stage.service.answer(call, Err(throttled()));
        stage.pass(2 << call);
    }
    stage.service.answer(5, Err(throttled()));
    assert_eq!(stage.bulk.interruption.get_untracked(), Some(throttled()));
    assert_eq!(stage.service.calls().len(), 6);
    assert_eq!(shown(stage.bulk), ".");
}

#[test]
fn a_wait_can_be_given_up() {
    let stage = waiting_stage();
    run(stage.bulk, 0..1);
    stage.service.answer(0, Err(throttled()));
    stage.bulk.cancel();
    stage.pass(1);
    assert!(!stage.bulk.is_running());
    assert_eq!(stage.service.calls(), [0]);
    assert_eq!(shown(stage.bulk), ".");
}

#[test]
fn what_is_throttled_after_the_last_worker_left_is_retried_all_the_same() {
    let stage = waiting_stage();
    run(stage.bulk, 0..2);
    stage.service.answer(0, Err(throttled()));
    stage.pass(2);
    stage.service.answer(2, Ok(()));
    stage.service.answer(1, Err(throttled()));
    stage.pass(2);
    assert_eq!(stage.service.calls(), [0, 1, 0, 1]);
    stage.service.answer(3, Ok(()));
    assert_eq!(shown(stage.bulk), "++");
}

#[test]
fn a_run_in_stages_ends_once_and_leaves_what_needed_a_failure() {
    let outside = TestOwner::new();
    let (_owner, service, bulk, ended) = stage(&outside);
    let bulk = bulk.in_stages(Stages {
        stage: |it| (*it / 10) as usize,
        needs: |one, other| one % 10 == other % 10,
    });
    bulk.run(vec![11, 12, 1, 2, 20]);
    settle();
    assert_eq!(service.calls(), [1, 2]);
    service.answer(0, Err(conflict()));
    service.answer(1, Ok(()));
    assert_eq!(
        (service.calls().as_slice(), ended.get_untracked()),
        (&[1, 2, 12][..], 0)
    );
    service.answer(2, Ok(()));
    service.answer(3, Ok(()));
    assert_eq!(service.calls(), [1, 2, 12, 20]);
    assert_eq!((bulk.is_running(), ended.get_untracked()), (false, 1));
    let outcomes = bulk.outcomes().get_untracked();
    assert_eq!(outcomes[0], (11, Outcome::Waiting));
}
