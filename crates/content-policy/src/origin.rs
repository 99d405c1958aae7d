//! What of an address may be in a policy: its origin, and nothing that could be another directive.

use http::Uri;

/// `https://host:port` of an absolute address; an address on the page's own origin has none.
pub(crate) fn of(address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    let scheme = address.scheme_str()?;
    let authority = address.authority()?;
    let host = authority.host();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    if !matches!(scheme, "http" | "https") || host.is_empty() || !host.bytes().all(is_plain) {
        return None;
    }
    let port = authority.port_u16();
    let port = port.map_or_else(String::new, |port| format!(":{port}"));
    Some(format!("{scheme}://{host}{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_and_user_are_left_out() {
        let origin = of("https://somebody@swr.example:8443/v2?a=b");
        assert_eq!(origin.as_deref(), Some("https://swr.example:8443"));
    }

    #[test]
    fn what_is_sly_or_no_address_has_none() {
        for wrong in [
            "",
            "/iam",
            "swr.example",
            "https://a;script-src *",
            "https://*",
            "https://a,b",
            "javascript://a",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
