//! The OpenAPI description of the API, and what it says about one exchange.
//!
//! Requests are described strictly and responses leniently. A request that is not allowed is no
//! mistake as long as the service refuses it: that is how tests ask for refusals.

mod answer;
mod request;
mod schema;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use http::{Method, Request, Response};
use serde_json::Value;

pub(crate) const TEXT: &str = include_str!("openapi.json");

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::from_str(TEXT).expect("openapi.json is JSON");
    allow_differences(&mut document);
    document
});

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let paths = DOCUMENT["paths"].as_object().expect("there are paths");
    let operations = paths.iter().flat_map(|(template, methods)| {
        let methods = methods.as_object().expect("a path has methods");
        let operations = methods
            .iter()
            .filter(|(_, it)| it.get("operationId").is_some());
        operations.map(|(method, description)| Operation {
            method: method.to_uppercase().parse().expect("a method of HTTP"),
            template,
            description,
        })
    });
    operations.collect()
});

/// One method of one path.
pub(crate) struct Operation {
    method: Method,
    template: &'static str,
    description: &'static Value,
}

/// The identity service is the cloud's, and not one of the basic edition's operations.
const SIGN_IN: &str = "POST /v3/auth/tokens";

/// Method and template of the 59 operations of the basic edition, and of the extension of ours.
pub(crate) fn all() -> BTreeSet<String> {
    let names = OPERATIONS.iter().map(Operation::name);
    names.filter(|name| name != SIGN_IN).collect()
}

/// A request, held to the document, and waiting for its response.
pub(crate) struct Asked {
    operation: &'static Operation,
    objection: Result<(), String>,
    /// Totals come only when both are there.
    has_page: bool,
}

impl Asked {
    /// None for what the document does not describe.
    pub(crate) fn read(request: &Request<Vec<u8>>) -> Option<Self> {
        let operation = Operation::find(request.method(), request.uri().path())?;
        let query = request.uri().query().unwrap_or_default();
        Some(Self {
            operation,
            objection: operation.check_request(request),
            has_page: query.contains("limit") && query.contains("offset"),
        })
    }

    pub(crate) fn name(&self) -> String {
        self.operation.name()
    }

    /// Fails the test when one of both sides does not keep to the document.
    pub(crate) fn check(&self, answer: &Response<Vec<u8>>) {
        let name = self.name();
        let status = answer.status();
        if let Err(objection) = &self.objection {
            let is_refused = status.is_client_error();
            assert!(is_refused, "{name} is not asked like this: {objection}");
        }
        if let Err(objection) = self.operation.check_answer(answer, self.has_page) {
            let body = String::from_utf8_lossy(answer.body());
            panic!("{name} does not answer like this: {objection}\n{status} {body}");
        }
    }
}

impl Operation {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.template)
    }

    /// Of several templates that fit, the one with a fixed segment where the others have a name.
    fn find(method: &Method, path: &str) -> Option<&'static Self> {
        let fitting = OPERATIONS.iter().filter(|operation| {
            operation.method == method && arguments(operation.template, path).is_some()
        });
        fitting.min_by_key(|operation| {
            let segments = operation.template.split('/').map(parameter);
            segments.map(|name| name.is_some()).collect::<Vec<_>>()
        })
    }
}

/// The name in a segment such as `{tag}`.
fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// What is in the path where the template has names; None where they do not fit.
fn arguments<'a>(template: &'a str, path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (wanted, given) = (template.split('/'), path.split('/'));
    if wanted.clone().count() != given.clone().count() {
        return None;
    }
    let mut found = Vec::new();
    for (wanted, given) in wanted.zip(given) {
        match parameter(wanted) {
            Some(name) if !given.is_empty() => found.push((name, given)),
            _ if wanted == given => {}
            _ => return None,
        }
    }
    Some(found)
}

/// What docs/server-differences.md says about answers and the document does not allow.
fn allow_differences(document: &mut Value) {
    // Someone with a role on one repository has none on the organization above it.
    let required = &mut document["components"]["schemas"]["Namespace"]["required"];
    let required = required.as_array_mut().expect("it is a list");
    required.retain(|name| name != "auth");
}

/// What a `$ref` refers to, or the value itself.
fn resolved(value: &'static Value) -> &'static Value {
    let Some(reference) = value["$ref"].as_str() else {
        return value;
    };
    let pointer = reference
        .strip_prefix('#')
        .expect("it refers to the document");
    DOCUMENT.pointer(pointer).expect("it refers to something")
}

#[test]
fn a_fixed_segment_goes_before_a_name() {
    let find = |path: &str| Operation::find(&Method::GET, path).map(Operation::name);
    let repository = "/v2/manage/namespaces/team/repos/app";
    for (path, template) in [
        ("/tags/references", "/tags/{tag}"),
        ("/tags/references/config", "/tags/{tag}/config"),
        ("/v1/references", "/{tag}/references"),
        ("/%74ags/references", "/{tag}/references"),
        ("/retentions/histories", "/retentions/histories"),
        ("/retentions/7", "/retentions/{retention_id}"),
    ] {
        let found = find(&format!("{repository}{path}")).unwrap();
        assert!(found.ends_with(template), "{path}: {found}");
    }
    assert_eq!(find("/").as_deref(), Some("GET /"));
    assert_eq!(find("/v2").as_deref(), Some("GET /{api_version}"));
    assert_eq!(find("/v2/manage/unknown"), None);
    assert_eq!(all().len(), 59 + 1);
}
