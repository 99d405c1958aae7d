//! The built console: files as they lie in its folder, and its page for its own addresses.
//!
//! A file that is missing is missing: the page in its place would be run as a script or read as
//! JSON, and the error would speak of something else.

use std::path::{Path, PathBuf};

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, REFERRER_POLICY, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{unknown, versions};
use crate::error::Failure;
use crate::service::{REGION, Service};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; \
    form-action 'self'; frame-ancestors 'none'; manifest-src 'self'";

/// First words of the console's addresses.
const PAGES: [&str; 8] = [
    "organizations",
    "repositories",
    "compare",
    "login-command",
    "activity",
    "settings",
    "sign-in",
    "overview",
];

/// `GET /`: the console for who prefers a page, the versions of the API for everybody else.
pub(crate) async fn root(State(service): State<Service>, headers: HeaderMap) -> Response {
    let folder = service.settings.console.as_deref();
    let mut response = match folder.filter(|_| prefers_page(&headers)) {
        Some(folder) => page(folder, &headers).await,
        None => versions::list(&headers).into_response(),
    };
    response
        .headers_mut()
        .append(VARY, HeaderValue::from_static("accept"));
    response
}

/// The connection to this very service, unless the folder has a configuration of its own.
pub(crate) async fn config(State(service): State<Service>, headers: HeaderMap) -> Response {
    if let Some(folder) = &service.settings.console
        && let Some(file) = open(folder, "config.json", &headers).await
    {
        return file;
    }
    Json(own_connection(&service.registry_host(&headers))).into_response()
}

fn own_connection(registry: &str) -> Value {
    json!({"connections": [{
        "id": "local",
        "name": "Local",
        "endpoint": "",
        "iam": "",
        "registry": registry,
        "region": REGION,
        "project": REGION,
        "sign_in": ["password", "access-key", "token"],
    }]})
}

/// Whatever no other route took: a file, an address of the console, or nothing.
pub(crate) async fn file(State(service): State<Service>, request: Request) -> Response {
    let path = request.uri().path();
    let headers = request.headers();
    let is_api = ["/v2/", "/v3/", "/registry/"]
        .iter()
        .any(|root| path.starts_with(root));
    if is_api || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return unknown().await.into_response();
    }
    let Some(folder) = &service.settings.console else {
        return Failure::unknown_route().into_response();
    };
    if let Some(file) = open(folder, path.trim_start_matches('/'), headers).await {
        return file;
    }
    let mut response = match address(folder, path) {
        Address::Page => return page(folder, headers).await,
        // The console has a page for this, too.
        Address::Nothing if prefers_page(headers) => page(folder, headers).await,
        Address::Nothing | Address::File => "There is no such file.\n".into_response(),
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

#[derive(Debug, PartialEq, Eq)]
enum Address {
    Page,
    /// It looks like a file, and there is none.
    File,
    Nothing,
}

fn address(folder: &Path, path: &str) -> Address {
    let words: Vec<&str> = path.trim_matches('/').split('/').collect();
    if PAGES.contains(&words[0]) {
        return Address::Page;
    }
    let is_folder = safe(folder, words[0]).is_some_and(|inside| inside.is_dir());
    match words.as_slice() {
        // The short form of a repository's address.
        [organization, repository]
            if !is_folder
                && crate::names::check_organization(organization).is_ok()
                && crate::names::check_repository(&repository.replace('$', "/")).is_ok() =>
        {
            Address::Page
        }
        [.., last] if last.contains('.') => Address::File,
        _ => Address::Nothing,
    }
}

/// Whether HTML comes before JSON in what the client accepts.
fn prefers_page(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(ACCEPT).iter();
    let accept: Vec<_> = accept.filter_map(|value| value.to_str().ok()).collect();
    let accept = accept.join(",");
    let weight = |wanted: &str| {
        accept.split(',').map(str::trim).find_map(|offer| {
            let mut parts = offer.split(';').map(str::trim);
            let is_wanted = parts.next()?.eq_ignore_ascii_case(wanted);
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
            is_wanted.then(|| weight.unwrap_or(1.0_f32))
        })
    };
    let page = weight("text/html").unwrap_or(0.0);
    page > 0.0 && page >= weight("application/json").unwrap_or(0.0)
}

async fn page(folder: &Path, headers: &HeaderMap) -> Response {
    match open(folder, "index.html", headers).await {
        Some(page) => page,
        None => {
            let sentence = "The console's folder has no index.html: build the console first.\n";
            (StatusCode::NOT_FOUND, sentence).into_response()
        }
    }
}

/// The file of that name, packed the way the client likes best.
async fn open(folder: &Path, name: &str, headers: &HeaderMap) -> Option<Response> {
    let path = safe(folder, name)?;
    let content_type = content_type(&path)?;
    let plain = tokio::fs::read(&path).await.ok()?;
    let (bytes, encoding) = match packed(&path, headers).await {
        Some((bytes, encoding)) => (bytes, Some(encoding)),
        None => (plain, None),
    };
    let caching = if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = bytes.into_response();
    let mut set = |name: HeaderName, value: &'static str| {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    };
    set(CONTENT_TYPE, content_type);
    set(CACHE_CONTROL, caching);
    set(VARY, "accept-encoding");
    set(REFERRER_POLICY, "no-referrer");
    set(CONTENT_SECURITY_POLICY, POLICY);
    if let Some(encoding) = encoding {
        set(CONTENT_ENCODING, encoding);
    }
    Some(response)
}

async fn packed(path: &Path, headers: &HeaderMap) -> Option<(Vec<u8>, &'static str)> {
    let accepted = headers.get(ACCEPT_ENCODING)?.to_str().ok()?;
    for (ending, encoding) in [("br", "br"), ("gz", "gzip")] {
        let mut offers = accepted.split(',').map(str::trim);
        let is_accepted = offers.any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
            name.trim() == encoding && weight.trim() != "q=0"
        });
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        if is_accepted && let Ok(bytes) = tokio::fs::read(PathBuf::from(name)).await {
            return Some((bytes, encoding));
        }
    }
    None
}

/// A path below the folder and nowhere else, through links neither.
fn safe(folder: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = |segment: &str| {
        !segment.is_empty()
            && !segment.starts_with('.')
            && !segment.contains(['\\', '\0', '%', ':'])
    };
    if !name.split('/').all(is_plain) {
        return None;
    }
    let path = folder.join(name).canonicalize().ok()?;
    path.starts_with(folder.canonicalize().ok()?)
        .then_some(path)
}

/// Only what a console is made of; anything else in the folder is nobody's business.
fn content_type(path: &Path) -> Option<&'static str> {
    Some(match path.extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// `name-0123456789abcdef.js`, also `…_bg.wasm`: the content decides the name.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(accept: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        prefers_page(&headers)
    }

    #[test]
    fn browsers_prefer_the_page_and_programs_do_not() {
        assert!(accepting("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(accepting("application/json;q=0.5, text/html"));
        assert!(!accepting("*/*"));
        assert!(!accepting("application/json, text/html;q=0.9"));
        assert!(!accepting("text/html;q=0"));
        assert!(!prefers_page(&HeaderMap::new()));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for hashed in [
            "console-0123456789abcdef.css",
            "a/swr-console-0a1b2c3d4e5f6789_bg.wasm",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["boot.js", "index.html", "locales/fr.json", "swr-console.js"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_reached() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("dist");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(folder.join("boot.js"), "").unwrap();
        assert!(safe(&folder, "boot.js").is_some());
        for name in [
            "../secret.txt",
            "..",
            "/etc/passwd",
            "a/../boot.js",
            "",
            "%2e%2e/secret.txt",
        ] {
            assert_eq!(safe(&folder, name), None, "{name}");
        }
        #[cfg(unix)]
        {
            let link = folder.join("link.txt");
            std::os::unix::fs::symlink(outside.path().join("secret.txt"), link).unwrap();
            assert_eq!(safe(&folder, "link.txt"), None);
        }
    }

    #[test]
    fn only_the_consoles_own_addresses_are_pages() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("locales")).unwrap();
        let address = |path| address(folder.path(), path);
        for page in [
            "/organizations",
            "/organizations/o/repositories/a$b/tags/v1.0",
            "/o/a$b.c",
        ] {
            assert_eq!(address(page), Address::Page, "{page}");
        }
        assert_eq!(address("/console-0123456789abcdef.css"), Address::File);
        assert_eq!(address("/locales/xx.json"), Address::File);
        assert_eq!(address("/nonsense"), Address::Nothing);
    }
}
