//! Repositories: the list (of one organization or of all), one of them, creating, editing and deleting. A
//! repository cannot be renamed.
//!
//! Calls: `swr_api::repositories`. The tags of a repository are a feature of their own, which `app.rs` places
//! inside [`RepositoryDetail`].

mod about;
mod bulk_change;
mod bulk_plan;
mod columns;
mod create;
mod delete;
mod delete_many;
mod detail;
mod draft;
mod edit;
mod facet_chips;
mod facets;
mod fields;
mod list;
mod push;
mod refused;
mod rights;
mod scopes;
pub mod texts;
mod visibility_many;

pub use about::RepositoryAbout;
pub use create::CreateRepository;
pub use delete::DeleteRepository;
pub use detail::RepositoryDetail;
pub use edit::EditRepository;
pub use list::RepositoryList;
pub use push::PushImage;
pub use scopes::RepositoryScopes;
