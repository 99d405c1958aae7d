//! SDK-HMAC-SHA256, the signature of requests made with an access key: a pure function of request,
//! key and time.
//!
//! The path is decoded and encoded again and gets a slash at its end, for the signature only; the
//! request line keeps its own form. Source:
//! <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-001.html>.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderName;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::request::{encode, encode_query, insert_sorted};
use crate::{Secret, Timestamp, headers};

/// The name of the algorithm, which opens the header.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// A request as far as its signature is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Unsigned<'a, N = &'static str, V = String> {
    /// In upper case.
    pub method: &'a str,
    /// Encoded or not, with a leading slash.
    pub path: &'a str,
    /// Not encoded, in any order.
    pub query: &'a [(N, V)],
    /// Those to sign, in any order; `host` must be among them, `x-sdk-date` must not.
    pub headers: &'a [(&'a str, &'a str)],
    /// The bytes as they are sent.
    pub body: &'a [u8],
}

/// The headers that turn the request into a signed one: `x-sdk-date`, `authorization` and, for a
/// body that is not JSON, `x-sdk-content-sha256`.
#[must_use]
pub fn sign<N: AsRef<str>, V: AsRef<str>>(
    request: &Unsigned<'_, N, V>,
    access_key: &str,
    secret_key: &Secret,
    now: Timestamp,
) -> Vec<(HeaderName, String)> {
    let date = now.sdk_date();
    let mut signed = signable_headers(request.headers);
    let mut added = vec![(headers::SDK_DATE, date.clone())];
    if has_other_content(&signed) {
        added.push((headers::SDK_CONTENT_SHA256, UNSIGNED_PAYLOAD.to_owned()));
    }
    for (name, value) in &added {
        insert_sorted(&mut signed, (name.as_str().to_owned(), value.clone()));
    }
    let names: Vec<&str> = signed.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(";");
    let canonical = canonical_request(
        request.method,
        &canonical_path(request.path),
        &encode_query(request.query),
        &signed,
        &names,
        &payload_hash(request.body, &signed),
    );
    let signature = hmac_hex(secret_key, &string_to_sign(&date, &canonical));
    added.push((
        headers::AUTHORIZATION,
        format!("{ALGORITHM} Access={access_key}, SignedHeaders={names}, Signature={signature}"),
    ));
    added
}

/// Names with an underscore are left out: the signers in use disagree about them.
fn signable_headers(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut signable = Vec::new();
    for (name, value) in headers.iter().filter(|(name, _)| !name.contains('_')) {
        let header = (name.to_ascii_lowercase(), value.trim().to_owned());
        insert_sorted(&mut signable, header);
    }
    signable
}

fn has_other_content(headers: &[(String, String)]) -> bool {
    let content_type = headers.iter().find(|(name, _)| name == "content-type");
    content_type.is_some_and(|(_, value)| {
        !value.starts_with("application/json") && !value.starts_with("application/bson")
    })
}

fn canonical_request(
    method: &str,
    path: &str,
    query: &str,
    headers: &[(String, String)],
    names: &str,
    payload_hash: &str,
) -> String {
    let mut lines = format!("{method}\n{path}\n{query}\n");
    for (name, value) in headers {
        lines.push_str(name);
        lines.push(':');
        lines.push_str(value);
        lines.push('\n');
    }
    format!("{lines}\n{names}\n{payload_hash}")
}

fn canonical_path(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let encoded: Vec<String> = decoded.split('/').map(encode).collect();
    let mut path = encoded.join("/");
    if !path.ends_with('/') {
        path.push('/');
    }
    path
}

/// Without a body the hash is that of nothing, whatever the header says.
fn payload_hash(body: &[u8], signed: &[(String, String)]) -> String {
    let given = signed
        .iter()
        .find(|(name, _)| name == headers::SDK_CONTENT_SHA256.as_str());
    match given {
        Some((_, value)) if !body.is_empty() => value.clone(),
        _ => hex(&Sha256::digest(body)),
    }
}

fn string_to_sign(date: &str, canonical_request: &str) -> String {
    let hash = hex(&Sha256::digest(canonical_request));
    format!("{ALGORITHM}\n{date}\n{hash}")
}

/// Lower-case hex of the HMAC of a message.
pub(crate) fn hmac_hex(key: &Secret, message: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes())
        .expect("HMAC takes keys of every length");
    mac.update(message.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a text does not fail");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{canonical_path, payload_hash};

    #[test]
    fn the_path_is_decoded_before_it_is_encoded() {
        assert_eq!(canonical_path("/a$b"), "/a%24b/");
        assert_eq!(canonical_path("/a%24b"), "/a%24b/");
        assert_eq!(canonical_path("/a/"), "/a/");
        assert_eq!(canonical_path("/"), "/");
        assert_eq!(canonical_path("/a%20~ü"), "/a%20~%C3%BC/");
    }

    #[test]
    fn a_given_hash_counts_only_with_a_body() {
        let given = [("x-sdk-content-sha256".to_owned(), "given".to_owned())];
        assert_eq!(payload_hash(b"x", &given), "given");
        assert!(payload_hash(b"", &given).starts_with("e3b0c44298fc1c14"));
    }
}
