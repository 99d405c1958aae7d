//! The dialog that copies tags now. One call contains all of them, and the response names the rejected
//! ones, which stay selected.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{ManualSynchronization, RepositoryPath, TagName};

use super::automatic::why_not;
use super::draft::TargetDraft;
use super::fields::{TargetFields, TargetInputs};
use super::refused::banner;
use super::regions;
use super::selection::{TagChoice, TagSelection};
use super::texts;
use crate::catalog::RoutedForm;
use crate::i18n::{Text, Texts, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{Mutation, Topic, mutation, use_revisions};
use crate::session::use_client;
use crate::ui::{Consequence, Notice, Tone, use_toasts};

/// Copies tags of a repository.
#[component]
pub fn SynchronizeTags(
    /// The repository whose tags are copied.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let regions = regions();
    let fields = TargetFields::new(path.organization.as_str());
    let begun = fields.choose_only(regions);
    let selection = TagSelection::of(path.clone());
    let draft = memo(move || fields.draft());
    let tried = RwSignal::new(None::<TargetDraft>);
    let is_as_tried = memo(move || tried.with(|tried| *tried == Some(draft.get())));
    let not_taken = RwSignal::new(Vec::new());
    let synchronize = synchronize_mutation(path.clone(), selection, not_taken);
    let on_submit = move || {
        let draft = draft.get_untracked();
        let tags = untrack(|| selection.chosen());
        if let Some(target) = draft.to_target().filter(|_| !tags.is_empty()) {
            not_taken.set(Vec::new());
            synchronize.run(ManualSynchronization {
                tags,
                target,
                overwrites: draft.overwrites,
            });
        }
        tried.set(Some(draft));
    };
    let is_dirty = Signal::derive(move || draft.get() != begun.get() || selection.is_dirty());
    let title = texts.fill(texts::BY_HAND_TITLE, &[("name", &path.to_string())]);
    let submit_label = texts.get(texts::SYNCHRONIZE);
    let submission = synchronize.submission_with(move |it| banner(texts, it));
    let consequence = Signal::derive(move || {
        let count = selection.chosen().len() as u64;
        consequence(texts, count, draft.with(|it| it.overwrites))
    });
    let why_none = why_not(regions);
    let disabled_because = Signal::derive(move || {
        let nothing = || nothing_to_copy(selection).map(|it| texts.get(it).to_owned());
        why_none.get().or_else(nothing)
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
            <TagChoice selection/>
            <TargetInputs fields regions is_as_tried error=synchronize.error()/>
            <NotTaken tags=not_taken/>
        </RoutedForm>
    }
}

/// How many tags are copied, and whether others are replaced by them.
fn consequence(texts: Texts, count: u64, overwrites: bool) -> Option<Consequence> {
    let copied = (count > 0).then(|| texts.count(texts::COPIES, count))?;
    Some(match overwrites {
        true => Consequence::danger(format!("{copied} {}", texts.get(texts::COPIES_REPLACE))),
        false => Consequence::plain(copied),
    })
}

/// Why nothing can be copied with what is picked.
fn nothing_to_copy(selection: TagSelection) -> Option<&'static Text> {
    if !selection.is_known() {
        return Some(texts::TAGS_LOADING);
    }
    selection
        .chosen()
        .is_empty()
        .then_some(texts::NO_TAG_CHOSEN)
}

fn synchronize_mutation(
    path: RepositoryPath,
    selection: TagSelection,
    not_taken: RwSignal<Vec<String>>,
) -> Mutation<ManualSynchronization> {
    let (texts, navigation, client) = (use_texts(), use_navigation(), use_client());
    let (revisions, toasts) = (use_revisions(), use_toasts());
    mutation(
        move |wanted: &ManualSynchronization| {
            client.get_untracked().synchronize_tags(&path, wanted)
        },
        move |wanted, failed: &Vec<String>| {
            revisions.bump(Topic::Synchronization);
            let taken = wanted.tags.len().saturating_sub(failed.len());
            if taken > 0 {
                let values = [
                    ("region", wanted.target.remote_region_id.as_str()),
                    ("organization", wanted.target.remote_organization.as_str()),
                ];
                toasts.success(texts.count_with(texts::BEGUN, taken as u64, &values));
            }
        },
        move |_, failed| {
            if failed.is_empty() {
                navigation.close_dialog();
            } else {
                let names = failed.iter().filter_map(|it| TagName::existing(it).ok());
                selection.pick_only(names);
                not_taken.set(failed);
            }
        },
    )
}

#[component]
fn NotTaken(tags: RwSignal<Vec<String>>) -> impl IntoView {
    let texts = use_texts();
    reactive(move || {
        let names = tags.with(|tags| (!tags.is_empty()).then(|| tags.join(", ")))?;
        let sentence = texts.fill(texts::NOT_TAKEN, &[("tags", &names)]);
        Some(view! { <div role="alert"><Notice tone=Tone::Warning>{sentence}</Notice></div> })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_tags_elsewhere_is_dangerous() {
        let said = |count, overwrites| consequence(Texts::english(), count, overwrites);
        assert_eq!(said(0, true), None);
        assert_eq!(said(1, false), Some(Consequence::plain("Copies 1 tag.")));
        let replacing = "Copies 2 tags. Tags with the same name are replaced.";
        assert_eq!(said(2, true), Some(Consequence::danger(replacing)));
    }
}
