//! Verification of SDK-HMAC-SHA256: the canonical request is rebuilt from the signed headers.
//!
//! Deliberately independent of the client's signer: each reveals mistakes of the other, and both are tested
//! against the same recorded signatures.

use axum::http::request::Parts;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest, Sha256};

use crate::error::Failure;
use crate::random::hex;

const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// How far the client's clock may be from ours.
const WINDOW_MILLIS: i64 = 15 * 60 * 1000;

/// A signature as the headers of a request have it.
pub struct Signature {
    pub access_key: String,
    date: String,
    /// Names of the headers that it covers.
    names: Vec<String>,
    bytes: Vec<u8>,
}

impl Signature {
    /// `None` when the request is not signed at all.
    pub fn read(parts: &Parts) -> Result<Option<Self>, Failure> {
        let Some(header) = header(parts, "authorization")? else {
            return Ok(None);
        };
        let Some(fields) = header.strip_prefix(ALGORITHM) else {
            return Ok(None);
        };
        let field = |name: &str| {
            let mut fields = fields.split(',').map(str::trim);
            fields.find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
        };
        let (Some(access_key), Some(names), Some(signature)) =
            (field("Access"), field("SignedHeaders"), field("Signature"))
        else {
            return Err(malformed());
        };
        let names: Vec<String> = names.split(';').map(str::to_owned).collect();
        if !["host", "x-sdk-date"]
            .iter()
            .all(|it| names.iter().any(|name| name == it))
        {
            return Err(malformed());
        }
        Ok(Some(Self {
            access_key: access_key.to_owned(),
            date: header_of(parts, "x-sdk-date")?,
            names,
            bytes: from_hex(signature).ok_or_else(malformed)?,
        }))
    }

    /// Whether that key signed that request. Compares in constant time.
    pub fn is_by(&self, parts: &Parts, body: &[u8], secret_key: &str) -> Result<bool, Failure> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let canonical_request = canonical_request(parts, &names, body)?;
        let hash = hex(&Sha256::digest(canonical_request.as_bytes()));
        let text = format!("{ALGORITHM}\n{}\n{hash}", self.date);
        let mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes());
        let mac = mac.expect("a key of any length").chain_update(text);
        Ok(mac.verify_slice(&self.bytes).is_ok())
    }

    pub fn check_time(&self, now: i64) -> Result<(), Failure> {
        let signed_at = crate::time::from_sdk_date(&self.date).ok_or_else(malformed)?;
        if signed_at.abs_diff(now) <= WINDOW_MILLIS.unsigned_abs() {
            return Ok(());
        }
        let late = "the signature's time is more than 15 minutes off";
        Err(Failure::Unauthenticated(late))
    }
}

fn malformed() -> Failure {
    Failure::Unauthenticated("the signature is malformed")
}

fn header<'a>(parts: &'a Parts, name: &str) -> Result<Option<&'a str>, Failure> {
    let value = parts.headers.get(name);
    value
        .map(|value| value.to_str().map_err(|_| malformed()))
        .transpose()
}

fn header_of(parts: &Parts, name: &str) -> Result<String, Failure> {
    Ok(header(parts, name)?.ok_or_else(malformed)?.to_owned())
}

fn canonical_request(parts: &Parts, names: &[&str], body: &[u8]) -> Result<String, Failure> {
    let mut headers = String::new();
    for name in names {
        let value = header_of(parts, name)?;
        headers.push_str(&format!("{name}:{}\n", value.trim()));
    }
    Ok(format!(
        "{}\n{}\n{}\n{headers}\n{}\n{}",
        parts.method.as_str(),
        canonical_path(parts.uri.path()),
        canonical_query(parts.uri.query().unwrap_or_default()),
        names.join(";"),
        payload_hash(parts, names, body)?,
    ))
}

/// The hash a client declares counts only when it is signed, and it is the body's unless the
/// client declared that it signed none.
fn payload_hash(parts: &Parts, names: &[&str], body: &[u8]) -> Result<String, Failure> {
    let actual = hex(&Sha256::digest(body));
    let declared = header(parts, "x-sdk-content-sha256")?;
    match declared {
        Some(declared) if !body.is_empty() && names.contains(&"x-sdk-content-sha256") => {
            let is_honest = declared == "UNSIGNED-PAYLOAD" || declared == actual;
            is_honest.then(|| declared.to_owned()).ok_or_else(malformed)
        }
        _ => Ok(actual),
    }
}

/// Decoded and encoded again, so that `$` and `%24` are one; always with a slash at the end. It is
/// decoded before it is split, as clients do: of `%2F` the router says that there is no such path,
/// and not we that the signature is wrong.
fn canonical_path(path: &str) -> String {
    let decoded = decode(path);
    let parts: Vec<String> = decoded.split(|byte| *byte == b'/').map(encode).collect();
    let path = parts.join("/");
    if path.ends_with('/') {
        path
    } else {
        path + "/"
    }
}

/// Sorted by decoded name, then value.
fn canonical_query(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // A plus sign is a space in a query and a plus sign in a path.
            let decode = |text: &str| decode(&text.replace('+', " "));
            (decode(name), decode(value))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

fn decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while position < bytes.len() {
        let escaped = bytes.get(position + 1..position + 3);
        let escaped = escaped.filter(|_| bytes[position] == b'%');
        match escaped.and_then(|digits| from_hex(std::str::from_utf8(digits).ok()?)) {
            Some(byte) => {
                decoded.extend(byte);
                position += 3;
            }
            None => {
                decoded.push(bytes[position]);
                position += 1;
            }
        }
    }
    decoded
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const RECORDED: &str = include_str!("../../fixtures/signed-requests.json");

    fn recorded() -> Vec<Value> {
        serde_json::from_str(RECORDED).unwrap()
    }

    fn text<'a>(request: &'a Value, name: &str) -> &'a str {
        request[name].as_str().unwrap_or_default()
    }

    fn parts(request: &Value) -> Parts {
        let mut built = axum::http::Request::builder()
            .method(text(request, "method"))
            .uri(text(request, "target"));
        for (name, value) in request["headers"].as_object().unwrap() {
            built = built.header(name, value.as_str().unwrap().as_bytes());
        }
        built.body(()).unwrap().into_parts().0
    }

    fn signature(request: &Value) -> Signature {
        Signature::read(&parts(request)).unwrap().unwrap()
    }

    fn is_right(request: &Value) -> bool {
        let (body, key) = (text(request, "body"), text(request, "secret_key"));
        let signature = signature(request);
        let verified = signature.is_by(&parts(request), body.as_bytes(), key);
        verified.unwrap()
    }

    #[test]
    fn every_recorded_signature_is_right() {
        let all = recorded();
        assert_eq!(all.len(), 17);
        for request in all {
            assert!(is_right(&request), "{}", request["name"]);
        }
    }

    #[test]
    fn a_changed_request_has_the_wrong_signature() {
        let original = recorded().swap_remove(0);
        let changed = [
            ("/method", "DELETE"),
            ("/target", "/v2/manage"),
            ("/body", "{}"),
            ("/headers/Host", "evil.example"),
        ];
        for (pointer, value) in changed {
            let mut request = original.clone();
            *request.pointer_mut(pointer).unwrap() = value.into();
            assert!(!is_right(&request), "{pointer}");
        }
    }

    #[test]
    fn a_path_is_decoded_before_it_is_split() {
        for path in ["/repos/a%2Fb", "/repos/a%2fb/", "/repos/a/b"] {
            assert_eq!(canonical_path(path), "/repos/a/b/", "{path}");
        }
        assert_eq!(canonical_path("/repos/a$b"), canonical_path("/repos/a%24b"));
        assert_eq!(canonical_path("/a%252Fb"), "/a%252Fb/", "once");
    }

    #[test]
    fn a_signature_is_good_for_fifteen_minutes_either_way() {
        let signature = signature(&recorded()[0]);
        let at = crate::time::from_sdk_date(&signature.date).unwrap();
        assert!(signature.check_time(at + WINDOW_MILLIS).is_ok());
        assert!(signature.check_time(at - WINDOW_MILLIS).is_ok());
        assert!(signature.check_time(at + WINDOW_MILLIS + 1).is_err());
        assert!(signature.check_time(at - WINDOW_MILLIS - 1).is_err());
    }

    #[test]
    fn host_and_date_must_be_signed() {
        let mut request = recorded().swap_remove(0);
        let header = request["headers"]["Authorization"].as_str().unwrap();
        request["headers"]["Authorization"] = header.replace("host;", "").into();
        assert!(Signature::read(&parts(&request)).is_err());
    }
}
