//! Manifests as anybody may push them: read or refused, never a crash.

use serde_json::{Value, json};
use swr_server::image::{Manifest, media_type};

use crate::check;
use crate::input::Input;

const TYPES: &[&str] = &[
    media_type::DOCKER_IMAGE,
    media_type::DOCKER_LIST,
    media_type::OCI_IMAGE,
    media_type::OCI_INDEX,
    "text/plain",
];

const DIGESTS: &[&str] = &[
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha256:E3B0",
    "sha512:00",
    "",
];

/// Mostly right, so that the odd one is reached behind parts that are read.
fn mostly<T: Copy>(input: &mut Input, right: T, odd: &[T]) -> T {
    if input.below(10) == 0 {
        input.one_of(odd)
    } else {
        right
    }
}

fn descriptor(input: &mut Input) -> Value {
    let sizes = [
        json!(-1),
        json!(u64::MAX),
        json!("12"),
        json!(1.5),
        Value::Null,
    ];
    let size = mostly(input, &json!(12), &sizes.each_ref()).clone();
    let right = input.one_of(&DIGESTS[..2]);
    let digest = mostly(input, right, &DIGESTS[2..]);
    json!({ "mediaType": input.one_of(TYPES), "digest": digest, "size": size })
}

fn descriptors(input: &mut Input) -> Value {
    (0..input.below(4)).map(|_| descriptor(input)).collect()
}

#[test]
fn a_pushed_manifest_is_read_or_rejected() {
    check(|input| {
        let declared = input.one_of(TYPES);
        let mut manifest = json!({
            "schemaVersion": mostly(input, 2, &[1, 3, i64::MIN]),
            "mediaType": mostly(input, declared, TYPES),
        });
        let is_index = [media_type::DOCKER_LIST, media_type::OCI_INDEX].contains(&declared);
        if mostly(input, !is_index, &[true]) {
            manifest["config"] = descriptor(input);
            manifest["layers"] = descriptors(input);
        }
        if mostly(input, is_index, &[true]) {
            manifest["manifests"] = descriptors(input);
        }
        let mut bytes = manifest.to_string().into_bytes();
        if input.below(4) == 0 {
            let place = input.below(bytes.len());
            bytes[place] = u8::try_from(input.below(256)).expect("below 256");
        }
        let Ok(read) = Manifest::parse(declared, &bytes) else {
            return false;
        };
        assert_eq!(read.media_type, declared);
        true
    });
}
