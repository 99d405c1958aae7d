//! What is sent, call by call, seen by a transport that keeps it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use http::{Request, Response};

use swr_api::{
    AccessKey, Category, Client, Credentials, Direction, Endpoint, Error, InProcess,
    NewOrganization, NewRepository, OrganizationName, OrganizationQuery, PageRequest,
    PasswordSignIn, RepositoryOrder, RepositoryPath, RepositoryQuery, RepositoryUpdate, Secret,
    TagName, TagOrder, TagQuery, Timestamp, Transport, TransportError,
};

type Sent = Arc<Mutex<Vec<Request<Vec<u8>>>>>;

fn client(endpoint: Endpoint, credentials: Credentials) -> (Client<impl Transport>, Sent) {
    let sent = Sent::default();
    let kept = Arc::clone(&sent);
    let transport = InProcess(move |request| {
        kept.lock().unwrap().push(request);
        std::future::ready(Ok::<_, TransportError>(Response::new(b"{}".to_vec())))
    });
    let clock = Arc::new(|| Timestamp::parse("2024-01-02T03:04:05Z").unwrap());
    (Client::new(endpoint, credentials, transport, clock), sent)
}

/// Polls once: these transports answer at once.
fn finish<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the answer was there already"),
    }
}

fn last(sent: &Sent) -> Request<Vec<u8>> {
    sent.lock().unwrap().pop().expect("something was sent")
}

fn line(request: &Request<Vec<u8>>) -> String {
    let body = String::from_utf8_lossy(request.body());
    format!("{} {} {body}", request.method(), request.uri())
        .trim_end()
        .to_owned()
}

#[test]
fn every_call_has_its_line() {
    let (client, sent) = client(Endpoint::new(""), Credentials::None);
    let group = OrganizationName::new("group").unwrap();
    let nested = RepositoryPath::new("group", "web/nginx").unwrap();
    let tag = TagName::new("1.0").unwrap();
    // The futures are dropped: a request is complete as soon as the method returns.
    macro_rules! check {
        ($call:expr, $expected:expr) => {{
            drop($call);
            assert_eq!(line(&last(&sent)), $expected);
        }};
    }
    check!(client.list_api_versions(), "GET /");
    check!(client.get_api_version("v2"), "GET /v2");
    check!(
        client.list_organizations(&OrganizationQuery::default()),
        "GET /v2/manage/namespaces"
    );
    check!(
        client.get_organization(&group),
        "GET /v2/manage/namespaces/group"
    );
    check!(
        client.create_organization(&NewOrganization {
            name: group.clone()
        }),
        r#"POST /v2/manage/namespaces {"namespace":"group"}"#
    );
    check!(
        client.delete_organization(&group),
        "DELETE /v2/manage/namespaces/group"
    );
    check!(
        client.list_repositories(&RepositoryQuery::default()),
        "GET /v2/manage/repos?limit=100&offset=0"
    );
    check!(
        client.get_repository(&nested),
        "GET /v2/manage/namespaces/group/repos/web$nginx"
    );
    check!(
        client.create_repository(
            &group,
            &NewRepository {
                name: nested.repository.clone(),
                is_public: false,
                category: None,
                description: None,
            }
        ),
        r#"POST /v2/manage/namespaces/group/repos {"repository":"web/nginx","is_public":false}"#
    );
    check!(
        client.update_repository(
            &nested,
            &RepositoryUpdate {
                is_public: true,
                category: Some(Category::Database),
                description: Some(String::new()),
            }
        ),
        r#"PATCH /v2/manage/namespaces/group/repos/web$nginx {"is_public":true,"category":"database","description":""}"#
    );
    check!(
        client.delete_repository(&nested),
        "DELETE /v2/manage/namespaces/group/repos/web$nginx"
    );
    check!(
        client.list_tags(&nested, &TagQuery::default()),
        "GET /v2/manage/namespaces/group/repos/web$nginx/tags?limit=100&offset=0"
    );
    check!(
        client.get_tag(&nested, &tag),
        "GET /v2/manage/namespaces/group/repos/web$nginx/tags/1.0"
    );
    check!(
        client.delete_tag(&nested, &tag),
        "DELETE /v2/manage/namespaces/group/repos/web$nginx/tags/1.0"
    );
    check!(
        client.list_quotas("0123"),
        "GET /v2/manage/projects/0123/quotas"
    );
    check!(client.list_projects(None), "GET /v3/projects");
    check!(client.delete_token(), "DELETE /v3/auth/tokens");
    check!(
        client.list_projects(Some("eu-de")),
        "GET /v3/projects?name=eu-de"
    );
}

#[test]
fn every_wish_of_a_list_reaches_the_service() {
    let (client, sent) = client(Endpoint::new(""), Credentials::None);
    let page = PageRequest {
        offset: 200,
        limit: 50,
    };
    drop(client.list_repositories(&RepositoryQuery {
        organization: Some(OrganizationName::new("group").unwrap()),
        name: Some("a|b::c d".to_owned()),
        category: Some(Category::FrameworkApp),
        is_public: Some(false),
        order: Some((RepositoryOrder::UpdatedAt, Direction::Descending)),
        page,
    }));
    assert_eq!(
        line(&last(&sent)),
        "GET /v2/manage/repos?category=framework_app&is_public=false&limit=50&\
         name=a%7Cb%3A%3Ac%20d&namespace=group&offset=200&order_column=updated_time&order_type=desc"
    );
    drop(client.list_tags(
        &RepositoryPath::new("group", "nginx").unwrap(),
        &TagQuery {
            name: Some("1.".to_owned()),
            order: Some((TagOrder::UpdatedAt, Direction::Ascending)),
            page,
        },
    ));
    assert_eq!(
        line(&last(&sent)),
        "GET /v2/manage/namespaces/group/repos/nginx/tags?limit=50&offset=200&\
         order_column=updated_at&order_type=asc&tag=1."
    );
}

#[test]
fn every_call_names_its_content_and_carries_the_token() {
    let token = Credentials::Token(Secret::new("t0ken"));
    let (client, sent) = client(Endpoint::new("https://swr-api.example/"), token);
    drop(client.get_organization(&OrganizationName::new("group").unwrap()));
    let request = last(&sent);
    assert_eq!(
        request.uri(),
        "https://swr-api.example/v2/manage/namespaces/group"
    );
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["x-auth-token"], "t0ken");
    assert!(!format!("{request:?}").contains("t0ken"));
    drop(client.create_token(&PasswordSignIn {
        account: "local".to_owned(),
        user: "admin".to_owned(),
        password: Secret::new("demo"),
        project: "local-1".to_owned(),
    }));
    let request = last(&sent);
    assert_eq!(request.headers().get("x-auth-token"), None);
    assert_eq!(
        line(&request),
        "POST https://swr-api.example/v3/auth/tokens?nocatalog=true \
         {\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"admin\",\
         \"password\":\"demo\",\"domain\":{\"name\":\"local\"}}}},\"scope\":{\"project\":{\"name\":\"local-1\"}}}}"
    );
}

fn access_key() -> Credentials {
    let key = AccessKey::new(
        "EXAMPLEAK0000000TEST".to_owned(),
        Secret::new("exampleSecretKey0000000000000000000TEST"),
    );
    Credentials::AccessKey(key.with_project(Some("0123456789abcdef0123456789abcdef".to_owned())))
}

fn authorization(endpoint: Endpoint) -> Result<String, Error> {
    let (client, sent) = client(endpoint, access_key());
    let name = OrganizationName::new("group").unwrap();
    finish(client.create_organization(&NewOrganization { name }))?;
    let request = last(&sent);
    assert_eq!(request.headers()["x-sdk-date"], "20240102T030405Z");
    assert_eq!(
        request.headers()["x-project-id"],
        "0123456789abcdef0123456789abcdef"
    );
    let value = request.headers()["authorization"].to_str().unwrap();
    Ok(value.to_owned())
}

#[test]
fn a_proxy_in_between_does_not_change_the_signature() {
    let direct = authorization(Endpoint::new("https://swr-api.example")).unwrap();
    assert!(direct.starts_with(
        "SDK-HMAC-SHA256 Access=EXAMPLEAK0000000TEST, \
         SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature="
    ));
    let proxied = Endpoint {
        base: "/swr".to_owned(),
        signs_as: Some("https://swr-api.example".to_owned()),
        origin: Some("https://console.example".to_owned()),
    };
    assert_eq!(authorization(proxied).unwrap(), direct);
    let same_origin = Endpoint {
        origin: Some("https://swr-api.example".to_owned()),
        ..Endpoint::default()
    };
    assert_eq!(authorization(same_origin).unwrap(), direct);
    let elsewhere = authorization(Endpoint::new("https://swr-api.example/below")).unwrap();
    assert_ne!(elsewhere, direct);
}

#[test]
fn what_cannot_be_sent_is_an_error_of_the_request() {
    let is_request = |result: Result<_, Error>| matches!(result, Err(Error::Request(_)));
    assert!(is_request(authorization(Endpoint::new("")).map(drop)));
    let (client, sent) = client(Endpoint::new(""), Credentials::Token(Secret::new("a\nb")));
    assert!(is_request(finish(client.list_quotas("1")).map(drop)));
    assert!(is_request(finish(client.list_quotas("..")).map(drop)));
    assert!(is_request(finish(client.get_api_version("")).map(drop)));
    assert!(sent.lock().unwrap().is_empty());
}

#[test]
fn a_failing_transport_and_a_refusing_service_stay_apart() {
    let clock = Arc::new(|| Timestamp::from_unix_millis(0));
    let offline =
        InProcess(|_| std::future::ready(Err(TransportError::Offline("no route".to_owned()))));
    let client = Client::new(Endpoint::new(""), Credentials::None, offline, clock.clone());
    assert_eq!(
        finish(client.list_quotas("1")),
        Err(Error::Transport(TransportError::Offline(
            "no route".to_owned()
        )))
    );
    let refusing = InProcess(|_| {
        let response = Response::builder().status(406);
        let body = br#"{"errors":[{"errorCode":"SVCSTG.SWR.4060074","errorMessage":"holds"}]}"#;
        std::future::ready(Ok(response.body(body.to_vec()).unwrap()))
    });
    let client = Client::new(Endpoint::new(""), Credentials::None, refusing, clock);
    let error = finish(client.delete_organization(&OrganizationName::new("a").unwrap()));
    assert_eq!(error.unwrap_err().code(), Some("SVCSTG.SWR.4060074"));
}

/// A service that has the list of tags and no call for one.
fn listing_only(names: &'static [&'static str]) -> Client<impl Transport> {
    let transport = InProcess(move |request: Request<Vec<u8>>| {
        let is_list = request.uri().path().ends_with("/tags");
        let tags: Vec<_> = names
            .iter()
            .map(|it| serde_json::json!({ "Tag": it }))
            .collect();
        let refusal = serde_json::json!({ "error_code": "APIGW.0101", "error_msg": "no such API" });
        let (status, body) = match is_list {
            true => (200, serde_json::Value::from(tags)),
            false => (404, refusal),
        };
        let mut answer = Response::new(body.to_string().into_bytes());
        *answer.status_mut() = http::StatusCode::from_u16(status).unwrap();
        std::future::ready(Ok::<_, TransportError>(answer))
    });
    let clock = Arc::new(|| Timestamp::parse("2024-01-02T03:04:05Z").unwrap());
    Client::new(Endpoint::new(""), Credentials::None, transport, clock)
}

#[test]
fn where_there_is_no_call_for_a_tag_the_list_has_it() {
    let web = RepositoryPath::new("group", "web").unwrap();
    let find = |name| {
        let client = listing_only(&["1.0-rc", "1.0", "latest"]);
        finish(client.find_tag(&web, &TagName::new(name).unwrap()))
    };
    assert_eq!(find("1.0").unwrap().name.as_str(), "1.0");
    // A part of a name is no name.
    let refusal = find("1").unwrap_err();
    assert_eq!(refusal.code(), Some("APIGW.0101"));
}
