//! Bulk changes of the selected repositories, with their confirmation.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{Access, Repository, RepositoryPath};

use super::bulk_plan::{deletion_plan, visibility_plan};
use super::delete_many::DeleteRepositories;
use super::rights::Rights;
use super::texts;
use super::visibility_many::ChangeVisibility;
use crate::catalog::{BulkPlan, access_refusal};
use crate::i18n::{Texts, use_texts};
use crate::reactive::effect;
use crate::remote::Collection;
use crate::session::use_session;
use crate::ui::BulkAction;

/// What is about to be done, and to which.
#[derive(Clone)]
pub(super) enum PendingBulkChange {
    /// To make them public, or private.
    Visibility(bool, Vec<Repository>),
    /// To delete them.
    Deletion(Vec<Repository>),
}

impl PendingBulkChange {
    fn rows(&self) -> &[Repository] {
        match self {
            Self::Visibility(_, rows) | Self::Deletion(rows) => rows,
        }
    }

    /// The right that it needs.
    fn may(&self) -> fn(Access) -> bool {
        match self {
            Self::Visibility(..) => Access::may_edit,
            Self::Deletion(_) => Access::may_delete,
        }
    }
}

/// What can be done with the selected.
pub(super) fn bulk_actions(
    texts: Texts,
    rights: Rights,
    pending: RwSignal<Option<PendingBulkChange>>,
) -> [BulkAction<Repository>; 3] {
    let session = use_session();
    let refusal =
        move |may| move |rows: &[&Repository]| rights.refusal_of_all((texts, session), rows, may);
    let visibility = |label, is_public| {
        BulkAction::new(
            move |_| texts.get(label).to_owned(),
            move |rows| pending.set(Some(PendingBulkChange::Visibility(is_public, rows))),
        )
        .refused_for(refusal(Access::may_edit))
    };
    let delete = BulkAction::new(
        move |count| texts.count(texts::DELETE_COUNT, count),
        move |rows| pending.set(Some(PendingBulkChange::Deletion(rows))),
    );
    [
        visibility(texts::MAKE_PUBLIC, true),
        visibility(texts::MAKE_PRIVATE, false),
        delete.danger().refused_for(refusal(Access::may_delete)),
    ]
}

/// The dialog about the selected, while there is one. It stands as soon as it is known which of them
/// may be changed, and what it says does not change under the reader.
#[component]
pub(super) fn BulkChangeDialog(
    pending: RwSignal<Option<PendingBulkChange>>,
    rights: Rights,
    /// The list.
    all: Collection<Repository>,
) -> impl IntoView {
    let planned = RwSignal::new(None::<(PendingBulkChange, BulkPlan<RepositoryPath>)>);
    let on_close = UnsyncCallback::new(move |()| {
        pending.set(None);
        planned.set(None);
    });
    let (texts, session) = (use_texts(), use_session());
    effect(move || {
        let Some(change) = pending.get() else {
            return;
        };
        if planned.with_untracked(Option::is_some) {
            return;
        }
        let may = change.may();
        rights.ask_for(change.rows(), may);
        if rights.are_known(change.rows(), may) {
            let refusal = |index, path: &RepositoryPath| {
                let access = rights.on_one_of_several(index, path);
                access_refusal(session, texts, path, access, may)
            };
            let plan = untrack(|| match &change {
                PendingBulkChange::Visibility(is_public, rows) => {
                    visibility_plan(texts, rows, *is_public, refusal)
                }
                PendingBulkChange::Deletion(rows) => deletion_plan(texts, rows, refusal),
            });
            planned.set(Some((change, plan)));
        }
    });
    reactive(move || {
        Some(match planned.get()? {
            (PendingBulkChange::Visibility(is_public, _), plan) => {
                view! { <ChangeVisibility plan is_public all on_close/> }.into_any()
            }
            (PendingBulkChange::Deletion(_), plan) => {
                view! { <DeleteRepositories plan all on_close/> }.into_any()
            }
        })
    })
}
