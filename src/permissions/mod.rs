//! Members and permissions: who may do what with an organization or a repository, and giving,
//! changing and revoking rights. One editor serves both; what differs stands in `target` and `roster`.
//!
//! Calls: `swr_api::organization_permissions` and `swr_api::repository_permissions`. The service
//! lists grants only: administrators of the account, the public flag and shares are said beside them.

mod account_people;
mod allowed;
mod columns;
mod consequences;
mod draft;
mod editor;
mod grant;
mod implicit_access;
mod member;
mod paste;
mod pasted;
mod people;
mod permission_change;
mod person_fields;
mod question;
mod refused;
mod roster;
mod target;
pub mod texts;

pub use editor::{OrganizationPermissions, RepositoryPermissions};
pub use grant::{GrantOrganizationAccess, GrantRepositoryAccess};
