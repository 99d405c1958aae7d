//! Images without store and network: digests, manifests, and builds.

pub mod archive;
pub mod build;
mod digest;
mod manifest;
pub mod signature_tag;

pub use container_image::media_type;
pub use digest::{Digest, NotADigest};
pub use manifest::{Child, Content, Manifest, NotAManifest};
