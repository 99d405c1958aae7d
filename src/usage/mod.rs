//! Storage used by repositories: how much, by which images, and what a deletion would free.
//!
//! Calls: `swr_api::tags`. The values are computed from the manifests by `manifest`.

mod growth;
mod map;
mod of_organization;
mod of_repository;
pub mod texts;

pub use of_organization::OrganizationUsage;
pub use of_repository::RepositoryUsage;
