//! Readers of what a registry stores about an image: manifests, image configurations, attestations.
//!
//! They are pure and never fail because of one field: a field of the wrong type is lost, and nothing
//! else. Content of a kind that is not known keeps its media types, so that it can be shown as it is.
//! Kinds and commands have stable names of machines; the words for people belong to the console.

mod base64;
mod json;
mod kind;
pub mod media_type;
mod pretty;

mod descriptor;
mod instruction;
mod platform;
mod provenance;
mod sbom;

mod companion;
mod configuration;
mod recognition;

mod child;
mod statement;

mod manifest;

mod fact;
mod layer_shares;
mod parse;

pub use child::{Child, ChildRole};
pub use companion::{CompanionKind, CompanionTag};
pub use configuration::{BuildStep, Configuration, Healthcheck};
pub use descriptor::{Compression, Descriptor, LazyFormat};
pub use fact::{Fact, FactName, configuration_facts};
pub use instruction::instruction;
pub use kind::{CommandFamily, Kind};
pub use layer_shares::{LayerShare, LayerShares};
pub use manifest::{Form, Manifest};
pub use platform::Platform;
pub use pretty::pretty;
pub use provenance::{Material, Provenance};
pub use sbom::{Package, Sbom, SbomFormat};
pub use statement::{Statement, Subject};
