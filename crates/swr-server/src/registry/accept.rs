//! The manifest types that a client accepts.
//!
//! Current clients accept all of them. A client that lists types but no index predates indexes, and gets the
//! image for the platform of such clients.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use serde_json::Value;

use crate::image::Digest;

/// Lower-case media types; none stands for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Accepted(Vec<String>);

impl Accepted {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(ACCEPT).iter();
        let lines = lines.filter_map(|line| line.to_str().ok());
        let types = lines.flat_map(|line| line.split(','));
        let types = types.map(|one| one.split(';').next().unwrap_or_default().trim());
        let types = types.filter(|name| !name.is_empty());
        Self(types.map(str::to_ascii_lowercase).collect())
    }

    pub(super) fn takes(&self, media_type: &str) -> bool {
        let fits = |name: &String| name == media_type || name == "*/*" || name == "application/*";
        self.0.is_empty() || self.0.iter().any(fits)
    }
}

/// The image for 64-bit Linux in an index.
pub(super) fn usual_image(index: &[u8]) -> Option<Digest> {
    let index: Value = serde_json::from_slice(index).ok()?;
    let children = index.get("manifests")?.as_array()?;
    let is_usual = |child: &&Value| {
        let platform = |field| child.pointer(field).and_then(Value::as_str);
        platform("/platform/os") == Some("linux")
            && platform("/platform/architecture") == Some("amd64")
    };
    let child = children.iter().find(is_usual)?;
    Digest::parse(child.get("digest")?.as_str()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::media_type;

    fn accepted(lines: &[&str]) -> Accepted {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(ACCEPT, line.parse().unwrap());
        }
        Accepted::of(&headers)
    }

    #[test]
    fn types_may_are_in_one_line_or_in_several() {
        for lines in [
            &["application/vnd.docker.distribution.manifest.v2+json; q=0.5, text/html"][..],
            &[
                "text/html",
                "Application/vnd.docker.distribution.manifest.v2+json",
            ],
        ] {
            let accepted = accepted(lines);
            assert!(accepted.takes(media_type::DOCKER_IMAGE), "{lines:?}");
            assert!(!accepted.takes(media_type::OCI_INDEX), "{lines:?}");
        }
    }

    #[test]
    fn saying_nothing_is_taking_everything() {
        for lines in [&[][..], &["*/*"], &["text/html, */*;q=0.1"], &[""]] {
            assert!(accepted(lines).takes(media_type::OCI_INDEX), "{lines:?}");
        }
    }
}
