//! The state that every handler receives: the store, the clock, and the operator's settings.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use tokio::sync::{Mutex, Notify};

use crate::base::Base;
use crate::body::BodyRoom;
use crate::counts::Counts;
use crate::credentials::attempts::Attempts;
use crate::credentials::password::Passwords;
use crate::cross_origin::AllowedOrigin;
use crate::faults::Faults;
use crate::host::HostRule;
use crate::places::Places;
use crate::region::Region;
pub use crate::region::{PROJECT_ID, REGION};
use crate::store::Store;
use crate::time::{unix_millis, uptime};
use crate::triggers::Webhook;

/// The account that every server has.
pub const ACCOUNT_ID: &str = "00000000000000000000000000000002";
pub const ACCOUNT_NAME: &str = "local";

/// How the service behaves where it has a choice.
#[derive(Debug, Clone)]
pub struct Settings {
    pub hosts: HostRule,
    pub organization_quota: u64,
    /// What images are named after; the host that was asked when there is none.
    pub registry_host: Option<String>,
    /// The folder with the built console.
    pub console: Option<PathBuf>,
    /// Where the console is served.
    pub base: Base,
    /// Pages of other origins that may call the service.
    pub allowed_origins: Vec<AllowedOrigin>,
    pub faults: Option<Faults>,
    /// What triggers call; they fail without one.
    pub trigger_webhook: Option<Webhook>,
    /// Of the disk, what uploads leave to the rest.
    pub kept_free_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hosts: HostRule::Any,
            organization_quota: 100,
            registry_host: None,
            console: None,
            base: Base::default(),
            allowed_origins: Vec::new(),
            faults: None,
            trigger_webhook: None,
            kept_free_bytes: 0,
        }
    }
}

type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// A cheap handle on everything; clones share it.
#[derive(Clone)]
pub struct Service {
    pub store: Store,
    /// What clients pulled.
    pub counts: Counts,
    pub settings: Arc<Settings>,
    pub passwords: Passwords,
    /// Failed sign-ins; those of the registry apart, so that neither crowds out the other.
    pub attempts: Arc<Attempts>,
    pub registry_attempts: Arc<Attempts>,
    /// For the bodies of requests.
    pub(crate) bodies: BodyRoom,
    /// Long lists under way.
    pub lists: Places,
    /// Held while the rules of a retention policy are matched: one policy at a time.
    pub matching: Arc<Mutex<()>>,
    /// Wakes the worker that tells triggers of tags.
    pub(crate) delivery_wanted: Arc<Notify>,
    /// Held while it works.
    pub(crate) delivering: Arc<Mutex<()>>,
    /// The region that this handle speaks for.
    pub region: Arc<Region>,
    regions: Arc<[Arc<Region>]>,
    /// Wakes the worker that copies images between regions.
    pub(crate) sync_wanted: Arc<Notify>,
    /// Held while it works.
    pub(crate) syncing: Arc<Mutex<()>>,
    clock: Clock,
    monotonic: Clock,
}

impl Service {
    /// The service of the one region that there always is.
    pub fn new(store: Store, settings: Settings) -> Self {
        let region = Arc::new(Region::named(REGION));
        Self {
            store,
            counts: Counts::default(),
            settings: Arc::new(settings),
            passwords: Passwords::default(),
            attempts: Arc::default(),
            registry_attempts: Arc::default(),
            bodies: BodyRoom::default(),
            lists: Places::default(),
            matching: Arc::default(),
            delivery_wanted: Arc::default(),
            delivering: Arc::default(),
            regions: Arc::from([region.clone()]),
            region,
            sync_wanted: Arc::default(),
            syncing: Arc::default(),
            clock: Arc::new(unix_millis),
            monotonic: Arc::new(uptime()),
        }
    }

    /// The same service at another time, for who wants to see tokens expire; durations are measured
    /// by it, too.
    pub fn with_clock(mut self, clock: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self.monotonic = self.clock.clone();
        self
    }

    /// Milliseconds since 1970 in UTC.
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Milliseconds of a clock that no one sets, for durations.
    pub fn uptime(&self) -> i64 {
        (self.monotonic)()
    }

    /// The same service with further regions beside its own.
    pub fn with_regions<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let further = names.into_iter().map(|name| Arc::new(Region::named(name)));
        self.regions = std::iter::once(self.region.clone())
            .chain(further)
            .collect();
        self
    }

    /// The same service as another of its regions sees it. A registry host that was given is the
    /// first region's; the others name images after the host that was asked.
    pub fn in_region(&self, name: &str, hosts: HostRule) -> Self {
        let settings = Settings {
            hosts,
            registry_host: None,
            ..(*self.settings).clone()
        };
        Self {
            region: Arc::new(Region::named(name)),
            settings: Arc::new(settings),
            ..self.clone()
        }
    }

    /// Writes what was counted until now, for anyone who is about to read it.
    pub async fn write_counts(&self) {
        self.counts.write(&self.store).await;
    }

    /// Call it after a tag was written and committed, in whatever way: what is to happen then is
    /// written down with the tag, and this wakes the workers that do it.
    pub(crate) fn tag_pushed(&self) {
        self.sync_wanted.notify_one();
        self.delivery_wanted.notify_one();
    }

    /// All regions of this server, the first one first.
    pub fn regions(&self) -> &[Arc<Region>] {
        &self.regions
    }

    /// The host in front of image names.
    pub fn registry_host(&self, headers: &HeaderMap) -> String {
        let fixed = self.settings.registry_host.clone();
        fixed.unwrap_or_else(|| asked_host(headers).to_owned())
    }
}

/// Scheme, host and port of this service as the client, or the proxy in front, asked for it.
pub fn asked_origin(headers: &HeaderMap) -> String {
    let forwarded = headers.get("x-forwarded-proto");
    let is_secure = forwarded.is_some_and(|scheme| scheme == "https");
    let scheme = if is_secure { "https" } else { "http" };
    format!("{scheme}://{}", asked_host(headers))
}

/// The host and port that the client thinks it talks to.
pub fn asked_host(headers: &HeaderMap) -> &str {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.unwrap_or("localhost")
}
