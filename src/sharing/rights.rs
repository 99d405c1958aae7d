//! Who may share a repository: users with the Manage role on it.

use leptos::prelude::*;
use swr_api::{Access, RepositoryPath};

use crate::catalog::use_repository_right;

/// Why nothing may be shared, changed or stopped; watched.
pub(super) fn why_not_share(path: &RepositoryPath) -> Signal<Option<String>> {
    use_repository_right(path).refusal(Access::may_share)
}
