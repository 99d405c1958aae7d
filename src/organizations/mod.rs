//! Organizations: the list, one of them, creating and deleting. There is no editing: the service
//! can change nothing of an organization, its name least of all.
//!
//! Calls: `swr_api::organizations`. What an organization holds is shown by the repositories' own
//! feature, which `app.rs` seats inside [`OrganizationDetail`].

mod bulk_plan;
mod create;
mod delete;
mod delete_many;
mod detail;
mod draft;
mod list;
pub mod texts;
pub mod widths;

pub use create::CreateOrganization;
pub use delete::DeleteOrganization;
pub use detail::OrganizationDetail;
pub use list::OrganizationList;
