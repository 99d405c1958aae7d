//! The question before several shares are stopped, and what became of each. The dialog has no
//! address, because a selection has none.

use std::collections::BTreeSet;

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Share};

use super::texts;
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkOutcomes, BulkWords, Query, Topic, bulk, read_back, use_revisions};
use crate::session::use_client;
use crate::ui::{Confirm, NameList};

const WORDS: BulkWords = BulkWords {
    running: texts::STOPPING,
    ended: texts::STOPPING_ENDED,
    so_far: texts::STOPPED_SO_FAR,
    rest: texts::STOP_REST,
    unchanged: texts::STILL_SHARED,
    done: texts::STOPPED_MANY,
    is_danger: true,
};

/// Asks, then stops shares and shows how far that is.
#[component]
pub(super) fn StopShares(
    /// The repository that is shared.
    path: RepositoryPath,
    /// With whom.
    accounts: Vec<String>,
    /// All shares, loaded again when shares change.
    all: Query<Vec<Share>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let stop = stop(path.clone());
    let has_begun = memo(move || stop.has_begun());
    // A service may change the case of a name.
    let still_shared = move |mut stopped: Vec<String>| {
        let shares = all.rows();
        let listed: BTreeSet<String> = shares.with(|it| {
            it.iter()
                .map(|it| it.account.to_ascii_lowercase())
                .collect()
        });
        stopped.retain(|account| listed.contains(&account.to_ascii_lowercase()));
        stopped
    };
    let read_back = read_back(stop, all.listing(), String::clone, still_shared);
    let question = move || {
        let accounts = accounts.clone();
        let count = accounts.len() as u64;
        let values = [("name", path.to_string())];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        let title = texts.count_with(texts::STOP_MANY_QUESTION, count, &values);
        let confirm_label = texts.count(texts::STOP_COUNT, count);
        let lines = accounts.iter().map(|it| (it.clone(), None)).collect();
        let content = view! {
            <NameList lines/>
            <p>{texts.get(texts::STOP_MANY_SENTENCE)}</p>
        };
        let on_confirm = move || stop.run(accounts.clone());
        view! { <Confirm title confirm_label on_confirm on_close>{content}</Confirm> }
    };
    move || match has_begun.get() {
        false => question().into_any(),
        true => {
            let name = String::clone;
            view! { <BulkOutcomes bulk=stop name words=WORDS read_back on_close/> }.into_any()
        }
    }
}

fn stop(path: RepositoryPath) -> Bulk<String> {
    let (client, revisions) = (use_client(), use_revisions());
    bulk(
        move |account: &String| {
            let client = client.get_untracked();
            client.delete_share(&path, account)
        },
        move || revisions.bump(Topic::Shares),
    )
}
