//! Simulated failures: organizations that fail as their names say, and a share of all calls.
//!
//! Only with `--faults`. The organizations are ordinary rows, so lists contain them; requests for one of
//! them, or for anything in it, fail in the management API and in the registry.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Failure;
use crate::paths;

/// What each organization does to who asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Error,
    Refuse,
    Wait,
    Never,
    NotJson,
    Drop,
}

const ACTS: [(&str, Act); 6] = [
    ("fail-500", Act::Error),
    ("fail-403", Act::Refuse),
    ("slow-3s", Act::Wait),
    ("never", Act::Never),
    ("not-json", Act::NotJson),
    ("drop", Act::Drop),
];

const SLOW: Duration = Duration::from_secs(3);

/// Marks a response in whose place the connection is closed.
#[derive(Clone, Copy)]
pub struct Dropped;

#[derive(Debug, Clone)]
pub struct Faults {
    /// Shares of all calls, 0 to 1.
    throttle: f64,
    error: f64,
    seed: u64,
    calls: Arc<AtomicU64>,
}

impl std::str::FromStr for Faults {
    type Err = String;

    /// `organizations`, `throttle=0.05`, `error=0.02`, `seed=7`, joined with commas.
    fn from_str(specification: &str) -> Result<Self, String> {
        let mut faults = Self {
            throttle: 0.0,
            error: 0.0,
            seed: 0,
            calls: Arc::default(),
        };
        for part in specification.split(',').filter(|part| !part.is_empty()) {
            let wrong =
                || format!("{part:?} is invalid; use organizations, throttle=, error= or seed=");
            match part.split_once('=') {
                // They are there in any case; the word says so where nothing else is requested.
                None if part == "organizations" => {}
                Some(("throttle", share)) => {
                    faults.throttle = read_share(share).ok_or_else(wrong)?;
                }
                Some(("error", share)) => faults.error = read_share(share).ok_or_else(wrong)?,
                Some(("seed", seed)) => faults.seed = seed.parse().map_err(|_| wrong())?,
                _ => return Err(wrong()),
            }
        }
        Ok(faults)
    }
}

fn read_share(text: &str) -> Option<f64> {
    let share = text.parse().ok()?;
    (0.0..=1.0).contains(&share).then_some(share)
}

impl Faults {
    /// The organizations that have to exist.
    pub fn organizations() -> impl Iterator<Item = &'static str> {
        ACTS.into_iter().map(|(name, _)| name)
    }

    /// Whether this call fails by the dice; the same seed throws the same sequence.
    fn roll(&self) -> Option<Failure> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let share = uniform(self.seed ^ call.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        if share < self.throttle {
            return Some(Failure::TooManyRequests);
        }
        let is_error = share < self.throttle + self.error;
        is_error.then(|| Failure::Internal("simulated by --faults".into()))
    }
}

/// SplitMix64, as a number from 0 to 1.
fn uniform(state: u64) -> f64 {
    let mixed = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let bits = (mixed ^ (mixed >> 31)) >> 11;
    bits as f64 / (1u64 << 53) as f64
}

/// What `interfere` must know.
#[derive(Clone)]
pub(crate) struct Interference {
    pub(crate) faults: Option<Faults>,
    /// Says a failure in the registry's dialect.
    pub(crate) refuse_as_registry: fn(Failure) -> Response,
}

pub(crate) async fn interfere(
    State(interference): State<Interference>,
    request: Request,
    next: Next,
) -> Response {
    let Some(faults) = &interference.faults else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    if !path.starts_with("/v2/") && !path.starts_with("/v3/") {
        return next.run(request).await;
    }
    let in_its_words = match paths::is_registry(path) {
        true => interference.refuse_as_registry,
        false => Failure::into_response,
    };
    match act(request.uri()) {
        Some(Act::Error) => in_its_words(Failure::Internal("simulated by --faults".into())),
        Some(Act::Refuse) => in_its_words(Failure::NotPermitted),
        Some(Act::Never) => std::future::pending().await,
        Some(Act::NotJson) => {
            let page = "<html><body>502 Bad Gateway</body></html>";
            ([(CONTENT_TYPE, "text/html")], page).into_response()
        }
        Some(Act::Drop) => {
            let mut response = Response::default();
            response.extensions_mut().insert(Dropped);
            response
        }
        Some(Act::Wait) => {
            tokio::time::sleep(SLOW).await;
            next.run(request).await
        }
        None => match faults.roll() {
            Some(failure) => in_its_words(failure),
            None => next.run(request).await,
        },
    }
}

/// Looks at the path, of the management API or of the registry, and at the organization that a
/// list is requested.
fn act(uri: &axum::http::Uri) -> Option<Act> {
    let path = uri.path();
    let root = match paths::is_registry(path) {
        true => "/v2/",
        false => "/v2/manage/namespaces/",
    };
    let below = path.strip_prefix(root);
    let in_path = below.and_then(|rest| rest.split('/').next());
    let in_query = uri.query().and_then(asked_organization);
    let name = in_path.or(in_query)?;
    let found = ACTS.iter().find(|(organization, _)| *organization == name);
    found.map(|(_, act)| *act)
}

/// Plain, or in a filter with its signs escaped or not.
fn asked_organization(query: &str) -> Option<&str> {
    let plain = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("namespace="));
    let in_filter = || {
        let mark = ["namespace::", "namespace%3A%3A"];
        let rest = mark.iter().find_map(|mark| query.split_once(mark))?.1;
        rest.split(['|', '%', '&']).next()
    };
    plain.or_else(in_filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(specification: &str, wanted: &Failure) -> usize {
        let faults: Faults = specification.parse().unwrap();
        (0..10_000)
            .filter(|_| faults.roll().as_ref() == Some(wanted))
            .count()
    }

    #[test]
    fn shares_are_about_what_was_requested() {
        let throttled = count("throttle=0.05,error=0.02,seed=7", &Failure::TooManyRequests);
        assert!((400..600).contains(&throttled), "{throttled}");
        assert_eq!(count("seed=7", &Failure::TooManyRequests), 0);
    }

    #[test]
    fn the_same_seed_fails_the_same_calls() {
        let sequence = |specification: &str| {
            let faults: Faults = specification.parse().unwrap();
            (0..200)
                .map(|_| faults.roll().is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(sequence("error=0.5,seed=7"), sequence("error=0.5,seed=7"));
        assert_ne!(sequence("error=0.5,seed=7"), sequence("error=0.5,seed=8"));
    }

    #[test]
    fn a_wrong_specification_is_named() {
        for wrong in ["throttle=2", "colour=red", "seed=x", "error="] {
            assert!(wrong.parse::<Faults>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn organizations_act_in_paths_and_queries_by_their_whole_name() {
        let act = |uri: &str| act(&uri.parse().unwrap());
        assert_eq!(act("/v2/manage/namespaces/drop/repos"), Some(Act::Drop));
        assert_eq!(
            act("/v2/manage/repos?limit=1&namespace=never"),
            Some(Act::Never)
        );
        assert_eq!(act("/v2/slow-3s/app/manifests/1"), Some(Act::Wait));
        assert_eq!(act("/v2/other/drop/manifests/1"), None);
        assert_eq!(act("/v2/"), None);
        assert_eq!(act("/v2/manage/namespaces/dropped"), None);
        assert_eq!(act("/v2/manage/namespaces"), None);
    }
}
