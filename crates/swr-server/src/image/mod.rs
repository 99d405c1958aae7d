//! Facts about images that need neither a store nor a connection: digests and manifests.

mod digest;
mod manifest;

pub use digest::{Digest, NotADigest};
pub use manifest::{Content, Manifest, NotAManifest, media_type};
