//! Lists of the management API in the demo world: alone, beside people who read the longest lists, and
//! while a retention policy deletes ten thousand tags.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::{Value, json};

use super::servers::Service;
use super::{median, rounded};

const LASTING: Duration = Duration::from_secs(5);

/// Who reads long lists: each of these has as many of them under way as a user may.
const HEAVY_READERS: [&str; 2] = ["editor", "reader"];
const LISTS_OF_EACH: usize = 8;

const ORGANIZATIONS: &str = "/v2/manage/namespaces";
const MANY_TAGS: &str = "/v2/manage/namespaces/scale/repos/many-tags";

pub(super) fn measure(service: &Service) -> Result<Value> {
    let alone = read_organizations(service)?;
    let (beside, heavy) = beside_heavy_readers(service)?;
    let waits = during_retention(service)?;
    Ok(json!({
        "organizations_per_second": rounded(alone.per_second()),
        "organizations_per_second_beside_heavy_readers": rounded(beside.per_second()),
        "heavy_readers": HEAVY_READERS.len() * LISTS_OF_EACH,
        "heavy_lists_per_second": rounded(heavy),
        "longest_wait_beside_heavy_readers_seconds": rounded(beside.longest()),
        "tags_deleted_by_retention": waits.deleted,
        "retention_seconds": rounded(waits.seconds),
        "longest_wait_during_retention_seconds": rounded(waits.longest),
        "median_wait_during_retention_seconds": rounded(waits.median),
        "resident_megabytes": rounded(service.meter().resident_megabytes()?),
    }))
}

/// Seconds that each response took.
struct Waits(Vec<f64>);

impl Waits {
    fn per_second(&self) -> f64 {
        (self.0.len() as f64 / LASTING.as_secs_f64()).round()
    }

    fn longest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }
}

/// One client that asks for the list of organizations again and again.
fn read_organizations(service: &Service) -> Result<Waits> {
    let mut client = service.client("admin")?;
    let deadline = Instant::now() + LASTING;
    let mut waits = Vec::new();
    while Instant::now() < deadline {
        let begun = Instant::now();
        client.expect(200, "GET", ORGANIZATIONS, b"")?;
        waits.push(begun.elapsed().as_secs_f64());
    }
    Ok(Waits(waits))
}

/// The same while others read pages of a thousand tags; and how many pages they read in a second.
fn beside_heavy_readers(service: &Service) -> Result<(Waits, f64)> {
    let (is_over, read) = (AtomicBool::new(false), AtomicU64::new(0));
    let path = format!("{MANY_TAGS}/tags?limit=1000&offset=0");
    let heavy = |user: &str| -> Result<()> {
        let mut client = service.client(user)?;
        while !is_over.load(Ordering::Relaxed) {
            client.expect(200, "GET", &path, b"")?;
            read.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    };
    let heavy = &heavy;
    let waits = thread::scope(|scope| {
        let readers = HEAVY_READERS.iter().flat_map(|user| [*user; LISTS_OF_EACH]);
        let readers: Vec<_> = readers
            .map(|user| scope.spawn(move || heavy(user)))
            .collect();
        while read.load(Ordering::Relaxed) == 0 && !readers.iter().any(|it| it.is_finished()) {
            thread::yield_now();
        }
        let before = read.load(Ordering::Relaxed);
        let waits = read_organizations(service);
        let lists = read.load(Ordering::Relaxed) - before;
        is_over.store(true, Ordering::Relaxed);
        let ended = readers
            .into_iter()
            .try_for_each(|it| it.join().expect("a reader returns its failure"));
        ended.and(waits).map(|waits| (waits, lists))
    });
    let (waits, lists) = waits?;
    Ok((waits, (lists as f64 / LASTING.as_secs_f64()).round()))
}

/// What readers noticed of a large retention run.
struct Retention {
    deleted: u64,
    seconds: f64,
    longest: f64,
    median: f64,
}

fn during_retention(service: &Service) -> Result<Retention> {
    let mut client = service.client("admin")?;
    let policy = json!({"algorithm": "or", "rules": [{"template": "tag_rule",
        "params": {"num": "10"}, "tag_selectors": []}]});
    let policy = policy.to_string();
    let is_over = AtomicBool::new(false);
    let waits = thread::scope(|scope| -> Result<(Vec<f64>, f64)> {
        let reading = scope.spawn(|| -> Result<Vec<f64>> {
            let mut client = service.client("admin")?;
            let mut waits = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let begun = Instant::now();
                client.expect(200, "GET", ORGANIZATIONS, b"")?;
                waits.push(begun.elapsed().as_secs_f64());
            }
            Ok(waits)
        });
        let begun = Instant::now();
        let path = format!("{MANY_TAGS}/retentions");
        let saved = client.expect(201, "POST", &path, policy.as_bytes());
        let seconds = begun.elapsed().as_secs_f64();
        is_over.store(true, Ordering::Relaxed);
        let waits = reading.join().expect("a reader returns its failure")?;
        saved.map(|_| (waits, seconds))
    });
    let (waits, seconds) = waits?;
    let path = format!("{MANY_TAGS}/retentions/histories?limit=1&offset=0");
    let history = client.expect(200, "GET", &path, b"")?;
    let history: Value = serde_json::from_slice(&history.body)?;
    let waits = Waits(waits);
    Ok(Retention {
        deleted: history["total"].as_u64().unwrap_or_default(),
        seconds,
        longest: waits.longest(),
        median: median(waits.0),
    })
}
