//! Members and permissions.

use leptos::prelude::*;

/// OrganizationPermissions.
#[component]
pub fn OrganizationPermissions(organization: swr_api::OrganizationName) -> impl IntoView {
    drop(organization);
}

/// RepositoryPermissions.
#[component]
pub fn RepositoryPermissions(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
