//! The confirmation before a replication target is deleted. Copies are kept.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{AutomaticSynchronization, List, RepositoryPath, SynchronizationTarget};

use super::refused::banner;
use super::texts;
use crate::catalog::RoutedConfirm;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Doomed, Mutation, Topic, deletion, use_revisions};
use crate::session::{use_client, use_session};

/// Asks, then deletes an automatic synchronization.
#[component]
pub fn DeleteSynchronization(
    /// Of which repository.
    path: RepositoryPath,
    /// To which place.
    target: SynchronizationTarget,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let delete = delete_mutation(path.clone());
    let name = name_of(&target);
    let values = [("name", path.to_string()), ("target", name)];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let title = texts.fill(texts::DELETE_QUESTION, &values);
    let (confirm_label, submission) = (
        texts.get(texts::DELETE),
        delete.submission_with(move |it| banner(texts, it)),
    );
    let on_confirm = move || delete.run(target.clone());
    let disabled_because = Signal::derive(move || session.read_only_reason(texts));
    view! {
        <RoutedConfirm title confirm_label on_confirm submission disabled_because>
            <p>{texts.get(texts::DELETE_SENTENCE)}</p>
        </RoutedConfirm>
    }
}

/// What people call where copies go.
pub(super) fn name_of(target: &SynchronizationTarget) -> String {
    format!("{}/{}", target.remote_region_id, target.remote_organization)
}

fn delete_mutation(path: RepositoryPath) -> Mutation<SynchronizationTarget> {
    let (navigation, client, revisions) = (use_navigation(), use_client(), use_revisions());
    let here = path.clone();
    deletion(
        Doomed {
            name: name_of,
            is_in: |target, listed: &List<AutomaticSynchronization>| {
                listed.iter().any(|it| it.target() == *target)
            },
            deleted: texts::DELETED,
        },
        move |target: &SynchronizationTarget| {
            client
                .get_untracked()
                .delete_automatic_synchronization(&path, target)
        },
        move |_| {
            client
                .get_untracked()
                .list_automatic_synchronizations(&here)
        },
        move |_| revisions.bump(Topic::Synchronization),
        move |_| navigation.close_dialog(),
    )
}
