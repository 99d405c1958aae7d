//! Accepted host names.
//!
//! Any website can point a name of its own at 127.0.0.1 and then read the responses of this service; only
//! the Host header reveals it, so names that are not allowed are rejected.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostRule {
    Any,
    /// Lower-case names, with the port where one is needed.
    Only(Vec<String>),
}

impl HostRule {
    /// The rule for a service on loopback: its own names with its port, and those given by hand.
    pub fn loopback(port: u16, given: &[String]) -> Self {
        let own = ["127.0.0.1", "localhost", "[::1]"];
        let mut names: Vec<String> = own.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            names.extend(own.map(String::from));
        }
        for name in given {
            let name = name.to_ascii_lowercase();
            names.push(format!("{name}:{port}"));
            names.push(name);
        }
        Self::Only(names)
    }

    fn allows(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => names.iter().any(|name| name.eq_ignore_ascii_case(host)),
        }
    }
}

/// Whether a host of a URL is this machine: what is said to it needs no encryption.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let address: Option<IpAddr> = address.parse().ok();
    host == "localhost" || address.is_some_and(|address| address.is_loopback())
}

pub async fn check(State(rule): State<Arc<HostRule>>, request: Request, next: Next) -> Response {
    let target = request.uri().authority().map(|target| target.as_str());
    let header = request.headers().get(HOST);
    let header = header.and_then(|host| host.to_str().ok());
    // Both when both are there: a request that names two hosts gets past with neither.
    let allowed = match (target, header) {
        (None, None) => *rule == HostRule::Any,
        (target, header) => [target, header]
            .into_iter()
            .flatten()
            .all(|host| rule.allows(host)),
    };
    if allowed {
        return next.run(request).await;
    }
    let sentence = "This server does not accept that host name; allow it with --host NAME.\n";
    (StatusCode::MISDIRECTED_REQUEST, sentence).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_names_need_the_port() {
        let rule = HostRule::loopback(8080, &[]);
        for host in ["127.0.0.1:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(rule.allows(host), "{host}");
        }
        for host in ["127.0.0.1", "localhost:80", "evil.example:8080", ""] {
            assert!(!rule.allows(host), "{host}");
        }
    }

    #[test]
    fn a_given_name_is_answered_with_and_without_port() {
        let rule = HostRule::loopback(8080, &["Registry.Test".into()]);
        assert!(rule.allows("registry.test:8080"));
        assert!(rule.allows("registry.test"));
        assert!(!rule.allows("registry.test:9"));
    }
}
