//! What is asked about the selected repositories of a list. These dialogs have no address, because a
//! selection has none.

use leptos::prelude::*;
use swr_api::{Access, OrganizationName, Repository};

use super::delete_many::DeleteRepositories;
use super::rights::Rights;
use super::several::Plan;
use super::texts;
use super::visibility_many::ChangeVisibility;
use crate::i18n::{Texts, use_texts};
use crate::remote::Collection;
use crate::session::use_session;
use crate::ui::BulkAction;

/// What is about to be done, and to which.
#[derive(Clone)]
pub(super) enum Asked {
    /// To make them public, or private.
    Visibility(bool, Vec<Repository>),
    /// To delete them.
    Deletion(Vec<Repository>),
}

/// What can be done with the selected.
pub(super) fn bulk_actions(
    texts: Texts,
    rights: Rights,
    asked: RwSignal<Option<Asked>>,
) -> [BulkAction<Repository>; 3] {
    let visibility = |label, is_public| {
        BulkAction::new(
            move |_| texts.get(label).to_owned(),
            move |rows| asked.set(Some(Asked::Visibility(is_public, rows))),
        )
        .disabled_because(rights.refusal_of_any(Access::may_edit))
    };
    let delete = BulkAction::new(
        move |count| texts.count(texts::DELETE_COUNT, count),
        move |rows| asked.set(Some(Asked::Deletion(rows))),
    );
    [
        visibility(texts::MAKE_PUBLIC, true),
        visibility(texts::MAKE_PRIVATE, false),
        delete
            .danger()
            .disabled_because(rights.refusal_of_any(Access::may_delete)),
    ]
}

/// The dialog about the selected, while there is one.
#[component]
pub(super) fn AskedDialog(
    asked: RwSignal<Option<Asked>>,
    rights: Rights,
    /// The list.
    all: Collection<Repository>,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let on_close = UnsyncCallback::new(move |()| asked.set(None));
    let refusal = move |may: fn(Access) -> bool| {
        move |organization: &OrganizationName| {
            untrack(|| session.refusal(texts, organization, rights.of(organization), may))
        }
    };
    move || {
        Some(match asked.get()? {
            Asked::Visibility(is_public, rows) => {
                let plan = Plan::of_visibility(&rows, is_public, refusal(Access::may_edit));
                view! { <ChangeVisibility plan is_public all on_close/> }.into_any()
            }
            Asked::Deletion(rows) => {
                let plan = Plan::of_deletion(&rows, refusal(Access::may_delete));
                view! { <DeleteRepositories plan all on_close/> }.into_any()
            }
        })
    }
}
