//! A file of the built console: which one, in which packing, and how long it may be kept.

use std::path::{Path, PathBuf};

use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    REFERRER_POLICY, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; \
    form-action 'self'; frame-ancestors 'none'; manifest-src 'self'";

/// The file of that name, packed the way the client likes best.
pub(super) async fn open(folder: &Path, name: &str, headers: &HeaderMap) -> Option<Response> {
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
}
