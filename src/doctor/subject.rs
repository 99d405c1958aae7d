//! The subject of a check: a configured connection, and the user who is signed in to it.

use swr_api::Error;

use super::probe::Service;
use crate::configuration::{Connection, SignInWay, readable_address};

/// Everything that is known before the first question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Subject {
    pub(super) connection: Connection,
    /// `https://console.example`, where the page knows it.
    pub(super) origin: String,
    pub(super) sign_in: SignIn,
    /// Whether this console is set to change nothing.
    pub(super) is_read_only: bool,
}

/// The state of the sign-in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SignIn {
    /// Someone has.
    Done,
    /// No one, and the last try was refused.
    Refused(SignInWay, Error),
    /// No one has tried.
    NotTried,
}

impl Subject {
    /// The address of a service; empty for the page's own origin.
    fn base(&self, service: Service) -> &str {
        match service {
            Service::Management => &self.connection.endpoint,
            Service::Identity => &self.connection.iam,
        }
    }

    /// The address of a service as people may read it.
    pub(super) fn address(&self, service: Service) -> String {
        let base = self.base(service).trim_end_matches('/');
        match base.contains("://") {
            true => readable_address(base),
            false => format!("{}{base}", self.origin),
        }
    }

    /// Scheme, host and port of a service.
    pub(super) fn origin_of(&self, service: Service) -> String {
        let address = self.address(service);
        let host_starts = address.find("://").map_or(0, |at| at + 3);
        let host_ends = address[host_starts..].find('/');
        address[..host_ends.map_or(address.len(), |at| host_starts + at)].to_owned()
    }

    /// Whether a browser asks the service for leave.
    pub(super) fn is_cross_origin(&self, service: Service) -> bool {
        let theirs = self.origin_of(service).to_ascii_lowercase();
        let default_port = match theirs.starts_with("http:") {
            true => ":80",
            false => ":443",
        };
        theirs.strip_suffix(default_port).unwrap_or(&theirs) != self.origin
    }

    /// Whether the console ever asks it: behind a proxy no one signs in.
    pub(super) fn uses(&self, service: Service) -> bool {
        service == Service::Management || !self.connection.is_proxied()
    }

    pub(super) fn is_signed_in(&self) -> bool {
        self.sign_in == SignIn::Done
    }

    /// Whether a browser refuses the service because the page came by https and it does not.
    pub(super) fn is_mixed(&self, service: Service) -> bool {
        let address = self.address(service);
        let host = address.strip_prefix("http://").unwrap_or_default();
        let host = host.split([':', '/']).next().unwrap_or_default();
        let is_local = matches!(host, "localhost" | "127.0.0.1" | "[");
        self.origin.starts_with("https:") && !host.is_empty() && !is_local
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(endpoint: &str, origin: &str) -> Subject {
        let connection = Connection {
            endpoint: endpoint.to_owned(),
            ..Connection::same_origin()
        };
        Subject {
            connection,
            origin: origin.to_owned(),
            sign_in: SignIn::NotTried,
            is_read_only: false,
        }
    }

    #[test]
    fn an_address_shows_no_secret_and_knows_its_origin() {
        let check = |endpoint, address: &str, origin: &str, is_cross| {
            let subject = subject(endpoint, "https://console.example");
            assert_eq!(subject.address(Service::Management), address);
            assert_eq!(subject.origin_of(Service::Management), origin);
            assert_eq!(subject.is_cross_origin(Service::Management), is_cross);
        };
        let own = "https://console.example";
        check("", own, own, false);
        check("/swr/", "https://console.example/swr", own, false);
        check(
            "https://me:secret@swr.example/api/",
            "https://swr.example/api",
            "https://swr.example",
            true,
        );
        check(
            "https://console.example:443/a",
            "https://console.example:443/a",
            "https://console.example:443",
            false,
        );
    }

    #[test]
    fn plain_http_is_rejected_to_a_page_that_came_by_https() {
        let is_mixed = |endpoint, origin| subject(endpoint, origin).is_mixed(Service::Management);
        assert!(is_mixed("http://swr.example", "https://console.example"));
        assert!(!is_mixed("http://localhost:1", "https://console.example"));
        assert!(!is_mixed("http://swr.example", "http://console.example"));
        assert!(!is_mixed("", "https://console.example"));
    }
}
