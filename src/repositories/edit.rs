//! The dialog that changes visibility, category and description. The fields are filled once: a later
//! response never overwrites input.

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{Access, RepositoryPath, RepositoryUpdate};

use super::create::description_error;
use super::detail::repository_query;
use super::draft::RepositoryDraft;
use super::fields::{AttributeFields, RepositoryFields, visibility_change};
use super::refused::editing_banner;
use super::texts;
use crate::catalog::{RoutedForm, dialog_mutation, use_repository_right};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Mutation, QueryState, Topic};
use crate::ui::Consequence;

/// Changes a repository.
#[component]
pub fn EditRepository(
    /// The repository that is edited.
    path: RepositoryPath,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let loaded = repository_query(path.clone(), &[]);
    let known = RwSignal::new(None::<RepositoryDraft>);
    let fields = RepositoryFields::new(&RepositoryDraft::default());
    effect(move || {
        let first = loaded.with(|it| it.value.as_ref().map(RepositoryDraft::of));
        if let (Some(first), None) = (first, known.get_untracked()) {
            fields.fill(&first);
            known.set(Some(first));
        }
    });
    let draft = memo(move || fields.draft());
    let tried = RwSignal::new(None::<RepositoryDraft>);
    let is_as_tried = memo(move || tried.with(|tried| *tried == Some(draft.get())));
    let update = update_mutation(path.clone());
    let is_dirty = Signal::derive(move || {
        known.with(|known| draft.with(|draft| known.as_ref().is_some_and(|it| draft.is_dirty(it))))
    });
    let on_submit = move || {
        let Some(known) = known.get_untracked() else {
            return;
        };
        let draft = draft.get_untracked();
        if !draft.is_dirty(&known) {
            navigation.close_dialog();
        } else if let Some(change) = draft.to_update(&known) {
            update.run(change);
        }
        tried.set(Some(draft));
    };
    let consequence = Signal::derive(move || {
        let was_public = known.with(|known| known.as_ref().map(|it| it.is_public))?;
        match draft.with(|draft| draft.is_public) {
            None => Some(Consequence::plain(texts.get(texts::VISIBILITY_UNKNOWN))),
            is_public if is_public == was_public => None,
            Some(is_public) => Some(visibility_change(texts, is_public)),
        }
    });
    let disabled_because = use_repository_right(&path).refusal(Access::may_edit);
    let title = texts.fill(texts::EDIT_TITLE, &[("name", &path.to_string())]);
    let submit_label = texts.get(texts::SAVE);
    let submission = update.submission_with(move |it| editing_banner(texts, it));
    let description_error = description_error(draft, is_as_tried, update.error());
    view! {
        <RoutedForm
            title
            submit_label
            on_submit
            submission
            is_dirty
            disabled_because
            consequence
        >
            <QueryState query=loaded lines=8/>
            {move || {
                known.with(Option::is_some).then(|| view! {
                    <AttributeFields fields description_error/>
                })
            }}
        </RoutedForm>
    }
}

fn update_mutation(path: RepositoryPath) -> Mutation<RepositoryUpdate> {
    let texts = use_texts();
    let saved = texts.fill(texts::SAVED, &[("name", &path.to_string())]);
    dialog_mutation(
        &[Topic::Repositories],
        move |client, change| client.update_repository(&path, change),
        move |_| saved.clone(),
    )
}
