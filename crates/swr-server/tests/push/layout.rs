//! Images for tests: made here, kept in memory or written as a layout that other programs read.

use std::path::Path;

use serde_json::json;
use swr_server::image::archive::File;
use swr_server::image::build::{self, Blob, Image, Layer, Platform, Settings};

/// A pushable image: its blobs, its manifests from the innermost out, the last of which is tagged.
pub(crate) struct Pushable {
    pub blobs: Vec<Blob>,
    pub manifests: Vec<Blob>,
}

/// `seed` makes it differ from others, except for its first layer.
pub(crate) fn image(seed: u64, layer_bytes: usize) -> Pushable {
    let (blobs, image) = platform("amd64", seed, layer_bytes);
    Pushable {
        blobs,
        manifests: vec![image.manifest],
    }
}

/// An index over two platforms.
pub(crate) fn index(seed: u64, layer_bytes: usize) -> Pushable {
    let (mut blobs, amd64) = platform("amd64", seed, layer_bytes);
    let (more, arm64) = platform("arm64", seed + 1, layer_bytes);
    blobs.extend(more);
    let index = build::index(&[&amd64, &arm64], &[], &json!({}));
    Pushable {
        blobs,
        manifests: vec![amd64.manifest, arm64.manifest, index],
    }
}

fn platform(architecture: &'static str, seed: u64, layer_bytes: usize) -> (Vec<Blob>, Image) {
    let base = layer("shared", 1, 1000);
    let own = layer(
        "own",
        seed.wrapping_mul(0x9E37_79B9).wrapping_add(7),
        layer_bytes,
    );
    let settings = Settings {
        platform: Platform {
            os: "linux",
            architecture,
            variant: None,
        },
        created: "2025-01-01T00:00:00Z",
        run: json!({"Cmd": ["/app"], "Labels": {"seed": seed.to_string()}}),
        empty_steps: &[],
    };
    let image = Image::new(&[&base, &own], &settings, &json!({}));
    (vec![base.blob, own.blob, image.config.clone()], image)
}

/// A layer that does not get smaller by compressing it.
fn layer(path: &str, seed: u64, length: usize) -> Layer {
    let mut state = seed;
    let content: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
    .take(length)
    .collect();
    let file = File {
        path,
        is_executable: false,
        content: &content,
    };
    Layer::new("COPY . /", &[file])
}

/// Writes an OCI layout in which the image has the name `latest`.
pub(crate) fn write(folder: &Path, image: &Pushable) {
    let blobs = folder.join("blobs/sha256");
    std::fs::create_dir_all(&blobs).unwrap();
    for blob in image.blobs.iter().chain(&image.manifests) {
        std::fs::write(blobs.join(blob.digest.hex()), &blob.bytes).unwrap();
    }
    let top = image.manifests.last().unwrap();
    let index = json!({"schemaVersion": 2, "manifests": [{
        "mediaType": top.media_type,
        "digest": top.digest.as_str(),
        "size": top.bytes.len(),
        "annotations": {"org.opencontainers.image.ref.name": "latest"},
    }]});
    std::fs::write(folder.join("index.json"), index.to_string()).unwrap();
    let version = json!({"imageLayoutVersion": "1.0.0"});
    std::fs::write(folder.join("oci-layout"), version.to_string()).unwrap();
}
