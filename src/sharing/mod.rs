//! Sharing: which other accounts may pull from a private repository, and the lists of repositories
//! that cross the border of an account, in either direction.
//!
//! Calls: `swr_api::sharing` and `swr_api::shared_repositories`. A share counts in days of UTC.

mod columns;
mod draft;
mod edit;
mod facets;
mod fields;
mod lifetime;
mod list;
mod refused;
mod rights;
mod share;
mod shared_columns;
mod shared_list;
mod stop;
mod stop_many;
pub mod texts;

pub use edit::EditShare;
pub use list::RepositoryShares;
pub use share::ShareRepository;
pub use shared_list::SharedRepositories;
pub use stop::StopSharing;
