//! The dialog that shares a repository with an account.

use crate::markup::view;
use crate::reactive::{RwSignal, Signal, memo};
use leptos::prelude::*;
use swr_api::{NewShare, RepositoryDetails, RepositoryPath};

use super::draft::ShareDraft;
use super::fields::{Attempt, ShareFields, TermsFields, today};
use super::list::PublicNotice;
use super::refused::{Refused, banner};
use super::rights::why_not_share;
use super::texts;
use crate::catalog::{RoutedForm, dialog_mutation, watched_query};
use crate::i18n::use_texts;
use crate::remote::{Mutation, Query, Topic};
use crate::session::use_session;
use crate::ui::{InputOptions, TextInput};

/// Shares a repository.
#[component]
pub fn ShareRepository(
    /// The repository that is shared.
    path: RepositoryPath,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let fields = ShareFields::new(&ShareDraft::default());
    let draft = memo(move || fields.draft());
    let tried = RwSignal::new(None::<ShareDraft>);
    let share = share_mutation(path.clone());
    let attempt = Attempt {
        draft,
        is_as_tried: memo(move || tried.with(|tried| *tried == Some(draft.get()))),
        error: share.error(),
    };
    let own_account = memo(move || session.identity().and_then(|it| it.account));
    let on_submit = move || {
        let draft = draft.get_untracked();
        let own_account = own_account.get_untracked();
        if let Some(new) = draft.to_new(own_account.as_deref(), &today(session)) {
            share.run(new);
        }
        tried.set(Some(draft));
    };
    let is_dirty = Signal::derive(move || draft.with(|draft| *draft != ShareDraft::default()));
    let account_error = Signal::derive(move || {
        let is_tried = attempt.is_as_tried.get();
        let own_account = own_account.get();
        draft
            .with(|draft| draft.account_problem(texts, own_account.as_deref(), is_tried))
            .or_else(|| attempt.refused(texts, |it| matches!(it, Refused::Account(_))))
    });
    let details = details_of(path.clone());
    let is_public = memo(move || details.with(|it| it.value.as_ref()?.is_public));
    let why_not = why_not_share(&path);
    let disabled_because = Signal::derive(move || {
        let public =
            || (is_public.get() == Some(true)).then(|| texts.get(texts::PUBLIC).to_owned());
        why_not.get().or_else(public)
    });
    let title = texts.fill(texts::SHARE_TITLE, &[("name", &path.to_string())]);
    let submit_label = texts.get(texts::SHARE);
    let submission = share.submission_with(move |it| banner(texts, it, true));
    view! {
        <RoutedForm title submit_label on_submit submission is_dirty disabled_because>
            {move || {
                let path = path.clone();
                (is_public.get() == Some(true)).then(|| view! { <PublicNotice path has_shares=false/> })
            }}
            <TextInput
                label=texts.get(texts::ACCOUNT)
                value=fields.account
                hint=texts.get(texts::ACCOUNT_HINT)
                error=account_error
                input=InputOptions::monospace().required().autofocus()
            />
            <TermsFields fields attempt known=Signal::stored(None)/>
        </RoutedForm>
    }
}

/// Whether it is public: only that is asked, so a failure is left to the service's refusal.
fn details_of(path: RepositoryPath) -> Query<RepositoryDetails> {
    watched_query(&[], move |client| client.get_repository(&path))
}

fn share_mutation(path: RepositoryPath) -> Mutation<NewShare> {
    let (texts, name) = (use_texts(), path.to_string());
    dialog_mutation(
        &[Topic::Shares],
        move |client, new| client.create_share(&path, new),
        move |new: &NewShare| {
            let values = [("name", name.as_str()), ("account", new.account.as_str())];
            texts.fill(texts::SHARED, &values)
        },
    )
}
