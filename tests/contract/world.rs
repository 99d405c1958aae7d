//! A service in memory and clients of it, one for each person.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::{Body, Bytes};
use http::{Request, Response};
use swr_api::{
    Client, Credentials, Endpoint, Error, ErrorKind, InProcess, NewOrganization, NewRepository,
    OrganizationName, RepositoryName, Secret, TagName, Timestamp, TransportError,
};
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID, REGION};
use swr_server::store::access::{self, Right};
use swr_server::store::users::{self, NewUser};
use swr_server::store::{Connection, Store, StoreError, accounts, organizations, repositories};
use swr_server::{Service, Settings};
use tower::ServiceExt;

pub(crate) const ORIGIN: &str = "http://registry.test:8080";
pub(crate) const START: i64 = 1_700_000_000_000;
pub(crate) const MINUTE: i64 = 60_000;

/// Everybody's password, and its hash: making one takes longer than any test here.
pub(crate) const PASSWORD: &str = "correct horse";
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$M1KwAdBePQcN07OcCF2enA$\
    Zi46wNuQ2maRIbJs6S+2+fFKqKE7+BLPzj3+h/QcB9g";

pub(crate) struct World {
    router: axum::Router,
    store: Store,
    clock: Arc<AtomicI64>,
}

impl World {
    /// `admin` is the account's administrator; everybody else starts without any right.
    pub(crate) fn new() -> Self {
        Self::with(Settings::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let store = Store::in_memory().unwrap();
        let fill = |connection: &_| {
            accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
            for name in ["admin", "manager", "editor", "reader", "stranger"] {
                let user = NewUser {
                    id: name,
                    account_id: ACCOUNT_ID,
                    name,
                    password_hash: HASH,
                    is_administrator: name == "admin",
                    now: START,
                };
                users::create(connection, &user)?;
                users::add_access_key(connection, name, &access_key(name), &secret_key(name), 0)?;
            }
            Ok::<_, StoreError>(())
        };
        store.write_now(fill).unwrap();
        let clock = Arc::new(AtomicI64::new(START));
        let reading = clock.clone();
        let service = Service::new(store.clone(), settings)
            .with_clock(move || reading.load(Ordering::SeqCst));
        Self {
            router: swr_server::app(service),
            store,
            clock,
        }
    }

    pub(crate) fn wait(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
    }

    pub(crate) fn client(&self, credentials: Credentials) -> Client<impl swr_api::Transport> {
        self.client_with_clock(credentials, 0)
    }

    /// A client whose clock goes wrong by so much.
    pub(crate) fn client_with_clock(
        &self,
        credentials: Credentials,
        skew_millis: i64,
    ) -> Client<impl swr_api::Transport> {
        let router = self.router.clone();
        let transport = InProcess(move |request| send(router.clone(), request));
        self.client_over(transport, credentials, skew_millis)
    }

    fn client_over<T: swr_api::Transport>(
        &self,
        transport: T,
        credentials: Credentials,
        skew_millis: i64,
    ) -> Client<T> {
        let clock = self.clock.clone();
        let clock = move || Timestamp::from_unix_millis(clock.load(Ordering::SeqCst) + skew_millis);
        Client::new(
            Endpoint::new(ORIGIN),
            credentials,
            transport,
            Arc::new(clock),
        )
    }

    /// Signs every request; nothing has to be asked for first.
    pub(crate) fn user(&self, name: &str) -> Client<impl swr_api::Transport> {
        self.client(keys(name))
    }

    /// The administrator, of a service that does not know the calls with this in their path.
    pub(crate) fn user_of_a_service_without(
        &self,
        unknown: &'static str,
    ) -> Client<impl swr_api::Transport> {
        let router = self.router.clone();
        let transport = InProcess(move |mut request: Request<Vec<u8>>| {
            if request.uri().path().contains(unknown) {
                // The gateway's own answer, and not what somebody thinks it is.
                let nowhere = format!("{ORIGIN}/v2/manage/unknown");
                *request.uri_mut() = nowhere.parse().unwrap();
            }
            send(router.clone(), request)
        });
        self.client_over(transport, keys("admin"), 0)
    }

    /// No page more than there are.
    pub(crate) fn fill_disk(&self) {
        let fill = |connection: &Connection| {
            connection.query_row("PRAGMA max_page_count = 1", [], |_| Ok(()))?;
            Ok::<_, StoreError>(())
        };
        self.store.write_now(fill).unwrap();
    }

    pub(crate) fn disable(&self, user: &str) {
        let disable = |connection: &_| users::set_disabled(connection, user, true);
        self.store.write_now::<_, StoreError>(disable).unwrap();
    }

    pub(crate) async fn raw(&self, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        send(self.router.clone(), request).await.unwrap()
    }

    pub(crate) async fn organization(&self, name: &str) -> OrganizationName {
        let name = OrganizationName::new(name).unwrap();
        let new = NewOrganization { name: name.clone() };
        self.user("admin").create_organization(&new).await.unwrap();
        name
    }

    pub(crate) async fn repository(
        &self,
        organization: &OrganizationName,
        name: &str,
    ) -> RepositoryName {
        let new = new_repository(name);
        let admin = self.user("admin");
        admin.create_repository(organization, &new).await.unwrap();
        new.name
    }

    pub(crate) fn grant(&self, organization: &OrganizationName, user: &str, right: Right) {
        let grant = |connection: &_| {
            let row = organizations::find(connection, REGION, organization.as_str())?.unwrap();
            access::grant_organization(connection, row.id, user, right)
        };
        self.store.write_now::<_, StoreError>(grant).unwrap();
    }

    pub(crate) fn grant_repository(
        &self,
        organization: &OrganizationName,
        repository: &RepositoryName,
        user: &str,
        right: Right,
    ) {
        let grant = |connection: &_| {
            let found = repositories::find(
                connection,
                REGION,
                organization.as_str(),
                repository.as_str(),
            );
            access::grant_repository(connection, found?.unwrap().id, user, right)
        };
        self.store.write_now::<_, StoreError>(grant).unwrap();
    }
}

async fn send(
    router: axum::Router,
    mut request: Request<Vec<u8>>,
) -> Result<Response<Vec<u8>>, TransportError> {
    // A connection does this: the host goes into its header and out of the target.
    let uri = request.uri().clone();
    if let Some(host) = uri.authority() {
        let host = host.as_str().parse().unwrap();
        request.headers_mut().insert("host", host);
        *request.uri_mut() = uri.path_and_query().unwrap().as_str().parse().unwrap();
    }
    let response = router.oneshot(request.map(Body::from)).await.unwrap();
    let (parts, body) = response.into_parts();
    let body: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    Ok(Response::from_parts(parts, body.to_vec()))
}

pub(crate) fn access_key(user: &str) -> String {
    format!("AK{}", user.to_uppercase())
}

pub(crate) fn secret_key(user: &str) -> String {
    format!("{user}-secret")
}

fn keys(user: &str) -> Credentials {
    Credentials::AccessKey {
        access_key: access_key(user),
        secret_key: Secret::new(secret_key(user)),
        security_token: None,
        project_id: None,
    }
}

pub(crate) fn new_repository(name: &str) -> NewRepository {
    NewRepository {
        name: RepositoryName::new(name).unwrap(),
        is_public: false,
        category: None,
        description: None,
    }
}

pub(crate) fn tag(name: &str) -> TagName {
    TagName::new(name).unwrap()
}

/// Status, code and the one word the console acts on.
pub(crate) fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> (u16, String, ErrorKind) {
    let error = answer.unwrap_err();
    let code = error.code().unwrap_or_default();
    let code = code.strip_prefix("SVCSTG.SWR.").unwrap_or(code).to_owned();
    let status = error.status().unwrap_or_default();
    assert!(error.request_id().is_some(), "{error:?} has no request id");
    (status, code, error.kind())
}

/// What `refusal` gives for a code of the service, whose status is its beginning.
pub(crate) fn coded(code: &str, kind: ErrorKind) -> (u16, String, ErrorKind) {
    (code[..3].parse().unwrap(), code.to_owned(), kind)
}
