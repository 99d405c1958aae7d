//! Rights are checked before what was sent: who may not make a request gets the same answer whatever is
//! in it.

use http::Method;

use crate::generated::{body, query};
use crate::input::Input;
use crate::soak::seeds;
use crate::world::{World, refused};

/// Rounds over all operations in a plain test run.
const ROUNDS: u64 = 4;

/// What an operation sends.
#[derive(Clone, Copy)]
enum Content {
    Nothing,
    Body,
    Query,
}

/// An operation on an organization or a repository, and what a reader of the organization is told.
struct Operation {
    method: Method,
    path: &'static str,
    content: Content,
    /// The number of the refusal; `None` where readers may.
    of_reader: Option<&'static str>,
}

const TOO_LOW: Option<&str> = Some("4037020");
const NOT_PERMITTED: Option<&str> = Some("4039002");

const ORGANIZATION: &str = "/v2/manage/namespaces/team";
const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/a$b";
const SHARES: &str = "/v2/manage/namespaces/team/repositories/a$b/access-domains";
const TAGS_V3: &str = "/v3/manage/namespaces/team/repos/a$b/tags";

/// All operations that are about an organization or a repository: `O`, `R`, `S` and `T` stand for the
/// paths above.
fn operations() -> Vec<Operation> {
    use Content::{Body, Nothing, Query};
    let (get, post) = (Method::GET, Method::POST);
    let (patch, delete) = (Method::PATCH, Method::DELETE);
    let table = [
        (&get, "O", Nothing, None),
        (&delete, "O", Nothing, NOT_PERMITTED),
        (&get, "O/access", Nothing, None),
        (&post, "O/access", Body, NOT_PERMITTED),
        (&patch, "O/access", Body, NOT_PERMITTED),
        (&delete, "O/access", Body, NOT_PERMITTED),
        (&post, "O/repos", Body, NOT_PERMITTED),
        (&get, "R", Nothing, None),
        (&patch, "R", Body, TOO_LOW),
        (&delete, "R", Nothing, TOO_LOW),
        (&get, "R/access", Nothing, None),
        (&post, "R/access", Body, TOO_LOW),
        (&patch, "R/access", Body, TOO_LOW),
        (&delete, "R/access", Body, TOO_LOW),
        (&get, "R/tags", Query, None),
        (&get, "T", Query, None),
        (&post, "R/tags", Body, TOO_LOW),
        (&get, "R/tags/none", Nothing, None),
        (&delete, "R/tags/none", Nothing, TOO_LOW),
        (&get, "R/none/references", Query, None),
        (&get, "R/none/accessories", Query, None),
        (&get, "R/retentions", Nothing, None),
        (&post, "R/retentions", Body, TOO_LOW),
        (&get, "R/retentions/1", Nothing, None),
        (&patch, "R/retentions/1", Body, TOO_LOW),
        (&delete, "R/retentions/1", Nothing, TOO_LOW),
        (&get, "R/retentions/histories", Query, None),
        (&get, "R/triggers", Nothing, None),
        (&post, "R/triggers", Body, TOO_LOW),
        (&get, "R/triggers/none", Nothing, None),
        (&patch, "R/triggers/none", Body, TOO_LOW),
        (&delete, "R/triggers/none", Nothing, TOO_LOW),
        (&get, "R/sync_repo", Nothing, NOT_PERMITTED),
        (&post, "R/sync_repo", Body, NOT_PERMITTED),
        (&delete, "R/sync_repo", Body, NOT_PERMITTED),
        (&post, "R/sync_images", Body, NOT_PERMITTED),
        (&get, "R/sync_job", Query, NOT_PERMITTED),
        (&get, "S", Nothing, None),
        (&post, "S", Body, TOO_LOW),
        (&get, "S/partner", Nothing, None),
        (&patch, "S/partner", Body, TOO_LOW),
        (&delete, "S/partner", Nothing, TOO_LOW),
    ];
    let operations = table
        .into_iter()
        .map(|(method, path, content, of_reader)| Operation {
            method: method.clone(),
            path,
            content,
            of_reader,
        });
    operations.collect()
}

/// Nothing, no JSON, the wrong JSON, and bodies that are right for some operation: what exists and what
/// does not is named in them.
const BODIES: [&str; 15] = [
    "",
    "[",
    "{}",
    "[]",
    "[7]",
    "\"x\"",
    r#"{"remoteRegionId": "local-9", "remoteNamespace": "x", "imageTag": ["v1"]}"#,
    r#"{"remoteRegionId": "local-1", "remoteNamespace": "team", "imageTag": ["v1"]}"#,
    r#"{"repository": "b", "is_public": true}"#,
    r#"{"repository": "A!", "is_public": "x"}"#,
    r#"[{"user_id": "reader", "user_name": "reader", "auth": 7}]"#,
    r#"[{"user_id": "nobody", "user_name": "nobody", "auth": 8}]"#,
    r#"["reader"]"#,
    r#"{"access_domain": "partner", "permit": "read", "deadline": "forever"}"#,
    r#"{"source_tag": "v1", "destination_tag": "v2", "access_domain": "none", "permit": "write"}"#,
];

const QUERIES: [&str; 8] = [
    "",
    "?limit=1&offset=0",
    "?limit=0&offset=-1",
    "?limit=x&marker=x",
    "?filter=x",
    "?filter=x::y",
    "?filter=limit::1|offset::x|order::up",
    "?order_column=x&order_type=x&with_manifest=x&tag=%ff",
];

impl Operation {
    fn path(&self) -> String {
        let rest = &self.path[1..];
        let start = match &self.path[..1] {
            "O" => ORGANIZATION,
            "R" => REPOSITORY,
            "S" => SHARES,
            _ => TAGS_V3,
        };
        format!("{start}{rest}")
    }

    /// What someone without any right is told.
    fn of_stranger(&self) -> &'static str {
        match self.path.starts_with('S') {
            true => "4001090",
            false => "4040058",
        }
    }

    /// All requests: path with query, and body.
    fn requests(&self) -> Vec<(String, &'static str)> {
        let path = self.path();
        match self.content {
            Content::Nothing => vec![(path, "")],
            Content::Body => BODIES.map(|body| (path.clone(), body)).to_vec(),
            Content::Query => QUERIES.map(|it| (format!("{path}{it}"), "")).to_vec(),
        }
    }
}

#[tokio::test]
async fn who_may_not_make_a_request_gets_the_same_response_whatever_is_in_it() {
    let world = World::new();
    world.team().await;
    for operation in operations() {
        let of_stranger = operation.of_stranger();
        for (path, body) in operation.requests() {
            let method = &operation.method;
            let ask = async |user| world.said(method.clone(), &path, user, body).await;
            assert_eq!(
                ask("stranger").await,
                refused(of_stranger),
                "{method} {path} {body}"
            );
            if let Some(number) = operation.of_reader {
                assert_eq!(
                    ask("reader").await,
                    refused(number),
                    "{method} {path} {body}"
                );
            }
        }
    }
}

#[tokio::test]
async fn generated_content_changes_no_refusal() {
    let world = World::new();
    world.team().await;
    for seed in seeds(ROUNDS) {
        let mut input = Input::from_seed(seed);
        for operation in operations() {
            let (mut path, method) = (operation.path(), &operation.method);
            let sent = match operation.content {
                Content::Nothing => continue,
                Content::Body => body(&mut input),
                Content::Query => {
                    path.push_str(&query(&mut input));
                    String::new()
                }
            };
            let ask = async |user| world.said(method.clone(), &path, user, &sent).await;
            let asked = format!("SOAK_SEED={seed}: {method} {path} {sent}");
            let of_stranger = operation.of_stranger();
            assert_eq!(ask("stranger").await, refused(of_stranger), "{asked}");
            if let Some(number) = operation.of_reader {
                assert_eq!(ask("reader").await, refused(number), "{asked}");
            }
        }
    }
}

#[tokio::test]
async fn a_mistake_is_never_an_internal_error_but_for_the_region_of_the_reference() {
    for operation in operations() {
        let world = World::new();
        world.team().await;
        for (path, body) in operation.requests() {
            let method = &operation.method;
            let (status, code) = world.said(method.clone(), &path, "admin", body).await;
            let is_of_reference = (status, code.clone()) == refused("5001101");
            assert!(
                status < 500 || is_of_reference,
                "{method} {path} {body}: {code}"
            );
        }
    }
}

#[tokio::test]
async fn what_the_account_has_is_for_its_administrators_whatever_is_asked() {
    let world = World::new();
    for (method, path) in [
        (Method::GET, "/v2/manage/regions"),
        (Method::POST, "/v2/manage/agency"),
        (Method::GET, "/v2/manage/projects/another/quotas"),
        (Method::GET, "/v2/manage/projects/another/feature-gates"),
    ] {
        for query in QUERIES {
            for body in BODIES {
                let path = format!("{path}{query}");
                let said = world.said(method.clone(), &path, "reader", body).await;
                assert_eq!(said, refused("4039002"), "{method} {path} {body}");
            }
        }
    }
}
