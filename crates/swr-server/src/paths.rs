//! Paths under the root that the management API and the registry share.

/// Whether a path is the registry's: everything below `/v2/` that is not the management API's.
pub(crate) fn is_registry(path: &str) -> bool {
    let below = path.strip_prefix("/v2/");
    below.is_some_and(|below| below.split('/').next() != Some("manage"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_the_root_of_both_only_the_management_api_is_not_the_registrys() {
        for path in ["/v2/", "/v2/o/app/manifests/1", "/v2/manager/app/tags/list"] {
            assert!(is_registry(path), "{path}");
        }
        for path in [
            "/v2",
            "/v2/manage",
            "/v2/manage/repos",
            "/v3/manage/repos",
            "/",
        ] {
            assert!(!is_registry(path), "{path}");
        }
    }
}
