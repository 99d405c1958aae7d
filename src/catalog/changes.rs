//! Changes made by dialogs: a single change that closes the dialog, and bulk changes of one type.

use leptos::prelude::*;
use swr_api::Error;

use crate::navigation::use_navigation;
use crate::reactive::on_change;
use crate::remote::{Bulk, Mutation, Topic, bulk, mutation, use_revisions};
use crate::session::{use_client, use_session};
use crate::transport::Client;
use crate::ui::use_toasts;

/// A change that a dialog with an address makes. When it is done, what shows one of `topics` loads
/// again, `done` is told, and the dialog closes if it is still there.
pub fn dialog_mutation<I, O, F>(
    topics: &'static [Topic],
    act: impl Fn(Client, &I) -> F + 'static,
    done: impl Fn(&I) -> String + 'static,
) -> Mutation<I>
where
    I: 'static,
    O: 'static,
    F: Future<Output = Result<O, Error>> + 'static,
{
    let (navigation, client) = (use_navigation(), use_client());
    let (revisions, toasts) = (use_revisions(), use_toasts());
    mutation(
        move |input: &I| act(client.get_untracked(), input),
        move |input, _| {
            topics.iter().for_each(|topic| revisions.bump(*topic));
            toasts.success(done(input));
        },
        move |_, _| navigation.close_dialog(),
    )
}

/// Many changes of one kind. When all have ended, what shows one of `topics` loads again. Where the
/// sign-in ended in between, signing in again goes on with them.
pub fn bulk_change<I, F>(
    topics: &'static [Topic],
    act: impl Fn(Client, &I) -> F + 'static,
) -> Bulk<I>
where
    I: Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Error>> + 'static,
{
    let (client, revisions, session) = (use_client(), use_revisions(), use_session());
    let many = bulk(
        move |item: &I| act(client.get_untracked(), item),
        move || topics.iter().for_each(|topic| revisions.bump(*topic)),
    );
    let begun_in = untrack(|| session.visit()).number;
    on_change(
        move || session.visit(),
        move |visit| {
            // Nothing is done on behalf of someone else.
            if visit.number == begun_in && untrack(|| session.is_signed_in()) {
                many.signed_in_again();
            }
        },
    );
    many
}
