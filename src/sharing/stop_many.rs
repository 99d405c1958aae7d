//! The confirmation before several shares are stopped, and the result for each.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{List, RepositoryPath, Share};

use super::texts;
use crate::catalog::{BulkDialog, BulkNames, BulkQuestion, bulk_change};
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkWords, Query, Topic};
use crate::ui::Consequence;

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
    all: Query<List<Share>>,
    /// Closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    // A service may change the case of a name.
    let still_shared = move |mut stopped: Vec<String>| {
        let rows = all.rows();
        rows.with(|rows| stopped.retain(|account| rows.iter().any(|it| it.is_with(account))));
        stopped
    };
    let count = accounts.len() as u64;
    let name = path.to_string();
    let question = BulkQuestion::plain(
        texts.count_with(texts::STOP_MANY_QUESTION, count, &[("name", &name)]),
        texts.count(texts::STOP_COUNT, count),
    );
    let consequence = Consequence::danger(texts.get(texts::STOP_MANY_SENTENCE));
    let question = question.with_consequence(consequence);
    let names = accounts.clone();
    view! {
        <BulkDialog
            bulk=stop(path)
            items=accounts
            name=String::clone
            words=WORDS
            question=Some(question)
            listing=all.listing()
            unchanged=still_shared
            on_close
        >
            <BulkNames names=names.clone()/>
        </BulkDialog>
    }
}

fn stop(path: RepositoryPath) -> Bulk<String> {
    bulk_change(&[Topic::Shares], move |client, account: &String| {
        client.delete_share(&path, account)
    })
}
