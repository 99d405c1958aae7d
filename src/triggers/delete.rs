//! The confirmation before a trigger is deleted.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, List, RepositoryPath, Trigger, TriggerName};

use super::texts;
use crate::catalog::{RoutedConfirm, use_repository_right};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Doomed, Mutation, Topic, deletion, use_revisions};
use crate::session::use_client;

/// Asks, then deletes a trigger.
#[component]
pub fn DeleteTrigger(
    /// Of which repository.
    path: RepositoryPath,
    /// The trigger that is deleted.
    trigger: TriggerName,
) -> impl IntoView {
    let texts = use_texts();
    let refusal = use_repository_right(&path).refusal(Access::may_edit);
    let title = texts.fill(texts::DELETE_QUESTION, &[("name", trigger.as_str())]);
    let delete = delete_mutation(path);
    let (confirm_label, submission) = (texts.get(texts::DELETE), delete.submission(texts));
    let on_confirm = move || delete.run(trigger.clone());
    view! {
        <RoutedConfirm title confirm_label on_confirm submission disabled_because=refusal>
            <p>{texts.get(texts::DELETE_SENTENCE)}</p>
        </RoutedConfirm>
    }
}

fn delete_mutation(path: RepositoryPath) -> Mutation<TriggerName> {
    let (navigation, client, revisions) = (use_navigation(), use_client(), use_revisions());
    let listed = path.clone();
    deletion(
        Doomed {
            name: TriggerName::to_string,
            is_in: |name, triggers: &List<Trigger>| triggers.iter().any(|it| it.name == *name),
            deleted: texts::DELETED,
        },
        move |name: &TriggerName| {
            let client = client.get_untracked();
            client.delete_trigger(&path, name)
        },
        move |_: &TriggerName| {
            let client = client.get_untracked();
            client.list_triggers(&listed)
        },
        move |_| revisions.bump(Topic::Triggers),
        move |_| navigation.close_dialog(),
    )
}
