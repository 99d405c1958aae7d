//! The parsers, fed with made-up input: what no person would think of trying.
//!
//! Every input comes from a seed. A test run tries the same few thousand each time; with
//! `FUZZ_SECONDS` it goes on from a new place until the time is over. A failure names its seed,
//! and `FUZZ_SEED` tries only that one.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::print_stdout, reason = "a long run says how far it is")]

mod images;
mod input;
mod manifests;
mod markdown;
mod names;
mod signing;
mod times;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use input::Input;

/// How many inputs a plain test run tries.
const CASES: u64 = 3_000;

/// Tries the property on many inputs. It fails by panicking, and says whether the parser accepted
/// the input: one that refuses everything would hold any property.
fn check(property: impl Fn(&mut Input) -> bool) {
    if let Some(seed) = number("FUZZ_SEED") {
        property(&mut Input::from_seed(seed));
        return;
    }
    let Some(seconds) = number("FUZZ_SECONDS") else {
        let accepted = (0..CASES).filter(|seed| try_one(*seed, &property)).count();
        let hundredth = usize::try_from(CASES / 100).expect("a small number");
        assert!(
            accepted > hundredth,
            "only {accepted} of {CASES} inputs got into the parser"
        );
        return;
    };
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let first = since_epoch.as_secs() << 20;
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut tried = 0;
    while Instant::now() < end {
        try_one(first + tried, &property);
        tried += 1;
    }
    println!("{tried} inputs, seeds from {first}");
}

fn try_one(seed: u64, property: impl Fn(&mut Input) -> bool) -> bool {
    let attempt = AssertUnwindSafe(|| property(&mut Input::from_seed(seed)));
    catch_unwind(attempt).unwrap_or_else(|panic| {
        println!("the input that failed: FUZZ_SEED={seed}");
        resume_unwind(panic)
    })
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}
