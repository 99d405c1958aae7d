//! Requests that no one would write: made up from seeds, half of them of words that the service knows.
//!
//! Whatever comes, the service answers in its own words, and who has no role on an organization gets
//! nothing of it.

use axum::body::Body;
use http::{Method, Request};
use serde_json::Value;

use crate::input::Input;
use crate::soak::seeds;
use crate::world::{Answer, World, refused};

/// Worlds of a plain test run, and requests to each.
const WORLDS: u64 = 12;
const REQUESTS: usize = 150;

const USERS: [&str; 7] = [
    "admin",
    "manager",
    "editor",
    "reader",
    "stranger",
    "partner-admin",
    "outsider",
];

/// Without any right on `team`.
const STRANGERS: [&str; 3] = ["stranger", "partner-admin", "outsider"];

const METHODS: [Method; 8] = [
    Method::GET,
    Method::GET,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::HEAD,
    Method::OPTIONS,
];

/// `*` is a made-up segment.
const PATHS: [&str; 34] = [
    "/v2/manage/namespaces",
    "/v2/manage/namespaces/team",
    "/v2/manage/namespaces/*",
    "/v2/manage/namespaces/team/access",
    "/v2/manage/namespaces/team/repos",
    "/v2/manage/namespaces/team/repos/a$b",
    "/v2/manage/namespaces/team/repos/*",
    "/v2/manage/namespaces/team/repos/a$b/access",
    "/v2/manage/namespaces/team/repos/a$b/tags",
    "/v2/manage/namespaces/team/repos/a$b/tags/*",
    "/v2/manage/namespaces/team/repos/a$b/*/references",
    "/v2/manage/namespaces/team/repos/a$b/*/accessories",
    "/v2/manage/namespaces/team/repos/a$b/triggers",
    "/v2/manage/namespaces/team/repos/a$b/triggers/*",
    "/v2/manage/namespaces/team/repos/a$b/retentions",
    "/v2/manage/namespaces/team/repos/a$b/retentions/*",
    "/v2/manage/namespaces/team/repos/a$b/retentions/histories",
    "/v2/manage/namespaces/team/repos/a$b/sync_repo",
    "/v2/manage/namespaces/team/repos/a$b/sync_images",
    "/v2/manage/namespaces/team/repos/a$b/sync_job",
    "/v2/manage/namespaces/team/repositories/a$b/access-domains",
    "/v2/manage/namespaces/team/repositories/a$b/access-domains/*",
    "/v2/manage/repos",
    "/v3/manage/repos",
    "/v2/manage/shared-repositories",
    "/v2/manage/reports/*/*",
    "/v2/manage/utils/secret",
    "/v3/auth/tokens",
    "/v3/users",
    "/v2/team/a/b/manifests/*",
    "/v2/team/a/b/blobs/*",
    "/v2/team/a/b/blobs/uploads/",
    "/v2/team/a/b/tags/list",
    "/registry/token",
];

const WORDS: [&str; 30] = [
    "team",
    "a/b",
    "a$b",
    "v1",
    "latest",
    "local-1",
    "local-9",
    "reader",
    "none",
    "-1",
    "0",
    "1",
    "18446744073709551616",
    "%",
    "%2f",
    "..",
    "::",
    "|",
    "limit::1",
    "offset::0",
    "order::asc",
    "true",
    "null",
    "sha256:",
    "*",
    "?",
    "#",
    "&",
    "=",
    " ",
];

const NAMES: [&str; 24] = [
    "namespace",
    "repository",
    "is_public",
    "category",
    "description",
    "limit",
    "offset",
    "filter",
    "marker",
    "order_column",
    "source_tag",
    "destination_tag",
    "override",
    "algorithm",
    "rules",
    "remoteRegionId",
    "remoteNamespace",
    "imageTag",
    "access_domain",
    "permit",
    "deadline",
    "name",
    "user_id",
    "auth",
];

/// A text as it is in an address.
fn escaped(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"$.-_:".contains(&byte);
    let escaped = text.bytes().map(|byte| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    escaped.collect()
}

fn text(input: &mut Input) -> String {
    input.text(&WORDS, 3)
}

fn value(input: &mut Input, depth: usize) -> Value {
    match input.below(if depth == 0 { 5 } else { 7 }) {
        0 => Value::Null,
        1 => (input.below(2) == 0).into(),
        2 => (input.number() as i64).into(),
        3 | 4 => text(input).into(),
        5 => (0..input.below(4))
            .map(|_| value(input, depth - 1))
            .collect(),
        _ => object(input, depth - 1),
    }
}

fn object(input: &mut Input, depth: usize) -> Value {
    let count = input.below(7);
    let fields = (0..count).map(|_| (input.one_of(&NAMES).to_owned(), value(input, depth)));
    Value::Object(fields.collect())
}

/// A made-up body.
pub(crate) fn body(input: &mut Input) -> String {
    match input.below(6) {
        0 => String::new(),
        1 => text(input),
        2 => value(input, 2).to_string(),
        3 => {
            let whole = object(input, 3).to_string();
            let cut = input.below(whole.len() + 1);
            String::from_utf8_lossy(&whole.as_bytes()[..cut]).into_owned()
        }
        _ => object(input, 3).to_string(),
    }
}

fn address(input: &mut Input) -> String {
    let mut address = String::new();
    for (number, part) in input.one_of(&PATHS).split('*').enumerate() {
        if number > 0 {
            address.push_str(&escaped(&text(input)));
        }
        address.push_str(part);
    }
    address + &query(input)
}

/// Made-up parameters, behind a question mark.
pub(crate) fn query(input: &mut Input) -> String {
    let mut query = String::new();
    for number in 0..input.below(4) {
        let name = input.one_of(&NAMES);
        let sign = if number == 0 { '?' } else { '&' };
        query.push_str(&format!("{sign}{name}={}", escaped(&text(input))));
    }
    query
}

/// One made-up request by that person, through the management API's token or the registry's login.
fn request(input: &mut Input, world: &World, user: &str) -> Request<Body> {
    let address = address(input);
    let method = METHODS[input.below(METHODS.len())].clone();
    let is_registry = !address.starts_with("/v2/manage") && !address.starts_with("/v3");
    let mut request = Request::builder().method(method).uri(address);
    request = match is_registry {
        true => request.header("authorization", world.login("local-1", user)),
        false => request.header("x-auth-token", world.token(user)),
    };
    for name in ["content-type", "accept", "range", "content-range"] {
        if input.below(4) == 0 {
            let value = input.text(&["application/json", "bytes", "=", "-", "0", "9", "*/*"], 4);
            let value: String = value.chars().filter(char::is_ascii_graphic).collect();
            request = request.header(name, value);
        }
    }
    request.body(Body::from(body(input))).unwrap()
}

fn assert_well_answered(asked: &str, answer: &Answer) {
    let status = answer.status.as_u16();
    let is_of_reference = status == 500 && answer.refusal() == refused("5001101");
    assert!(
        status < 500 || is_of_reference,
        "{asked}: {status} {}",
        answer.body
    );
    assert_eq!(answer.header("x-request-id").len(), 32, "{asked}");
    if answer
        .header("content-type")
        .starts_with("application/json")
        && !answer.body.is_empty()
    {
        answer.json();
    }
}

#[tokio::test]
async fn every_request_is_answered_and_strangers_get_nothing() {
    let mut accepted = 0;
    for seed in seeds(WORLDS) {
        let mut input = Input::from_seed(seed);
        let world = World::new();
        world.team().await;
        for _ in 0..REQUESTS {
            let user = input.one_of(&USERS);
            let request = request(&mut input, &world, user);
            let path = request.uri().path().to_owned();
            let asked = format!(
                "SOAK_SEED={seed}: {user} {} {}",
                request.method(),
                request.uri()
            );
            let is_preflight = request.method() == Method::OPTIONS;
            let answer = world.send(request).await;
            assert_well_answered(&asked, &answer);
            accepted += usize::from(answer.status.is_success());
            let is_of_team = path.contains("/namespaces/team") || path.starts_with("/v2/team/");
            let is_refused = answer.status.is_client_error() || is_preflight;
            if is_of_team && STRANGERS.contains(&user) {
                assert!(is_refused, "{asked}: {} {}", answer.status, answer.body);
            }
        }
    }
    assert!(accepted > 0, "requests that are all refused say little");
}
