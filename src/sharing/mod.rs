//! Sharing: which other accounts can pull from a private repository, and the lists of repositories shared
//! with and by this account.
//!
//! Calls: `swr_api::sharing` and `swr_api::shared_repositories`. Shares count in days of UTC.

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
