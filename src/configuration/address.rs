//! The address of a service, as shown to people.

/// An address without what someone put before its `@`: a user and a password are no address.
pub fn readable_address(address: &str) -> String {
    match address.split_once("://") {
        Some((scheme, rest)) => {
            let host_ends = rest.find('/').unwrap_or(rest.len());
            let host_starts = rest[..host_ends].rfind('@').map_or(0, |at| at + 1);
            format!("{scheme}://{}", &rest[host_starts..])
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_an_address_is_not_read() {
        for (address, expected) in [
            (
                "https://me:s@cret@swr.example/api",
                "https://swr.example/api",
            ),
            ("https://swr.example/@me", "https://swr.example/@me"),
            ("http://me@127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("/api", "/api"),
            ("", ""),
        ] {
            assert_eq!(readable_address(address), expected);
        }
    }
}
