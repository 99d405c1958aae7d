//! Access: who can do what with an organization or a repository; granting, changing and removing access.
//! One editor is used for both; `target` and `roster` contain the differences.
//!
//! Calls: `swr_api::organization_permissions` and `swr_api::repository_permissions`. The service lists only
//! grants: account administrators, public visibility and shares are shown in addition.

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
