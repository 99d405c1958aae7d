//! A file of the built console: its encoding and its caching.
//!
//! A file whose name contains its digest is cached forever. All others are revalidated each time with an
//! `ETag`.

use std::path::{Path, PathBuf};

use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, REFERRER_POLICY, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::policy::policy;
use crate::service::Settings;

/// The file of that name, packed the way the client likes best.
pub(super) async fn open(settings: &Settings, name: &str, headers: &HeaderMap) -> Option<Response> {
    let folder = settings.console.as_deref()?;
    let path = safe(folder, name)?;
    let content_type = content_type(&path)?;
    let plain = tokio::fs::read(&path).await.ok()?;
    // A page that is packed names the base that it was built with.
    let is_rewritten = !settings.base.is_root() && content_type == HTML;
    let (bytes, encoding) = match packed(&path, headers).await {
        _ if is_rewritten => (settings.base.rewrite(plain), None),
        Some((bytes, encoding)) => (bytes, Some(encoding)),
        None => (plain, None),
    };
    let policy = policy(folder).await;
    let tag = (!is_hashed(name)).then(|| tag(&bytes, &policy));
    let is_known = tag.as_ref().is_some_and(|tag| knows(headers, tag));
    let mut response = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => bytes.into_response(),
    };
    let mut set = |name: HeaderName, value: &'static str| {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    };
    set(CONTENT_TYPE, content_type);
    set(
        CACHE_CONTROL,
        match &tag {
            None => "public, max-age=31536000, immutable",
            Some(_) => "no-cache",
        },
    );
    set(VARY, "accept-encoding");
    set(REFERRER_POLICY, "no-referrer");
    if let Some(encoding) = encoding {
        set(CONTENT_ENCODING, encoding);
    }
    if content_type == HTML {
        set(OPENER_POLICY, "same-origin");
        set(PERMISSIONS_POLICY, UNUSED);
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    if let Some(tag) = tag {
        headers.insert(ETAG, tag);
    }
    Some(response)
}

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// What the console has no use for, so that nothing in it can ask for it.
const UNUSED: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

const HTML: &str = "text/html; charset=utf-8";

/// Names these bytes under this policy: a browser that keeps the page keeps its policy, too.
fn tag(bytes: &[u8], policy: &HeaderValue) -> HeaderValue {
    let digest = Sha256::new()
        .chain_update(bytes)
        .chain_update(policy.as_bytes());
    let digest = crate::random::hex(&digest.finalize()[..16]);
    HeaderValue::try_from(format!("\"{digest}\"")).expect("hexadecimal digits")
}

/// Whether the client has what the tag names.
fn knows(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let lists = headers.get_all(IF_NONE_MATCH).iter();
    lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(',').map(str::trim))
        .any(|known| known == "*" || known.trim_start_matches("W/").as_bytes() == tag.as_bytes())
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
pub(super) fn safe(folder: &Path, name: &str) -> Option<PathBuf> {
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

/// Only what a console is made of; anything else in the folder is no one's business.
fn content_type(path: &Path) -> Option<&'static str> {
    Some(match path.extension()?.to_str()? {
        "html" => HTML,
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

/// `console-0123456789abcdef.css`, and everything in `program-0123456789abcdef/`: the build puts
/// the digest of the content into the name of a file, or of the folder above it.
pub(super) fn is_hashed(name: &str) -> bool {
    name.split('/').any(|segment| {
        let stem = segment.split('.').next().unwrap_or_default();
        let digest = stem.rsplit_once('-').map_or("", |(_, digest)| digest);
        digest.len() >= 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        for hashed in [
            "console-0123456789abcdef.css",
            "program-a891655e1593c94b/swr-console_bg.wasm",
            "program-a891655e1593c94b/snippets/inline0.js",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in [
            "boot.js",
            "index.html",
            "locales/fr.json",
            "program/swr-console.js",
            "icon-cafe.svg",
        ] {
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
}
