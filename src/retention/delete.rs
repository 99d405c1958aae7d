//! The confirmation before a policy is deleted. This neither deletes nor restores tags.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, List, RepositoryPath, RetentionPolicy};

use super::texts;
use crate::catalog::{RoutedConfirm, use_repository_right};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Doomed, Mutation, Topic, deletion, use_revisions};
use crate::session::use_client;

/// A policy of a repository.
type Policy = (RepositoryPath, i64);

/// Asks, then deletes a policy.
#[component]
pub fn DeleteRetention(
    /// Of which repository.
    path: RepositoryPath,
    /// The service's number for it.
    id: i64,
) -> impl IntoView {
    let texts = use_texts();
    let refusal = use_repository_right(&path).refusal(Access::may_delete);
    let delete = delete_mutation();
    let title = texts.fill(texts::DELETE_QUESTION, &[("path", &path.to_string())]);
    let (confirm_label, submission) = (texts.get(texts::CONFIRM_DELETE), delete.submission(texts));
    let on_confirm = move || delete.run((path.clone(), id));
    view! {
        <RoutedConfirm title confirm_label on_confirm submission disabled_because=refusal>
            <p>{texts.get(texts::DELETE_SENTENCE)}</p>
        </RoutedConfirm>
    }
}

fn delete_mutation() -> Mutation<Policy> {
    let (navigation, client, revisions) = (use_navigation(), use_client(), use_revisions());
    deletion(
        Doomed {
            name: |(path, _): &Policy| path.to_string(),
            is_in: |(_, id), policies: &List<RetentionPolicy>| {
                policies.iter().any(|it| it.id == Some(*id))
            },
            deleted: texts::DELETED,
        },
        move |(path, id): &Policy| {
            let client = client.get_untracked();
            client.delete_retention(path, *id)
        },
        move |(path, _): &Policy| {
            let client = client.get_untracked();
            client.list_retentions(path)
        },
        move |_| revisions.bump(Topic::Retention),
        move |_| navigation.close_dialog(),
    )
}
