//! The address of a service, and the address that requests to it are signed for.
//!
//! The two differ when a proxy is in between: the request goes to the proxy, and the service
//! behind it checks the signature against its own name.

use crate::Error;

/// The address of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoint {
    /// `https://swr-api.eu-de.otc.t-systems.com`, with a path where the service lives below one, or
    /// empty for the origin the page came from.
    pub base: String,
    /// The address to sign instead of `base`, in the same form.
    pub signs_as: Option<String>,
    /// The page's origin, `https://console.example`: needed for signing when `base` names no host.
    pub origin: Option<String>,
}

/// The host that a signature is for, and the path there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SignedHost {
    /// With the port, unless it is the scheme's own.
    pub(crate) host: String,
    /// The prefix of every path of the API, without a slash at its end.
    pub(crate) path: String,
}

impl Endpoint {
    /// A service reached directly.
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            ..Self::default()
        }
    }

    /// The address for a path and query of the API; without a host when `base` has none.
    pub(crate) fn address(&self, target: &str) -> String {
        format!("{}{target}", self.base.trim_end_matches('/'))
    }

    pub(crate) fn signed_host(&self) -> Result<SignedHost, Error> {
        let base = self.signs_as.as_ref().unwrap_or(&self.base);
        if let Some(named) = read_host(base) {
            return Ok(named);
        }
        let origin = self.origin.as_deref().and_then(read_host).ok_or_else(|| {
            Error::Request(format!(
                "a request to {base:?} cannot be signed without knowing the host"
            ))
        })?;
        Ok(SignedHost {
            path: base.trim_end_matches('/').to_owned(),
            ..origin
        })
    }
}

/// Reads `scheme://host:port/path`; anything without a scheme names no host.
fn read_host(address: &str) -> Option<SignedHost> {
    let (scheme, rest) = address.split_once(':')?;
    let target = rest.strip_prefix("//")?;
    let (authority, path) = match target.find('/') {
        Some(slash) => target.split_at(slash),
        None => (target, ""),
    };
    let default_port = if scheme == "http" { ":80" } else { ":443" };
    let host = authority.strip_suffix(default_port).unwrap_or(authority);
    (!host.is_empty()).then(|| SignedHost {
        host: host.to_ascii_lowercase(),
        path: path.trim_end_matches('/').to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    fn signed(base: &str, signs_as: Option<&str>, origin: Option<&str>) -> Option<String> {
        let endpoint = Endpoint {
            base: base.to_owned(),
            signs_as: signs_as.map(str::to_owned),
            origin: origin.map(str::to_owned),
        };
        let signed = endpoint.signed_host().ok()?;
        Some(format!("{}{}", signed.host, signed.path))
    }

    #[test]
    fn a_signature_is_for_the_service_behind_the_proxy() {
        let check = |base, signs_as, origin, expected: &str| {
            assert_eq!(signed(base, signs_as, origin).as_deref(), Some(expected));
        };
        check("https://Swr.example/", None, None, "swr.example");
        check("https://swr.example:443", None, None, "swr.example");
        check("https://swr.example:80", None, None, "swr.example:80");
        check(
            "http://localhost:8080/api/",
            None,
            None,
            "localhost:8080/api",
        );
        check("", None, Some("http://localhost:8080"), "localhost:8080");
        check(
            "/swr",
            None,
            Some("https://console.example"),
            "console.example/swr",
        );
        check(
            "/swr",
            Some("https://swr-api.example/x"),
            Some("https://console.example"),
            "swr-api.example/x",
        );
        assert_eq!(signed("", None, None), None);
        assert_eq!(signed("", None, Some("null")), None);
    }

    #[test]
    fn an_address_has_one_slash_between_base_and_path() {
        assert_eq!(Endpoint::new("").address("/v2"), "/v2");
        assert_eq!(Endpoint::new("https://a/").address("/v2"), "https://a/v2");
        assert_eq!(Endpoint::new("/swr/").address("/v2?x=1"), "/swr/v2?x=1");
    }
}
