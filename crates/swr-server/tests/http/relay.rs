//! What a relay hands on and hands back, seen from the service behind it.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::{Method, Request, Response};
use swr_api::{
    AccessKey, Client, Credentials, Endpoint, NewOrganization, OrganizationName, OrganizationQuery,
    PasswordSignIn, Secret, Timestamp, TransportError,
};
use swr_server::Settings;
use swr_server::credentials::signature::Signature;

use crate::recorder::{Recorder, read, relay_to};
use crate::world::{START, World, send};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]";

/// Sends through a relay, and gives what reached the service behind.
async fn handed_on(request: Request<Body>) -> String {
    let recorder = Recorder::new().await;
    let app = relay_to(&recorder.address, &recorder.address, Settings::default());
    let (answer, received) = tokio::join!(send(&app, request), recorder.take(EMPTY));
    assert_eq!(answer.status, 200, "{}", answer.body);
    received.replace(recorder.address.trim_start_matches("http://"), "TARGET")
}

#[tokio::test]
async fn path_query_and_signed_headers_arrive_byte_for_byte() {
    let target = "/v2/manage/namespaces/team/repos/a$b%24%7Ec/tags?filter=x%3a%3A|y:&&a=%2B+%20'&z";
    let request = Request::get(target)
        .header("host", "console.example")
        .header("user-agent", "Mozilla/5.0  (X11;  Odd) ~")
        .header("content-type", "application/json;charset=utf-8")
        .header("x-sdk-date", "20231114T221320Z")
        .header("x-project-id", "p")
        .header("accept-encoding", "gzip, br");
    let received = handed_on(request.body(Body::empty()).unwrap()).await;
    let mut lines: Vec<&str> = received.trim_end().split("\r\n").collect();
    assert_eq!(lines.remove(0), format!("GET {target} HTTP/1.1"));
    lines.sort_unstable();
    let expected = [
        "accept-encoding: gzip, br",
        "content-type: application/json;charset=utf-8",
        "host: TARGET",
        "user-agent: Mozilla/5.0  (X11;  Odd) ~",
        "x-project-id: p",
        "x-sdk-date: 20231114T221320Z",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn what_is_between_browser_and_relay_stays_there() {
    let request = Request::delete("/v2/manage/namespaces/team/access")
        .header("host", "console.example")
        .header("origin", "https://console.example")
        .header("referer", "https://console.example/organizations")
        .header("sec-fetch-site", "same-origin")
        .header("sec-fetch-mode", "cors")
        .header("cookie", "session=secret")
        .header("forwarded", "for=10.0.0.1")
        .header("x-forwarded-for", "10.0.0.1")
        .header("x-forwarded-host", "console.example")
        .header("x-real-ip", "10.0.0.1")
        .header("via", "1.1 front")
        .header("connection", "keep-alive, X-Hop")
        .header("keep-alive", "timeout=5")
        .header("x-hop", "this one")
        .header("te", "trailers")
        .header("trailer", "x")
        .header("upgrade", "websocket")
        .header("proxy-authorization", "Basic secret")
        .header("proxy-connection", "keep-alive")
        .header("expect", "100-continue")
        .header("x-auth-token", "t0ken");
    let received = handed_on(request.body(Body::from(r#"["id"]"#)).unwrap()).await;
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<&str> = head.split("\r\n").skip(1).collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        ["content-length: 6", "host: TARGET", "x-auth-token: t0ken"]
    );
    assert_eq!(body, r#"["id"]"#, "of a DELETE, too");
}

#[tokio::test]
async fn only_headers_of_the_api_come_back() {
    let recorder = Recorder::new().await;
    let app = relay_to(&recorder.address, &recorder.address, Settings::default());
    let answer = b"HTTP/1.1 401 Unauthorized\r\n\
        Content-Type: application/json;charset=utf8\r\n\
        Content-Range: 0-1/1\r\n\
        Date: Tue, 14 Nov 2023 22:13:20 GMT\r\n\
        Retry-After: 7\r\n\
        X-Request-Id: theirs\r\n\
        X-Subject-Token: t0ken\r\n\
        X-Swr-Dockerlogin: docker login\r\n\
        X-Swr-Expireat: 2023\r\n\
        Set-Cookie: a=b\r\n\
        Server: api-gateway\r\n\
        WWW-Authenticate: Basic\r\n\
        Location: https://evil.example/\r\n\
        Access-Control-Allow-Origin: *\r\n\
        Strict-Transport-Security: max-age=1\r\n\
        Keep-Alive: timeout=5\r\n\
        Content-Length: 4\r\n\r\nnull";
    let request = Request::get("/v2/manage/repos")
        .body(Body::empty())
        .unwrap();
    let (answer, _) = tokio::join!(send(&app, request), recorder.take(answer));
    assert_eq!(
        (answer.status.as_u16(), answer.body.as_str()),
        (401, "null")
    );
    let mut names: Vec<&str> = answer.headers.keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    let expected = [
        "cache-control",
        "content-length",
        "content-range",
        "content-security-policy",
        "content-type",
        "date",
        "retry-after",
        "x-content-type-options",
        "x-request-id",
        "x-subject-token",
        "x-swr-dockerlogin",
        "x-swr-expireat",
    ];
    assert_eq!(names, expected);
    assert_eq!(answer.header("x-request-id"), "theirs");
    assert_eq!(answer.header("cache-control"), "no-store");
    let policy = answer.header("content-security-policy");
    assert_eq!(policy, "default-src 'none'; sandbox");
    assert_eq!(
        answer.header("content-type"),
        "application/json;charset=utf8"
    );
}

#[tokio::test]
async fn a_redirect_is_a_response_and_leads_nowhere() {
    let recorder = Recorder::new().await;
    let app = relay_to(&recorder.address, &recorder.address, Settings::default());
    let elsewhere = b"HTTP/1.1 307 Temporary Redirect\r\n\
        Location: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let request = Request::get("/v2/manage/repos")
        .body(Body::empty())
        .unwrap();
    let (answer, _) = tokio::join!(send(&app, request), recorder.take(elsewhere));
    assert_eq!(answer.status, 307);
    assert_eq!(answer.header("location"), "");
}

#[tokio::test]
async fn each_call_goes_to_the_service_that_it_is_for() {
    let (management, identity) = (Recorder::new().await, Recorder::new().await);
    let behind = format!("{}/behind/", management.address);
    let app = relay_to(&behind, &identity.address, Settings::default());
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/v2"),
        ("GET", "/v3"),
        ("GET", "/v3/manage/repos"),
    ] {
        let request = Request::builder().method(method).uri(path);
        let request = request.body(Body::empty()).unwrap();
        let (_, received) = tokio::join!(send(&app, request), management.take(EMPTY));
        let line = format!("{method} /behind{path} HTTP/1.1\r\n");
        assert!(received.starts_with(&line), "{received}");
    }
    for (method, path) in [
        ("POST", "/v3/auth/tokens?nocatalog=true"),
        ("GET", "/v3/projects?name=x"),
    ] {
        let request = Request::builder().method(method).uri(path);
        let request = request.body(Body::empty()).unwrap();
        let (_, received) = tokio::join!(send(&app, request), identity.take(EMPTY));
        let line = format!("{method} {path} HTTP/1.1\r\n");
        assert!(received.starts_with(&line), "{received}");
    }
}

/// A client as the console has it, with what `config.json` says.
async fn console(
    app: &Router,
    credentials: Credentials,
    is_identity: bool,
) -> Client<impl swr_api::Transport> {
    let request = Request::get("/config.json").body(Body::empty()).unwrap();
    let configuration = send(app, request).await.json();
    let connection = configuration["connections"][0].clone();
    let text = |name: &str| connection[name].as_str().unwrap().to_owned();
    let (base, signs_as) = match is_identity {
        true => (text("iam"), text("iam_signs_as")),
        false => (text("endpoint"), text("signs_as")),
    };
    let endpoint = Endpoint {
        base,
        signs_as: Some(signs_as),
        origin: Some("http://console.example".to_owned()),
    };
    let app = app.clone();
    let transport = swr_api::InProcess(move |mut request: Request<Vec<u8>>| {
        let app = app.clone();
        let own = [
            ("host", "console.example"),
            ("origin", "http://console.example"),
        ];
        for (name, value) in own {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        async move {
            let answer = send(&app, request.map(Body::from)).await;
            let mut response = Response::new(answer.body.into_bytes());
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            Ok::<_, TransportError>(response)
        }
    });
    let clock = Arc::new(|| Timestamp::from_unix_millis(START));
    Client::new(endpoint, credentials, transport, clock)
}

fn access_key(user: &str) -> Credentials {
    let key = AccessKey::new(format!("AK-{user}"), Secret::new("SK"));
    Credentials::AccessKey(key.with_project(Some("p".to_owned())))
}

#[tokio::test]
async fn a_signature_is_good_for_the_service_behind() {
    let recorder = Recorder::new().await;
    let behind = format!("{}/behind", recorder.address);
    let app = relay_to(&behind, &recorder.address, Settings::default());
    let client = console(&app, access_key("admin"), false).await;
    let query = OrganizationQuery::default();
    let (listed, received) = tokio::join!(
        client.list_organizations(&query),
        recorder.take(b"HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{\"namespaces\":[]}")
    );
    assert_eq!(listed.unwrap().len(), 0);
    let (parts, body) = read(&received);
    let signature = Signature::read(&parts).unwrap().unwrap();
    assert_eq!(signature.access_key, "AK-admin");
    let is_by = |key| signature.is_by(&parts, body.as_bytes(), key).unwrap();
    assert!(is_by("SK"), "{received}");
    assert!(!is_by("another"));
}

/// A whole service on a port of its own.
async fn start(world: &World) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let app = world.app.clone();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

#[tokio::test]
async fn a_person_signs_in_with_a_key_or_a_password_through_the_relay() {
    let world = World::new();
    let address = start(&world).await;
    let app = relay_to(&address, &address, Settings::default());
    let by_key = console(&app, access_key("admin"), false).await;
    let name = OrganizationName::new("team").unwrap();
    let new = NewOrganization { name: name.clone() };
    by_key.create_organization(&new).await.unwrap();
    by_key.get_organization(&name).await.unwrap();
    let projects = console(&app, access_key("admin"), true).await;
    let projects = projects.list_projects(Some("local-1")).await.unwrap();
    assert_eq!(projects.len(), 1);

    let identity = console(&app, Credentials::None, true).await;
    let sign_in = PasswordSignIn {
        account: "local".to_owned(),
        user: "admin".to_owned(),
        password: Secret::new("secret"),
        project: "local-1".to_owned(),
    };
    let issued = identity.create_token(&sign_in).await.unwrap();
    let by_token = console(&app, Credentials::Token(issued.token), false).await;
    by_token.delete_organization(&name).await.unwrap();
    let error = by_token.get_organization(&name).await.unwrap_err();
    assert_eq!(
        error.status(),
        Some(404),
        "in the words of the service: {error}"
    );
}

#[tokio::test]
async fn the_console_and_its_configuration_are_served_and_the_registry_is_not() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<title>Console</title>").unwrap();
    let recorder = Recorder::new().await;
    let settings = Settings {
        console: Some(folder.path().to_owned()),
        ..Settings::default()
    };
    let app = relay_to(&recorder.address, &recorder.address, settings);
    let get = |path: &str| {
        let request = Request::get(path).header("accept", "text/html,*/*;q=0.8");
        let request = request.header("sec-fetch-site", "cross-site");
        let (app, request) = (app.clone(), request.body(Body::empty()).unwrap());
        async move { send(&app, request).await }
    };
    for path in ["/", "/organizations", "/team/app"] {
        assert_eq!(get(path).await.body, "<title>Console</title>", "{path}");
    }
    assert_eq!(get("/healthz").await.body, "ok\n");
    let ours = get("/config.json").await.json();
    assert_eq!(
        ours["connections"][0]["signs_as"],
        recorder.address.as_str()
    );
    assert!(ours["connections"][0].get("registry").is_none());
    let file = r#"{"language": "fr", "connections": [{"id": "x", "region": "r"}]}"#;
    std::fs::write(folder.path().join("config.json"), file).unwrap();
    let theirs = get("/config.json").await.json();
    assert_eq!(theirs["language"], "fr");
    assert_eq!(
        theirs["connections"][0]["iam_signs_as"],
        recorder.address.as_str()
    );
    for path in ["/v2/", "/v2/team/app/manifests/1", "/registry/token"] {
        let unknown = (404, "APIGW.0101".to_owned());
        assert_eq!(get(path).await.refusal(), unknown, "{path}");
    }
}

thread_local! {
    /// What this thread's test would write to the log, down to the least important line.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_has_the_template_and_no_name_query_header_or_body() {
    // For the whole program: whether a line is written at all is decided once, by whichever thread comes
    // to it first, and a subscriber of one thread would not be asked by the others.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(|| Log)
        .with_ansi(false)
        .finish();
    tracing::subscriber::set_global_default(subscriber).expect("nobody else listens");
    let request = Request::builder()
        .method(Method::POST)
        .uri("/v2/manage/namespaces/s3cret-name/repos?query=s3cret-query")
        .header("x-auth-token", "s3cret-token")
        .body(Body::from("s3cret-body"));
    handed_on(request.unwrap()).await;
    let log = String::from_utf8(LOG.take()).unwrap();
    assert!(
        log.contains("path=\"/v2/manage/namespaces/{namespace}/repos\""),
        "{log}"
    );
    assert!(
        log.contains("method=POST") && log.contains("status=200"),
        "{log}"
    );
    assert!(!log.contains("s3cret"), "{log}");
}
