//! The less frequent tabs of an organization, a repository and the list of repositories, shown below
//! their common heading.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{OrganizationName, RepositoryPath};

use super::part::part;
use crate::permissions::{OrganizationPermissions, RepositoryPermissions};
use crate::remote::{Meanwhile, part_view};
use crate::retention::RetentionPage;
use crate::route::RepositoryScope;
use crate::sharing::{RepositoryShares, SharedRepositories};
use crate::synchronization::SynchronizationPage;
use crate::triggers::TriggerList;
use crate::usage::{OrganizationUsage, RepositoryUsage};

/// One of them, with the thing that it is about.
#[derive(Clone)]
pub(super) enum Body {
    Members(OrganizationName),
    OrganizationStorage(OrganizationName),
    Storage(RepositoryPath),
    Permissions(RepositoryPath),
    Sharing(RepositoryPath),
    Triggers(RepositoryPath),
    Synchronization(RepositoryPath),
    Retention(RepositoryPath),
    Shared(RepositoryScope),
}

fn view_of_body(body: Body) -> AnyView {
    match body {
        Body::Members(organization) => view! { <OrganizationPermissions organization/> }.into_any(),
        Body::OrganizationStorage(organization) => {
            view! { <OrganizationUsage organization/> }.into_any()
        }
        Body::Storage(path) => view! { <RepositoryUsage path/> }.into_any(),
        Body::Permissions(path) => view! { <RepositoryPermissions path/> }.into_any(),
        Body::Sharing(path) => view! { <RepositoryShares path/> }.into_any(),
        Body::Triggers(path) => view! { <TriggerList path/> }.into_any(),
        Body::Synchronization(path) => view! { <SynchronizationPage path/> }.into_any(),
        Body::Retention(path) => view! { <RetentionPage path/> }.into_any(),
        Body::Shared(scope) => view! { <SharedRepositories scope/> }.into_any(),
    }
}

part!(
    body_part in rest, loaded_body(Body) = view_of_body, preload(load_rest)
);

/// Shows one, below the frame of what it is about.
pub(super) fn body_view(body: Body) -> AnyView {
    part_view(Meanwhile::Skeleton, move || body_part(body.clone())).into_any()
}

/// Loads the rest before someone asks for it. A failure is no matter here: whatever needs it asks again,
/// and says so.
pub fn preload_rest() {
    #[cfg(feature = "split")]
    crate::remote::load_ahead(load_rest());
}
