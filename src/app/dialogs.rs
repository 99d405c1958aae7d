//! Which feature shows which dialog over the page.

use leptos::prelude::*;

use crate::navigation::use_navigation;
use crate::organizations::{CreateOrganization, DeleteOrganization};
use crate::permissions::{GrantOrganizationAccess, GrantRepositoryAccess};
use crate::remote::afterwards;
use crate::repositories::{CreateRepository, DeleteRepository, EditRepository};
use crate::route::{Dialog, Page};
use crate::tags::DeleteTag;

/// The dialog of the address.
#[component]
pub(super) fn CurrentDialog() -> impl IntoView {
    let dialog = use_navigation().dialog();
    move || {
        dialog
            .get()
            .map(|dialog| afterwards(move || seated(dialog.clone())))
    }
}

fn seated(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::CreateOrganization => view! { <CreateOrganization/> }.into_any(),
        Dialog::DeleteOrganization(organization) => {
            view! { <DeleteOrganization organization/> }.into_any()
        }
        Dialog::CreateRepository => {
            let organization = match use_navigation().route_untracked().page {
                Page::Organization(organization, _) => Some(organization),
                _ => None,
            };
            view! { <CreateRepository organization/> }.into_any()
        }
        Dialog::EditRepository(path) => view! { <EditRepository path/> }.into_any(),
        Dialog::DeleteRepository(path) => view! { <DeleteRepository path/> }.into_any(),
        Dialog::GrantOrganizationAccess(organization) => {
            view! { <GrantOrganizationAccess organization/> }.into_any()
        }
        Dialog::GrantRepositoryAccess(path) => view! { <GrantRepositoryAccess path/> }.into_any(),
        Dialog::DeleteTag(path, tag) => view! { <DeleteTag path tag/> }.into_any(),
    }
}
