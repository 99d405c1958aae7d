//! Manifests of tags, and what deleting tags does to the images.
//!
//! They are parsed by `container-image`, as in the service.

mod contents;
mod deletion;
mod storage_use;

use swr_api::Tag;

pub use container_image::{
    BuildStep, Child, ChildRole, CommandFamily, CompanionKind, CompanionTag, Configuration,
    Descriptor, Form, Healthcheck, Kind, LayerShare, LayerShares, Manifest, Platform, pretty,
};
pub use contents::{Contents, Reach, Rest};
pub use deletion::{DeletionPlan, PlannedImage};
pub use storage_use::{BlobUse, ImageUse, StorageUse, TagUse};

/// The image that a tag says something about by its name; `None` for the tags that people write.
///
/// The manifest is read only where the name leaves it open.
pub fn companion_of(tag: &Tag) -> Option<CompanionTag> {
    let named = CompanionTag::of(tag.name.as_str())?;
    match named.kind {
        CompanionKind::Referrers => Manifest::parse(&tag.manifest).companion_tag(tag.name.as_str()),
        _ => Some(named),
    }
}
