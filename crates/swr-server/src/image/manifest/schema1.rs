//! Docker schema 1: the oldest format, without a configuration and without sizes.
//!
//! A signed manifest contains a JSON web signature of itself. Its digest is that of the signed content: the
//! bytes up to a length, and an end, both of which are in the signature. Clients judge the signer; here the
//! signature only has to match the manifest.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use container_image::media_type;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::{Content, Manifest, NotAManifest, agree, digest, malformed};
use crate::image::Digest;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    schema_version: i64,
    media_type: Option<String>,
    fs_layers: Vec<Layer>,
    history: Vec<IgnoredAny>,
    signatures: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Layer {
    blob_sum: String,
}

#[derive(Deserialize)]
struct Signed {
    signatures: Vec<Signature>,
}

#[derive(Deserialize)]
struct Signature {
    protected: String,
}

/// How the bytes that were signed are found again.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
struct Format {
    format_length: usize,
    format_tail: String,
}

pub(super) fn read(media_type: &'static str, bytes: &[u8]) -> Result<Manifest, NotAManifest> {
    if media_type == media_type::DOCKER_SCHEMA_1_SIGNED {
        let payload = payload(bytes)?;
        return read_payload(media_type, &payload);
    }
    read_payload(media_type, bytes)
}

fn read_payload(media_type: &'static str, bytes: &[u8]) -> Result<Manifest, NotAManifest> {
    let wire: Wire = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
    agree(wire.media_type.as_ref(), media_type)?;
    if wire.schema_version != 1 {
        return Err(NotAManifest::SchemaVersion {
            found: wire.schema_version,
            wanted: 1,
            outside: media_type,
        });
    }
    if wire.signatures.is_some() {
        let why = "the manifest is signed, but was sent as unsigned";
        return Err(NotAManifest::Signature(why));
    }
    if wire.fs_layers.is_empty() || wire.fs_layers.len() != wire.history.len() {
        let why = "history must have one entry per layer, and at least one";
        return Err(NotAManifest::Malformed(why.into()));
    }
    // Steps without a change name the same empty layer again and again.
    let layers = wire.fs_layers.iter();
    let blobs = layers.map(|layer| Ok((digest(&layer.blob_sum)?, None)));
    Ok(Manifest {
        media_type,
        digest: Digest::of(bytes),
        schema_version: 1,
        content: Content::Image {
            config: None,
            blobs: blobs.collect::<Result<BTreeMap<_, _>, _>>()?,
            foreign: BTreeMap::new(),
        },
        subject: None,
        artifact_type: None,
    })
}

/// The bytes that were signed, if what is around them is nothing but the signature.
fn payload(bytes: &[u8]) -> Result<Vec<u8>, NotAManifest> {
    let signed: Signed = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
    let mut formats = signed.signatures.iter().map(format);
    let missing = NotAManifest::Signature("there is none");
    let first = formats.next().ok_or(missing)??;
    for other in formats {
        if other? != first {
            return Err(NotAManifest::Signature(
                "there are two signatures of different content",
            ));
        }
    }
    let head = bytes.get(..first.format_length);
    let head = head.ok_or(NotAManifest::Signature(
        "it covers more bytes than the manifest has",
    ))?;
    let tail = decode(&first.format_tail)?;
    let payload = [head, tail.as_slice()].concat();

    // A client reads the whole and checks the digest of the part, so both have to say the same.
    let parse = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes);
    let inner = parse(&payload).map_err(|error| malformed(&error))?;
    let mut outer = parse(bytes).map_err(|error| malformed(&error))?;
    if let Some(fields) = outer.as_object_mut() {
        fields.remove("signatures");
    }
    if inner == outer {
        Ok(payload)
    } else {
        Err(NotAManifest::Signature("it belongs to another manifest"))
    }
}

fn format(signature: &Signature) -> Result<Format, NotAManifest> {
    let header = decode(&signature.protected)?;
    let unreadable = |_| NotAManifest::Signature("its protected header cannot be read");
    serde_json::from_slice(&header).map_err(unreadable)
}

fn decode(text: &str) -> Result<Vec<u8>, NotAManifest> {
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
    bytes.map_err(|_| NotAManifest::Signature("it is not base64"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const PAYLOAD: &str = r#"{
   "schemaVersion": 1,
   "name": "o/app",
   "tag": "1",
   "architecture": "amd64",
   "fsLayers": [
      {"blobSum": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"blobSum": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
   ],
   "history": [{"v1Compatibility": "{}"}, {"v1Compatibility": "{}"}]
}"#;

    /// As libtrust writes it: behind the last field, before the end.
    fn sign(payload: &str, more: &str) -> String {
        let length = payload.len() - 2;
        let tail = URL_SAFE_NO_PAD.encode(&payload[length..]);
        let header = json!({"formatLength": length, "formatTail": tail, "time": "x"});
        let header = URL_SAFE_NO_PAD.encode(header.to_string());
        let signatures = json!([{"header": {}, "signature": "AA", "protected": header}]);
        let head = &payload[..length];
        format!("{head},{more}\n   \"signatures\": {signatures}\n}}")
    }

    fn read_signed(text: &str) -> Result<Manifest, NotAManifest> {
        Manifest::parse(media_type::DOCKER_SCHEMA_1_SIGNED, text.as_bytes())
    }

    #[test]
    fn the_digest_is_that_of_what_was_signed() {
        let manifest = read_signed(&sign(PAYLOAD, "")).unwrap();
        assert_eq!(manifest.digest, Digest::of(PAYLOAD.as_bytes()));
        assert_eq!(manifest.schema_version, 1);
        let blobs = BTreeMap::from([(Digest::of(b""), None)]);
        let content = Content::Image {
            config: None,
            blobs,
            foreign: BTreeMap::new(),
        };
        assert_eq!(manifest.content, content);
    }

    #[test]
    fn an_unsigned_one_is_its_own_bytes() {
        let manifest = Manifest::parse(media_type::DOCKER_SCHEMA_1, PAYLOAD.as_bytes()).unwrap();
        assert_eq!(manifest.digest, Digest::of(PAYLOAD.as_bytes()));
    }

    #[test]
    fn a_signature_of_something_else_is_rejected() {
        let other = sign(PAYLOAD, "\n   \"tag\": \"2\",");
        let refused = NotAManifest::Signature("it belongs to another manifest");
        assert_eq!(read_signed(&other), Err(refused));
        let none = NotAManifest::Signature("there is none");
        let empty = PAYLOAD.replacen('{', "{\"signatures\": [],", 1);
        assert_eq!(read_signed(&empty), Err(none));
        assert!(read_signed(PAYLOAD).is_err());
        let signed = sign(PAYLOAD, "");
        let disguised = Manifest::parse(media_type::DOCKER_SCHEMA_1, signed.as_bytes());
        assert!(matches!(disguised, Err(NotAManifest::Signature(_))));
    }

    #[test]
    fn layers_and_history_go_together() {
        let read = |text: &str| Manifest::parse(media_type::DOCKER_SCHEMA_1, text.as_bytes());
        assert!(read(&PAYLOAD.replacen(r#"{"v1Compatibility": "{}"}, "#, "", 1)).is_err());
        assert!(read(&PAYLOAD.replace("\"schemaVersion\": 1", "\"schemaVersion\": 2")).is_err());
        assert!(read(&PAYLOAD.replace("sha256:e3", "sha256:E3")).is_err());
    }
}
