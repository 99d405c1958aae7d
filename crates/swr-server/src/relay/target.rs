//! A service behind the relay: its address, and one exchange with it.
//!
//! The client is hyper's and none above it, because a URL type tidies up what it is given, and the
//! path and query are signed as they were sent. No redirect is followed and no proxy of the
//! environment is used: what the operator named is what is called.

use std::str::FromStr;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Request, Response, Uri};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::TokioExecutor;
use reqwest::Url;

use super::refusal::Refusal;
use crate::body::{Unread, read_up_to};
use crate::host::is_loopback;

/// For a whole exchange.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a body may have, each way; the cloud's gateway takes no more either.
pub(super) const LIMIT_BYTES: usize = 12 << 20;

/// Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Target {
    /// `https://host:port/prefix`, without a slash at its end: what a client signs instead of us.
    address: String,
    host: HeaderValue,
    client: Protection,
}

#[derive(Debug, Clone)]
enum Protection {
    Tls(Client<HttpsConnector<HttpConnector>, Body>),
    /// On this machine only.
    None(Client<HttpConnector, Body>),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    #[error("enter the URL of a service, such as https://swr-api.eu-de.example")]
    NoAddress,
    #[error("the URL must start with https://, or with http:// and a loopback host")]
    Unprotected,
    #[error("cannot read the system's certificates: {0}")]
    Certificates(String),
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let url = Url::parse(text).map_err(|_| TargetError::NoAddress)?;
        let host = url.host_str().unwrap_or_default();
        let client = match url.scheme() {
            "https" => Protection::Tls(with_tls()?),
            "http" if is_loopback(host) => {
                Protection::None(Client::builder(TokioExecutor::new()).build_http())
            }
            _ => return Err(TargetError::Unprotected),
        };
        let has_more = !url.username().is_empty() || url.password().is_some();
        if has_more || text.contains(['?', '#']) {
            return Err(TargetError::NoAddress);
        }
        let port = url.port().map(|port| format!(":{port}"));
        let host = format!("{host}{}", port.unwrap_or_default());
        let prefix = url.path().trim_end_matches('/');
        Ok(Self {
            address: format!("{}://{host}{prefix}", url.scheme()),
            host: HeaderValue::try_from(host).map_err(|_| TargetError::NoAddress)?,
            client,
        })
    }
}

fn with_tls() -> Result<Client<HttpsConnector<HttpConnector>, Body>, TargetError> {
    let connector = HttpsConnectorBuilder::new()
        .with_native_roots()
        .map_err(|error| TargetError::Certificates(error.to_string()))?
        .https_only()
        .enable_http1()
        .build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

impl Target {
    pub fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn host(&self) -> &HeaderValue {
        &self.host
    }

    /// What is behind `swr-api.` in the host: the cloud's hosts are named in one way.
    fn behind_swr_api(&self) -> Option<&str> {
        let (_, behind) = self.address.split_once("://swr-api.")?;
        let host = behind.split('/').next()?;
        Some(host.rsplit_once(':').map_or(host, |(host, _)| host))
    }

    /// The region, where the host names it: `swr-api.{region}.{cloud}`.
    pub fn region(&self) -> Option<&str> {
        let (region, _cloud) = self.behind_swr_api()?.split_once('.')?;
        Some(region)
    }

    /// The registry that belongs to it: `swr.{region}.{cloud}`.
    pub fn registry_host(&self) -> Option<String> {
        self.region()?;
        Some(format!("swr.{}", self.behind_swr_api()?))
    }

    /// One request and its whole response. Its path and query are sent byte for byte.
    pub(super) async fn exchange(
        &self,
        mut request: Request<Body>,
    ) -> Result<Response<Bytes>, Refusal> {
        let path = request
            .uri()
            .path_and_query()
            .map_or("/", PathAndQuery::as_str);
        let uri = Uri::try_from(format!("{}{path}", self.address));
        *request.uri_mut() = uri.map_err(|_| Refusal::BadAnswer)?;
        let exchange = async {
            let answer = self.send(request).await.map_err(|error| {
                if error.is_connect() {
                    Refusal::Unreachable
                } else {
                    Refusal::BadAnswer
                }
            })?;
            let (parts, body) = answer.into_parts();
            let body = read_up_to(Body::new(body), LIMIT_BYTES).await;
            let body = body.map_err(|unread| match unread {
                Unread::TooLarge => Refusal::AnswerTooLarge,
                Unread::BrokenOff => Refusal::BadAnswer,
            })?;
            Ok(Response::from_parts(parts, body))
        };
        let answer = tokio::time::timeout(PATIENCE, exchange).await;
        answer.unwrap_or(Err(Refusal::TimedOut))
    }

    async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, Error> {
        match &self.client {
            Protection::Tls(client) => client.request(request).await,
            Protection::None(client) => client.request(request).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_encryption_it_must_be_this_machine() {
        for (text, address, host) in [
            (
                "http://127.0.0.1:9000",
                "http://127.0.0.1:9000",
                "127.0.0.1:9000",
            ),
            ("http://LOCALHOST:80/", "http://localhost", "localhost"),
            ("http://[::1]:9/a/b/", "http://[::1]:9/a/b", "[::1]:9"),
        ] {
            let target: Target = text.parse().unwrap();
            assert_eq!(
                (target.address(), target.host()),
                (address, &HeaderValue::from_static(host))
            );
        }
        for (text, error) in [
            ("swr-api.example", TargetError::NoAddress),
            ("http://localhost/?x=1", TargetError::NoAddress),
            ("http://localhost/#x", TargetError::NoAddress),
            ("http://user@localhost/", TargetError::NoAddress),
            ("http://swr-api.example", TargetError::Unprotected),
            ("http://127.0.0.1.example", TargetError::Unprotected),
            ("http://10.0.0.1", TargetError::Unprotected),
            ("file:///etc/passwd", TargetError::Unprotected),
        ] {
            assert_eq!(text.parse::<Target>().err(), Some(error), "{text}");
        }
    }

    #[test]
    fn a_host_of_the_cloud_names_its_region_and_registry() {
        let target = |address: &str| Target {
            address: address.to_owned(),
            ..("http://localhost").parse().unwrap()
        };
        let cloud = target("https://swr-api.eu-de.otc.example:8443/x");
        assert_eq!(cloud.region(), Some("eu-de"));
        assert_eq!(
            cloud.registry_host().as_deref(),
            Some("swr.eu-de.otc.example")
        );
        for other in ["https://swr-api.local", "https://registry.eu-de.example"] {
            assert_eq!(target(other).region(), None, "{other}");
            assert_eq!(target(other).registry_host(), None, "{other}");
        }
    }
}
