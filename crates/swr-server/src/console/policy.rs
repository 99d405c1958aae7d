//! The content security policy for the `config.json` in the console's folder.

use std::path::Path;

use axum::http::HeaderValue;
use content_policy::ContentPolicy;

/// The policy of the console in that folder. Without a file there, it is the page's own origin alone.
pub(super) async fn policy(folder: &Path) -> HeaderValue {
    let text = tokio::fs::read(folder.join("config.json")).await;
    let policy = ContentPolicy::of_configuration(&text.unwrap_or_default());
    HeaderValue::try_from(policy.header()).expect("origins are plain text")
}
