//! Members and permissions: who may do what with an organization or a repository, and giving,
//! changing and revoking rights. One editor serves both; what differs stands in `place` and `roster`.
//!
//! Calls: `swr_api::organization_permissions` and `swr_api::repository_permissions`. The service
//! lists grants only: administrators of the account, the public flag and shares are said beside them.

mod allowed;
mod asked;
mod columns;
mod consequences;
mod draft;
mod editor;
mod grant;
mod member;
mod person_fields;
mod place;
mod question;
mod reach;
mod refused;
mod roster;
pub mod texts;

pub use editor::{OrganizationPermissions, RepositoryPermissions};
pub use grant::{GrantOrganizationAccess, GrantRepositoryAccess};
