//! The webhook: a POST to one address that follows no redirects and times out.
//!
//! Only the status of the response is read, and errors do not contain the address: both may contain secrets,
//! and people without the operator's permissions can read the history.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Url, redirect};

use crate::host::is_loopback;

/// For the whole call.
const PATIENCE: Duration = Duration::from_secs(5);

/// Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Webhook {
    url: Url,
    client: Client,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    #[error("enter a valid URL")]
    NoUrl,
    #[error("the URL must start with https://, or with http:// and a loopback host")]
    Unprotected,
    #[error("cannot prepare calls: {0}")]
    Client(String),
}

impl FromStr for Webhook {
    type Err = WebhookError;

    fn from_str(text: &str) -> Result<Self, WebhookError> {
        let url = Url::parse(text).map_err(|_| WebhookError::NoUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(url.host_str().unwrap_or_default()) => {}
            _ => return Err(WebhookError::Unprotected),
        }
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            // What the operator names is what is called, whatever the environment says.
            .no_proxy()
            .timeout(PATIENCE)
            .build();
        let client = client.map_err(|error| WebhookError::Client(error.to_string()))?;
        Ok(Self { url, client })
    }
}

impl Webhook {
    /// The status, or what it is that kept it from coming; 2xx is a success.
    pub(crate) async fn post(&self, json: String) -> Result<String, String> {
        let call = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(json);
        match call.send().await {
            Ok(answer) if answer.status().is_success() => Ok(answer.status().to_string()),
            Ok(answer) => Err(answer.status().to_string()),
            Err(error) => Err(reason(&error).to_owned()),
        }
    }
}

fn reason(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "the webhook did not respond within 5 seconds"
    } else if error.is_connect() {
        "the webhook cannot be reached"
    } else {
        "the webhook's response is not valid HTTP"
    }
}

/// Without the address.
impl fmt::Debug for Webhook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Webhook")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_encryption_it_must_be_this_machine() {
        for address in [
            "https://hooks.example/deploy?key=1",
            "http://127.0.0.1:9000/deploy",
            "http://localhost/",
            "http://[::1]:9000/",
        ] {
            assert!(address.parse::<Webhook>().is_ok(), "{address}");
        }
        for (address, error) in [
            ("hooks.example", WebhookError::NoUrl),
            ("", WebhookError::NoUrl),
            ("http://hooks.example/", WebhookError::Unprotected),
            ("http://127.0.0.1.example/", WebhookError::Unprotected),
            ("http://localhost.example/", WebhookError::Unprotected),
            ("http://10.0.0.1/", WebhookError::Unprotected),
            ("file:///etc/passwd", WebhookError::Unprotected),
        ] {
            assert_eq!(address.parse::<Webhook>().err(), Some(error), "{address}");
        }
    }

    #[test]
    fn the_address_is_not_written_down() {
        let webhook: Webhook = "https://hooks.example/secret".parse().unwrap();
        assert!(!format!("{webhook:?}").contains("secret"));
    }
}
