//! The dialog that changes the deadline and the description of a share. The share is loaded again, because
//! the dialog has an address and may be opened long after the list was loaded. The fields are filled once:
//! a later response never overwrites input.

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{RepositoryPath, ShareUpdate};

use super::draft::ShareDraft;
use super::fields::{Attempt, ShareFields, TermsFields, today};
use super::refused::banner;
use super::rights::why_not_share;
use super::texts;
use crate::catalog::{RoutedForm, dialog_mutation, watched_query};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Mutation, QueryState, Topic};
use crate::session::use_session;
use crate::ui::{Notice, Tone};

/// Changes a share.
#[component]
pub fn EditShare(
    /// The repository that is shared.
    path: RepositoryPath,
    /// With whom.
    account: String,
) -> impl IntoView {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let (here, asked) = (path.clone(), account.clone());
    let loaded = watched_query(&[], move |client| client.get_share(&here, &asked));
    let known = RwSignal::new(None::<ShareDraft>);
    let fields = ShareFields::new(&ShareDraft::default());
    effect(move || {
        let first = loaded.with(|it| it.value.as_ref()?.as_ref().map(ShareDraft::of));
        if let (Some(first), None) = (first, known.get_untracked()) {
            fields.fill(&first);
            known.set(Some(first));
        }
    });
    let draft = memo(move || fields.draft());
    let tried = RwSignal::new(None::<ShareDraft>);
    let update = update_mutation(path.clone(), account.clone());
    let attempt = Attempt {
        draft,
        is_as_tried: memo(move || tried.with(|tried| *tried == Some(draft.get()))),
        error: update.error(),
    };
    let is_dirty = Signal::derive(move || {
        known.with(|known| draft.with(|draft| known.as_ref().is_some_and(|it| it != draft)))
    });
    let on_submit = move || {
        let Some(known) = known.get_untracked() else {
            return;
        };
        let draft = draft.get_untracked();
        if draft == known {
            navigation.close_dialog();
        } else if let Some(change) = draft.to_update(&known, &today(session)) {
            update.run(change);
        }
        tried.set(Some(draft));
    };
    let values = [("name", path.to_string()), ("account", account)];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let title = texts.fill(texts::EDIT_TITLE, &values);
    let gone = texts.fill(texts::GONE, &values);
    let is_gone = memo(move || loaded.with(|it| matches!(it.value, Some(None))));
    let why_not = why_not_share(&path);
    let reason = gone.clone();
    let disabled_because = Signal::derive(move || {
        let gone = || is_gone.get().then(|| reason.clone());
        why_not.get().or_else(gone)
    });
    let submit_label = texts.get(texts::SAVE);
    let submission = update.submission_with(move |it| banner(texts, it, false));
    view! {
        <RoutedForm title submit_label on_submit submission is_dirty disabled_because>
            <QueryState query=loaded lines=8/>
            {move || {
                let gone = gone.clone();
                is_gone.get().then(|| view! { <Notice tone=Tone::Warning>{gone}</Notice> })
            }}
            {move || {
                let is_known = known.with(Option::is_some);
                is_known.then(|| view! { <TermsFields fields attempt known=known.into()/> })
            }}
        </RoutedForm>
    }
}

fn update_mutation(path: RepositoryPath, account: String) -> Mutation<ShareUpdate> {
    let texts = use_texts();
    let saved = texts.fill(texts::SAVED, &[("account", &account)]);
    dialog_mutation(
        &[Topic::Shares],
        move |client, change| client.update_share(&path, &account, change),
        move |_| saved.clone(),
    )
}
