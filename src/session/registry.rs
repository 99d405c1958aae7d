//! The registry of a connection: where images are pushed and pulled.

use leptos::prelude::*;
use swr_api::{Credentials, Secret, long_term_login};

use super::Session;
use super::configuration::Connection;

impl Session {
    /// The access key that whoever is signed in signed in with; watched.
    pub fn access_key(self) -> Option<String> {
        self.signed_in.with(|it| match &it.as_ref()?.credentials {
            Credentials::AccessKey { access_key, .. } => Some(access_key.clone()),
            _ => None,
        })
    }

    /// The user and the password of the registry that follow from that key, for as long as it holds.
    /// The secret key itself stays here; watched.
    pub fn long_term_login(self, project: &str) -> Option<(String, Secret)> {
        self.signed_in.with(|it| match &it.as_ref()?.credentials {
            Credentials::AccessKey {
                access_key,
                secret_key,
                ..
            } => Some(long_term_login(project, access_key, secret_key)),
            _ => None,
        })
    }
}

impl Connection {
    /// The registry's host: as it is configured, or the one that an address of the service begins
    /// with, such as `{registry host}/{organization}/{repository}:{tag}`.
    pub fn registry_host(&self, address: &str) -> String {
        let of_address = || address.split('/').next().unwrap_or_default();
        self.registry
            .as_deref()
            .unwrap_or_else(of_address)
            .to_owned()
    }
}

/// Whether a registry is this machine's: there is no certificate then, and most tools have to be
/// told.
pub fn is_on_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configured_registry_goes_before_the_one_of_an_address() {
        let mut connection = Connection::same_origin();
        connection.registry = None;
        let address = "127.0.0.1:8080/team/web/nginx:latest";
        assert_eq!(connection.registry_host(address), "127.0.0.1:8080");
        connection.registry = Some("registry.example".to_owned());
        assert_eq!(connection.registry_host(address), "registry.example");
    }

    #[test]
    fn only_this_machine_is_this_machine() {
        for (host, expected) in [
            ("localhost", true),
            ("[::1]:80", true),
            ("[::1]", true),
            ("127.0.0.1:8080", true),
            ("localhost.example", false),
            ("127.0.0.1.example:80", false),
            ("", false),
        ] {
            assert_eq!(is_on_this_machine(host), expected, "{host}");
        }
    }
}
