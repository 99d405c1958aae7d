//! Maps each dialog to the feature that shows it.

use crate::markup::{reactive, view};
use leptos::prelude::*;

use super::part::part;
use crate::login_command::LoginForTool;
use crate::navigation::use_navigation;
use crate::organizations::{CreateOrganization, DeleteOrganization};
use crate::permissions::{GrantOrganizationAccess, GrantRepositoryAccess};
use crate::remote::{Meanwhile, part_view};
use crate::repositories::{CreateRepository, DeleteRepository, EditRepository, PushImage};
use crate::retention::{CreateRetention, DeleteRetention, EditRetention};
use crate::route::{Dialog, Page};
use crate::sharing::{EditShare, ShareRepository, StopSharing};
use crate::synchronization::{CreateSynchronization, DeleteSynchronization, SynchronizeTags};
use crate::tags::{DeleteTag, RetagTag};
use crate::triggers::{CreateAgency, CreateTrigger, DeleteTrigger, TriggerResults};

/// The dialog of the address.
#[component]
pub(super) fn CurrentDialog() -> impl IntoView {
    let dialog = use_navigation().dialog();
    reactive(move || {
        dialog
            .get()
            .map(|it| part_view(Meanwhile::Nothing, move || dialog_part(it.clone())))
    })
}

part!(
    dialog_part in rest, loaded_dialog(Dialog) = view
);

fn view(dialog: Dialog) -> AnyView {
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
        Dialog::PushImage(path) => {
            let login = |tool| view! { <LoginForTool tool/> }.into_any();
            view! { <PushImage path login/> }.into_any()
        }
        Dialog::DeleteRepository(path) => view! { <DeleteRepository path/> }.into_any(),
        Dialog::GrantOrganizationAccess(organization) => {
            view! { <GrantOrganizationAccess organization/> }.into_any()
        }
        Dialog::GrantRepositoryAccess(path) => view! { <GrantRepositoryAccess path/> }.into_any(),
        Dialog::RetagTag(path, tag) => view! { <RetagTag path tag/> }.into_any(),
        Dialog::DeleteTag(path, tag) => view! { <DeleteTag path tag/> }.into_any(),
        Dialog::ShareRepository(path) => view! { <ShareRepository path/> }.into_any(),
        Dialog::EditShare(path, account) => view! { <EditShare path account/> }.into_any(),
        Dialog::StopSharing(path, account) => view! { <StopSharing path account/> }.into_any(),
        Dialog::CreateSynchronization(path) => view! { <CreateSynchronization path/> }.into_any(),
        Dialog::DeleteSynchronization(path, target) => {
            view! { <DeleteSynchronization path target/> }.into_any()
        }
        Dialog::SynchronizeTags(path) => view! { <SynchronizeTags path/> }.into_any(),
        Dialog::CreateRetention(path) => view! { <CreateRetention path/> }.into_any(),
        Dialog::EditRetention(path, id) => view! { <EditRetention path id/> }.into_any(),
        Dialog::DeleteRetention(path, id) => view! { <DeleteRetention path id/> }.into_any(),
        Dialog::CreateTrigger(path) => view! { <CreateTrigger path/> }.into_any(),
        Dialog::TriggerResults(path, trigger) => {
            view! { <TriggerResults path trigger/> }.into_any()
        }
        Dialog::DeleteTrigger(path, trigger) => view! { <DeleteTrigger path trigger/> }.into_any(),
        Dialog::CreateAgency => view! { <CreateAgency/> }.into_any(),
    }
}
