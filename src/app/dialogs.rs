//! Which feature shows which dialog over the page.

use leptos::prelude::*;

use crate::navigation::use_navigation;
use crate::organizations::{CreateOrganization, DeleteOrganization};
use crate::repositories::{CreateRepository, DeleteRepository, EditRepository};
use crate::route::{Dialog, Page};

/// The dialog of the address.
#[component]
pub(super) fn CurrentDialog() -> impl IntoView {
    let navigation = use_navigation();
    let dialog = navigation.dialog();
    move || {
        dialog.get().map(|dialog| match dialog {
            Dialog::CreateOrganization => view! { <CreateOrganization/> }.into_any(),
            Dialog::DeleteOrganization(organization) => {
                view! { <DeleteOrganization organization/> }.into_any()
            }
            Dialog::CreateRepository => {
                let organization = match navigation.route_untracked().page {
                    Page::Organization(organization) => Some(organization),
                    _ => None,
                };
                view! { <CreateRepository organization/> }.into_any()
            }
            Dialog::EditRepository(path) => view! { <EditRepository path/> }.into_any(),
            Dialog::DeleteRepository(path) => view! { <DeleteRepository path/> }.into_any(),
            Dialog::DeleteTag(..) => ().into_any(),
        })
    }
}
