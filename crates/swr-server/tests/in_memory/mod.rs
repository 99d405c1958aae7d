//! A service in memory over a clock that a test moves, and users of it: what the tests over HTTP and
//! the tests of pushes have in common.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::Request;
use http::response::Parts;
use sha2::Sha256;
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID};
use swr_server::store::users::{self, NewUser};
use swr_server::store::{Store, StoreError, accounts};
use swr_server::{Service, Settings};
use tower::ServiceExt;

pub(crate) const START: i64 = 1_700_000_000_000;
pub(crate) const HOUR: i64 = 3_600_000;

/// Of "secret"; making one takes longer than any test here.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$dNJvtpCwjApbGhYKh4gfnw$\
    Z4mWx5eUH3Z7Y8a29/ADi8lKpsWSx5RqOG/PXEo8LNQ";

/// An account beside the first one: its id, which is its name, too, and its project.
pub(crate) type Account = (&'static str, &'static str);

/// A user and their account. The name is the id and the end of the access key, too, and who is
/// called admin administrates the account.
pub(crate) type Person = (&'static str, &'static str);

pub(crate) struct InMemory {
    pub(crate) service: Service,
    pub(crate) store: Store,
    pub(crate) clock: Arc<AtomicI64>,
}

impl InMemory {
    pub(crate) fn new(
        settings: Settings,
        regions: &[&'static str],
        accounts: &[Account],
        people: &[Person],
    ) -> Self {
        let store = Store::in_memory().unwrap();
        let fill = |connection: &_| {
            accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
            for (name, project_id) in accounts {
                accounts::create(connection, name, name, project_id)?;
            }
            for (name, account_id) in people {
                let user = NewUser {
                    id: name,
                    account_id,
                    name,
                    password_hash: HASH,
                    is_administrator: name.ends_with("admin"),
                    now: START,
                };
                users::create(connection, &user)?;
                let access_key = format!("AK-{name}");
                users::add_access_key(connection, name, &access_key, "SK", START)?;
            }
            Ok::<_, StoreError>(())
        };
        store.write_now(fill).unwrap();
        let clock = Arc::new(AtomicI64::new(START));
        let reading = clock.clone();
        let service = Service::new(store.clone(), settings)
            .with_clock(move || reading.load(Ordering::SeqCst))
            .with_regions(regions.iter().copied());
        Self {
            service,
            store,
            clock,
        }
    }
}

/// The long-term login of a user as a header of the registry.
pub(crate) fn login(project: &str, user: &str) -> String {
    let access_key = format!("AK-{user}");
    let mac = Hmac::<Sha256>::new_from_slice(b"SK").unwrap();
    let key = mac.chain_update(&access_key).finalize().into_bytes();
    let password = swr_server::random::hex(&key);
    let pair = STANDARD.encode(format!("{project}@{access_key}:{password}"));
    format!("Basic {pair}")
}

/// What an app answers, with the whole body.
pub(crate) async fn exchange(app: &Router, request: Request<Body>) -> (Parts, Bytes) {
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (parts, bytes)
}
