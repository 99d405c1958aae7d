//! The dialog that sets up automatic replication. It does not copy existing tags, so the dialog explains
//! how to do that.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{NewAutomaticSynchronization, RepositoryPath};

use super::automatic::{automatic_synchronizations, why_not};
use super::draft::TargetDraft;
use super::fields::{TargetFields, TargetInputs};
use super::refused::banner;
use super::regions;
use super::texts;
use crate::catalog::{RoutedForm, dialog_mutation};
use crate::i18n::use_texts;
use crate::remote::{Mutation, Topic};
use crate::ui::Consequence;

/// Creates an automatic synchronization.
#[component]
pub fn CreateSynchronization(
    /// Of which repository.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let regions = regions();
    let fields = TargetFields::new(path.organization.as_str());
    let begun = fields.choose_only(regions);
    let draft = memo(move || fields.draft());
    let tried = RwSignal::new(None::<TargetDraft>);
    let is_as_tried = memo(move || tried.with(|tried| *tried == Some(draft.get())));
    let existing = automatic_synchronizations(path.clone());
    // The service has no code of its own for this refusal.
    let taken = Signal::derive(move || {
        let target = draft.with(TargetDraft::to_target)?;
        let is_taken = existing
            .rows()
            .with(|rows| rows.iter().any(|it| it.target() == target));
        is_taken.then(|| texts.get(texts::TAKEN).to_owned())
    });
    let create = create_mutation(path.clone());
    let on_submit = move || {
        let draft = draft.get_untracked();
        if let Some(new) = draft.to_new().filter(|_| untrack(|| taken.get()).is_none()) {
            create.run(new);
        }
        tried.set(Some(draft));
    };
    let is_dirty = Signal::derive(move || draft.get() != begun.get());
    let title = texts.fill(texts::CREATE_TITLE, &[("name", &path.to_string())]);
    let submit_label = texts.get(texts::CREATE);
    let submission = create.submission_with(move |it| banner(texts, it));
    let disabled_because = why_not(regions);
    let consequence = Signal::derive(move || {
        let overwrites = draft.with(|it| it.overwrites);
        overwrites.then(|| Consequence::danger(texts.get(texts::PUSHES_REPLACE)))
    });
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
            <p class="secondary">{texts.get(texts::CREATE_SENTENCE)}</p>
            <TargetInputs fields regions is_as_tried error=create.error() taken/>
        </RoutedForm>
    }
}

fn create_mutation(path: RepositoryPath) -> Mutation<NewAutomaticSynchronization> {
    let texts = use_texts();
    dialog_mutation(
        &[Topic::Synchronization],
        move |client, new| client.create_automatic_synchronization(&path, new),
        move |new: &NewAutomaticSynchronization| {
            let values = [
                ("region", new.target.remote_region_id.as_str()),
                ("organization", new.target.remote_organization.as_str()),
            ];
            texts.fill(texts::CREATED_TOAST, &values)
        },
    )
}
