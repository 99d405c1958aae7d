//! The confirmation before a share is stopped.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{List, RepositoryPath, Share};

use super::rights::why_not_share;
use super::texts;
use crate::catalog::RoutedConfirm;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Doomed, Mutation, Topic, deletion, use_revisions};
use crate::session::use_client;

/// What is shared, and with whom.
type SharePath = (RepositoryPath, String);

/// Asks, then stops sharing a repository with an account.
#[component]
pub fn StopSharing(
    /// The repository that is shared.
    path: RepositoryPath,
    /// With whom.
    account: String,
) -> impl IntoView {
    let texts = use_texts();
    let stop = stop_mutation();
    let values = [("name", path.to_string()), ("account", account.clone())];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let title = texts.fill(texts::STOP_QUESTION, &values);
    let sentence = texts.fill(texts::STOP_SENTENCE, &values);
    let disabled_because = why_not_share(&path);
    let (confirm_label, submission) = (texts.get(texts::STOP), stop.submission(texts));
    let on_confirm = move || stop.run((path.clone(), account.clone()));
    view! {
        <RoutedConfirm title confirm_label on_confirm submission disabled_because>
            <p>{sentence}</p>
        </RoutedConfirm>
    }
}

fn stop_mutation() -> Mutation<SharePath> {
    let navigation = use_navigation();
    let (client, revisions) = (use_client(), use_revisions());
    deletion(
        Doomed {
            name: |(_, account): &SharePath| account.clone(),
            is_in: |(_, account): &SharePath, shares: &List<Share>| {
                shares.iter().any(|it| it.is_with(account))
            },
            deleted: texts::STOPPED,
        },
        move |(path, account): &SharePath| {
            let client = client.get_untracked();
            client.delete_share(path, account)
        },
        move |(path, _): &SharePath| {
            let client = client.get_untracked();
            client.list_shares(path)
        },
        move |_| revisions.bump(Topic::Shares),
        move |_| navigation.close_dialog(),
    )
}
