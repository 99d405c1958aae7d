//! A service in memory with the people of two accounts, asked without a socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;
use swr_server::auth::PROJECT_SCOPE;
use swr_server::host::HostRule;
use swr_server::service::{ACCOUNT_ID, REGION};
use swr_server::store::access::Right;
use swr_server::store::members::{self, GrantTarget};
use swr_server::store::tokens::{NewToken, Purpose};
use swr_server::store::{Connection, Store, StoreError, accounts, organizations, tokens};
use swr_server::{Service, Settings, app, synchronization};
use tower::ServiceExt;

use crate::in_memory::{Account, InMemory, Person, exchange, login};
pub(crate) use crate::in_memory::{HOUR, START};

pub(crate) const PARTNER_PROJECT: &str = "0000000000000000000000000000000f";

const ACCOUNTS: [Account; 2] = [("partner", PARTNER_PROJECT), ("third", "3")];

const PEOPLE: [Person; 8] = [
    ("admin", ACCOUNT_ID),
    ("manager", ACCOUNT_ID),
    ("editor", ACCOUNT_ID),
    ("reader", ACCOUNT_ID),
    ("stranger", ACCOUNT_ID),
    ("partner-admin", "partner"),
    ("partner-user", "partner"),
    ("outsider", "third"),
];

pub(crate) struct World {
    pub(crate) app: Router,
    pub(crate) service: Service,
    region: &'static str,
    pub(crate) store: Store,
    clock: Arc<AtomicI64>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    /// Status and code, whatever the dialect.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let body = self.json();
        let code = ["/errors/0/errorCode", "/error_code", "/error/title"]
            .into_iter()
            .find_map(|pointer| body.pointer(pointer)?.as_str().map(str::to_owned));
        (self.status.as_u16(), code.unwrap_or_default())
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl World {
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
        let memory = InMemory::new(settings, further, &ACCOUNTS, &PEOPLE);
        let world = |service: Service, region| Self {
            app: app(service.clone()),
            service,
            region,
            store: memory.store.clone(),
            clock: memory.clock.clone(),
        };
        let first = world(memory.service.clone(), REGION);
        let others = further
            .iter()
            .map(|name| world(memory.service.in_region(name, HostRule::Any), name));
        std::iter::once(first).chain(others).collect()
    }

    pub(crate) fn region(&self) -> &'static str {
        self.region
    }

    /// Does what waits to be copied between regions.
    pub(crate) async fn synchronize(&self) {
        synchronization::run_waiting(&self.service).await.unwrap();
    }

    /// Lets the user manage the organization.
    pub(crate) fn grant(&self, organization: &str, user: &str) {
        let grant = |connection: &_| {
            let found = organizations::find(connection, self.region, organization)?;
            let target = GrantTarget::Organization(found.unwrap().id);
            members::grant(connection, target, user, Right::Manage)
        };
        self.store.write_now(grant).unwrap();
    }

    pub(crate) fn give_to_another_account(&self, organization: &str) {
        let give = |connection: &Connection| {
            accounts::create(connection, "other", "other", "4")?;
            let sql =
                "UPDATE organizations SET account_id = 'other' WHERE region = ?1 AND name = ?2";
            connection.execute(sql, [self.region, organization])?;
            Ok::<_, StoreError>(())
        };
        self.store.write_now(give).unwrap();
    }

    /// The long-term login as a header of the registry.
    pub(crate) fn login(&self, project: &str, user: &str) -> String {
        login(project, user)
    }

    pub(crate) fn wait(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
    }

    /// A token without the second that argon2 takes.
    pub(crate) fn token(&self, user_id: &str) -> String {
        self.try_token(user_id).unwrap()
    }

    pub(crate) fn try_token(&self, user_id: &str) -> Result<String, StoreError> {
        let now = self.clock.load(Ordering::SeqCst);
        let issue = |connection: &_| {
            let new = NewToken {
                purpose: Purpose::Management,
                region: self.region,
                scope: PROJECT_SCOPE,
                user_id,
                now,
                expires_at: now + 24 * HOUR,
            };
            tokens::issue(connection, &new)
        };
        self.store.write_now(issue)
    }

    pub(crate) async fn raw(&self, request: Request<Body>) -> Response {
        self.app.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.app, request).await
    }

    /// As no one, with any headers.
    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, user: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-auth-token", self.token(user))
            .body(Body::from(body.to_owned()));
        self.send(request.unwrap()).await
    }

    /// As `ask`, with the status and code of a response that has a body, or just the status.
    pub(crate) async fn said(
        &self,
        method: Method,
        path: &str,
        user: &str,
        body: &str,
    ) -> (u16, String) {
        let answer = self.ask(method, path, user, body).await;
        if answer.status.is_success() {
            return (answer.status.as_u16(), answer.body);
        }
        answer.refusal()
    }

    /// The organization `team` of the administrator with the private repository `a/b`, whose people
    /// have the rights that they are called after.
    pub(crate) async fn team(&self) {
        self.organization("admin", "team").await;
        self.repository("admin", "team", "a/b").await;
        let members = r#"[{"user_id": "manager", "user_name": "manager", "auth": 7},
            {"user_id": "editor", "user_name": "editor", "auth": 3},
            {"user_id": "reader", "user_name": "reader", "auth": 1}]"#;
        let path = "/v2/manage/namespaces/team/access";
        let granted = self.said(Method::POST, path, "admin", members).await;
        assert_eq!(granted, done());
    }

    pub(crate) async fn organization(&self, user: &str, name: &str) {
        let body = format!(r#"{{"namespace": "{name}"}}"#);
        let created = self.ask(Method::POST, "/v2/manage/namespaces", user, &body);
        assert_eq!(created.await.status, 201);
    }

    /// A private one.
    pub(crate) async fn repository(&self, user: &str, organization: &str, name: &str) {
        let path = format!("/v2/manage/namespaces/{organization}/repos");
        let body = format!(r#"{{"repository": "{name}", "is_public": false}}"#);
        let created = self.ask(Method::POST, &path, user, &body);
        assert_eq!(created.await.status, 201);
    }
}

/// What that app answers.
pub(crate) async fn send(app: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = exchange(app, request).await;
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.into()).unwrap(),
    }
}

/// The status and code of a refusal by number.
pub(crate) fn refused(number: &str) -> (u16, String) {
    (number[..3].parse().unwrap(), format!("SVCSTG.SWR.{number}"))
}

/// What mutations answer.
pub(crate) fn done() -> (u16, String) {
    (201, "{}".to_owned())
}

pub(crate) fn gone() -> (u16, String) {
    (204, String::new())
}
