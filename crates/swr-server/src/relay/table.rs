//! What is handed on: the operations of the API, and what a client asks of the identity service.
//!
//! Everything else is answered here, and with a no. A path without an entry reaches no one.

use axum::http::Method;

/// The one of the two services that a path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Api {
    Management,
    Identity,
}

/// Methods by path. `HEAD` is none of them.
pub(super) const PATHS: [(&str, &str); 36] = [
    ("/", "GET"),
    ("/v2", "GET"),
    ("/v3", "GET"),
    ("/v2/manage/namespaces", "GET POST"),
    ("/v2/manage/namespaces/{namespace}", "GET DELETE"),
    (
        "/v2/manage/namespaces/{namespace}/access",
        "GET POST PATCH DELETE",
    ),
    ("/v2/manage/namespaces/{namespace}/repos", "POST"),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}",
        "GET PATCH DELETE",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/access",
        "GET POST PATCH DELETE",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/tags",
        "GET POST",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}",
        "GET DELETE",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/references",
        "GET",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/accessories",
        "GET",
    ),
    (
        "/v3/manage/namespaces/{namespace}/repos/{repository}/tags",
        "GET",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains",
        "GET POST",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{account}",
        "GET PATCH DELETE",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo",
        "GET POST DELETE",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_images",
        "POST",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_job",
        "GET",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers",
        "GET POST",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}",
        "GET PATCH DELETE",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions",
        "GET POST",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/histories",
        "GET",
    ),
    (
        "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention}",
        "GET PATCH DELETE",
    ),
    ("/v2/manage/regions", "GET"),
    ("/v2/manage/repos", "GET"),
    ("/v3/manage/repos", "GET"),
    ("/v2/manage/shared-repositories", "GET"),
    ("/v3/manage/shared-repositories", "GET"),
    ("/v2/manage/projects/{project}/quotas", "GET"),
    ("/v2/manage/projects/{project}/feature-gates", "GET"),
    ("/v2/manage/agency", "GET POST"),
    ("/v2/manage/overview", "GET"),
    ("/v2/manage/reports/{resource_type}/{frequency}", "GET"),
    ("/v2/manage/utils/secret", "POST"),
    ("/v2/manage/utils/authorizationtoken", "POST"),
];

/// The identity service's, as the console and the API's clients call it.
pub(super) const PATHS_OF_IDENTITY: [(&str, &str); 2] =
    [("/v3/auth/tokens", "POST DELETE"), ("/v3/projects", "GET")];

/// The service that a template belongs to, and whether the method is one of the template's.
pub(super) fn look_up(template: &str, method: &Method) -> Option<(Api, bool)> {
    let find = |paths: &[(&str, &str)], api| {
        let (_, methods) = paths.iter().find(|(path, _)| *path == template)?;
        let is_known = methods.split(' ').any(|known| known == method.as_str());
        Some((api, is_known))
    };
    find(&PATHS, Api::Management).or_else(|| find(&PATHS_OF_IDENTITY, Api::Identity))
}

/// Whether a path means the same to anyone who reads it: a name that contains a slash, or is a step up,
/// would reach another path of the service behind.
pub(super) fn is_unambiguous(path: &str) -> bool {
    path.split('/').enumerate().all(|(index, segment)| {
        let plain = segment
            .replace("%2e", ".")
            .replace("%2E", ".")
            .to_ascii_lowercase();
        // Some servers read what follows a semicolon as a parameter of the segment.
        let name = plain.split(';').next();
        let is_step = matches!(name, Some("." | ".."));
        let has_slash = ["%2f", "%5c", "%00", "\\"]
            .iter()
            .any(|slash| plain.contains(slash));
        let is_empty = index > 0 && segment.is_empty() && path != "/";
        !is_step && !has_slash && !is_empty
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    const OPENAPI: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/contract/openapi.json"
    );

    /// Parameters have other names there.
    fn without_names(path: &str) -> String {
        let words = path.split('/');
        let words = words.map(|word| if word.starts_with('{') { "{}" } else { word });
        words.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn exactly_the_operations_of_the_api_are_handed_on() {
        let document: Value =
            serde_json::from_str(&std::fs::read_to_string(OPENAPI).unwrap()).unwrap();
        let mut expected = BTreeSet::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                // What is ours alone is no call of the service behind.
                let is_extension = operation.get("x-extension").is_some();
                if operation.get("operationId").is_some() && !is_extension {
                    expected.insert(format!("{} {}", method.to_uppercase(), without_names(path)));
                }
            }
        }
        // Its version is the only parameter that stands for two paths; clients find projects and end
        // their token, too.
        assert!(expected.remove("GET /{}"));
        let further = [
            "GET /v2",
            "GET /v3",
            "GET /v3/projects",
            "DELETE /v3/auth/tokens",
        ];
        expected.extend(further.map(str::to_owned));
        let all = PATHS.iter().chain(&PATHS_OF_IDENTITY);
        let here: BTreeSet<String> = all
            .flat_map(|(path, methods)| {
                let methods = methods.split(' ');
                methods.map(move |method| format!("{method} {}", without_names(path)))
            })
            .collect();
        assert_eq!(here, expected);
        assert_eq!(
            here.len(),
            59 + 1 + 3,
            "one for the second version, three of identity"
        );
    }

    #[test]
    fn a_method_belongs_to_its_path() {
        let looked_up = |template, method| look_up(template, &method);
        let tokens = "/v3/auth/tokens";
        for method in [Method::POST, Method::DELETE] {
            assert_eq!(looked_up(tokens, method), Some((Api::Identity, true)));
        }
        assert_eq!(looked_up(tokens, Method::GET), Some((Api::Identity, false)));
        let head = looked_up("/v2/manage/repos", Method::HEAD);
        assert_eq!(head, Some((Api::Management, false)));
        assert_eq!(looked_up("/healthz", Method::GET), None);
    }

    #[test]
    fn a_path_that_leads_elsewhere_is_seen() {
        for right in [
            "/",
            "/v2",
            "/v2/manage/a$b/%24/100%25",
            "/v2/...",
            "/v2/a..b",
        ] {
            assert!(is_unambiguous(right), "{right}");
        }
        for wrong in [
            "/v2/../v3",
            "/v2/%2e%2E/v3",
            "/v2/.%2e",
            "/v2/./x",
            "/v2/..;a/x",
            "/v2/a%2Fb",
            "/v2/a%5cb",
            "/v2/a\\b",
            "/v2//x",
            "/v2/x/",
            "/v2/%00",
        ] {
            assert!(!is_unambiguous(wrong), "{wrong}");
        }
    }
}
