//! Organizations: the list, one of them, creating and deleting. They cannot be edited: the service can
//! change nothing of an organization, not even its name.
//!
//! Calls: `swr_api::organizations`. The repositories of an organization are shown by their own feature,
//! which `app.rs` places inside [`OrganizationDetail`].

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
