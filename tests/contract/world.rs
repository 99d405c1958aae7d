//! A service in memory and clients of it, one for each person.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use http::{Request, Response};
use swr_api::{
    Access, AccessKey, Client, Credentials, Deadline, Endpoint, Error, ErrorKind, Grant, InProcess,
    NewOrganization, NewRepository, NewShare, OrganizationName, Permit, RepositoryName,
    RepositoryPath, Secret, TagName, Timestamp,
};
use swr_server::host::HostRule;
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID, REGION};
use swr_server::store::access::Right;
use swr_server::store::members::{self, GrantTarget};
use swr_server::store::users::{self, NewUser};
use swr_server::store::{Connection, Store, StoreError, accounts, organizations, repositories};
use swr_server::{Service, Settings, delivery, demo, synchronization};

use crate::wire::Wire;

pub(crate) const ORIGIN: &str = "http://registry.test:8080";
pub(crate) const START: i64 = 1_700_000_000_000;
pub(crate) const MINUTE: i64 = 60_000;

/// Everyone's password, and its hash: making one takes longer than any test here.
pub(crate) const PASSWORD: &str = "correct horse";
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$M1KwAdBePQcN07OcCF2enA$\
    Zi46wNuQ2maRIbJs6S+2+fFKqKE7+BLPzj3+h/QcB9g";

/// Everyone, and the account they are of.
const PEOPLE: [(&str, &str); 7] = [
    ("admin", ACCOUNT_ID),
    ("manager", ACCOUNT_ID),
    ("editor", ACCOUNT_ID),
    ("reader", ACCOUNT_ID),
    ("stranger", ACCOUNT_ID),
    ("partner-admin", PARTNER),
    ("outsider", OUTSIDE),
];

/// Another account's id and name, and those of one that no one shares anything with.
pub(crate) const PARTNER: &str = "partner";
const OUTSIDE: &str = "outside";

pub(crate) struct World {
    pub(crate) wire: Wire,
    service: Service,
    pub(crate) region: &'static str,
    store: Store,
    clock: Arc<AtomicI64>,
}

impl World {
    /// `admin` is the account's administrator; everyone else starts without any right.
    pub(crate) fn new() -> Self {
        Self::with(Settings::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self::over_regions(settings, &[]).remove(0)
    }

    /// `local-1` and `local-2` over the same store and clock.
    pub(crate) fn with_second_region() -> (Self, Self) {
        let mut worlds = Self::over_regions(Settings::default(), &["local-2"]);
        (worlds.remove(0), worlds.remove(0))
    }

    fn over_regions(settings: Settings, further: &[&'static str]) -> Vec<Self> {
        let store = Store::in_memory().unwrap();
        store.write_now(fill).unwrap();
        Self::over_store(store, settings, further)
    }

    /// The demo data, with its own people.
    pub(crate) fn of_the_demo() -> Self {
        let store = Store::in_memory().unwrap();
        let seed = |connection: &Connection| {
            accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
            demo::seed(connection, store.folder(), START)
        };
        store.write_now(seed).unwrap();
        Self::over_store(store.clone(), Settings::default(), &[]).remove(0)
    }

    fn over_store(store: Store, settings: Settings, further: &[&'static str]) -> Vec<Self> {
        let clock = Arc::new(AtomicI64::new(START));
        let reading = clock.clone();
        let service = Service::new(store.clone(), settings)
            .with_clock(move || reading.load(Ordering::SeqCst))
            .with_regions(further.iter().copied());
        let world = |service: Service, region| Self {
            wire: Wire::to(swr_server::app(service.clone())),
            service,
            region,
            store: store.clone(),
            clock: clock.clone(),
        };
        let first = world(service.clone(), REGION);
        let further = further
            .iter()
            .map(|name| world(service.in_region(name, HostRule::Any), name));
        std::iter::once(first).chain(further).collect()
    }

    /// Does what waits to be copied between regions.
    pub(crate) async fn synchronize(&self) {
        synchronization::run_waiting(&self.service).await.unwrap();
    }

    /// Tells triggers of what was pushed.
    pub(crate) async fn deliver(&self) {
        delivery::deliver(&self.service).await.unwrap();
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
        let wire = self.wire.clone();
        let transport = InProcess(move |request| wire.clone().exchange(request, None));
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

    /// Signs every request; nothing must be requested first.
    pub(crate) fn user(&self, name: &str) -> Client<impl swr_api::Transport> {
        self.client(keys(name))
    }

    /// The administrator, of a service that does not know the calls with this in their path.
    pub(crate) fn user_of_a_service_without(
        &self,
        unknown: &'static str,
    ) -> Client<impl swr_api::Transport> {
        let wire = self.wire.clone();
        let transport = InProcess(move |request| wire.clone().exchange(request, Some(unknown)));
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
        self.wire.send(request).await
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
    ) -> RepositoryPath {
        let new = new_repository(name);
        let admin = self.user("admin");
        admin.create_repository(organization, &new).await.unwrap();
        RepositoryPath {
            organization: organization.clone(),
            repository: new.name,
        }
    }

    pub(crate) fn grant(&self, organization: &OrganizationName, user: &str, right: Right) {
        let grant = |connection: &_| {
            let row = organizations::find(connection, self.region, organization.as_str())?.unwrap();
            members::grant(connection, GrantTarget::Organization(row.id), user, right)
        };
        self.store.write_now::<_, StoreError>(grant).unwrap();
    }

    pub(crate) fn grant_repository(&self, path: &RepositoryPath, user: &str, right: Right) {
        let grant = |connection: &_| {
            let found = repositories::find(
                connection,
                self.region,
                path.organization.as_str(),
                path.repository.as_str(),
            );
            let target = GrantTarget::Repository(found?.unwrap().id);
            members::grant(connection, target, user, right)
        };
        self.store.write_now::<_, StoreError>(grant).unwrap();
    }
}

fn fill(connection: &Connection) -> Result<(), StoreError> {
    accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
    accounts::create(connection, PARTNER, PARTNER, &"e".repeat(32))?;
    accounts::create(connection, OUTSIDE, OUTSIDE, &"f".repeat(32))?;
    for (name, account_id) in PEOPLE {
        let user = NewUser {
            id: name,
            account_id,
            name,
            password_hash: HASH,
            is_administrator: name.ends_with("admin"),
            now: START,
        };
        users::create(connection, &user)?;
        users::add_access_key(connection, name, &access_key(name), &secret_key(name), 0)?;
    }
    Ok(())
}

pub(crate) fn access_key(user: &str) -> String {
    format!("AK{}", user.to_uppercase())
}

pub(crate) fn secret_key(user: &str) -> String {
    format!("{user}-secret")
}

fn keys(user: &str) -> Credentials {
    Credentials::AccessKey(AccessKey::new(
        access_key(user),
        Secret::new(secret_key(user)),
    ))
}

pub(crate) fn new_repository(name: &str) -> NewRepository {
    NewRepository {
        name: RepositoryName::new(name).unwrap(),
        is_public: false,
        category: None,
        description: None,
    }
}

/// A right for someone of the world, whose id is their name.
pub(crate) fn grant(user: &str, access: Access) -> Grant {
    Grant {
        user_id: user.to_owned(),
        user_name: user.to_owned(),
        access,
    }
}

pub(crate) fn new_share(account: &str) -> NewShare {
    NewShare {
        account: account.to_owned(),
        permit: Permit::Read,
        deadline: Deadline::Forever,
        description: String::new(),
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
