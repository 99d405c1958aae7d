//! What stands below the frame that an organization, a repository or the list of repositories has, and
//! is not looked at every day.

use leptos::prelude::*;
use swr_api::{OrganizationName, RepositoryPath};

use crate::permissions::{OrganizationPermissions, RepositoryPermissions};
use crate::retention::RetentionPage;
use crate::route::RepositoryScope;
use crate::sharing::{RepositoryShares, SharedRepositories};
use crate::synchronization::SynchronizationPage;
use crate::triggers::TriggerList;

/// One of them, with the thing that it is about.
#[derive(Clone)]
pub(super) enum Body {
    Members(OrganizationName),
    Permissions(RepositoryPath),
    Sharing(RepositoryPath),
    Triggers(RepositoryPath),
    Synchronization(RepositoryPath),
    Retention(RepositoryPath),
    Shared(RepositoryScope),
}

/// Builds it.
pub(super) fn view(body: Body) -> AnyView {
    match body {
        Body::Members(organization) => view! { <OrganizationPermissions organization/> }.into_any(),
        Body::Permissions(path) => view! { <RepositoryPermissions path/> }.into_any(),
        Body::Sharing(path) => view! { <RepositoryShares path/> }.into_any(),
        Body::Triggers(path) => view! { <TriggerList path/> }.into_any(),
        Body::Synchronization(path) => view! { <SynchronizationPage path/> }.into_any(),
        Body::Retention(path) => view! { <RetentionPage path/> }.into_any(),
        Body::Shared(scope) => view! { <SharedRepositories scope/> }.into_any(),
    }
}
