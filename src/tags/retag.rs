//! The dialog that gives an image a further tag. What the name stands for now is looked up and shown
//! first, and moving it away from another image is asked for explicitly.
//!
//! The service has the last word: between the look and the call somebody else may take the name, and
//! then the look is taken again.

use crate::derive::{effect, memo, on_change};
use leptos::prelude::*;
use swr_api::{Access, Error, ErrorKind, NewTag, TagName};

use super::replacement::Destination;
use super::replacement_view::ReplacementView;
use super::texts;
use crate::i18n::{names, use_texts};
use crate::navigation::{guard_leaving, use_navigation};
use crate::remote::{Mutation, Topic, mutation, problem, use_revisions};
use crate::route::RepositoryPath;
use crate::session::{Capability, light_tags, use_capabilities, use_client, use_repository_right};
use crate::ui::{FormDialog, InputOptions, TextInput, use_dialog, use_toasts};

/// Gives the image of a tag another tag.
#[component]
pub fn RetagTag(
    /// Where it is.
    path: RepositoryPath,
    /// The tag of the image.
    tag: TagName,
) -> impl IntoView {
    let (texts, navigation, capabilities) = (use_texts(), use_navigation(), use_capabilities());
    let typed = RwSignal::new(String::new());
    let may_replace = RwSignal::new(false);
    // What was last sent or held back: what is said of it goes when it changes.
    let tried = RwSignal::new(None::<String>);
    let known = light_tags(path.clone());
    let retag = retag_mutation(path.clone(), tag.clone());
    capabilities.learn_from(Capability::Retag, retag.error());
    // Somebody was faster: what the name stands for now is more telling than the refusal.
    effect(move || {
        if retag.error().with(kind) == Some(ErrorKind::Conflict) {
            known.reload();
        }
    });
    let source = tag.clone();
    let destination = memo(move || {
        let look = |tags: &[_]| typed.with(|typed| Destination::of(typed, &source, tags));
        known.with(|it| look(it.value.as_ref().map_or(&[], |list| &list.items[..])))
    });
    // Consent is to one replacement: another name, or another image under it, is another question.
    on_change(move || destination.get(), move |_| may_replace.set(false));
    let is_unknown = memo(move || {
        known.with(|it| it.error.is_some() || it.value.as_ref().is_some_and(|it| !it.is_whole))
    });
    let is_as_tried =
        memo(move || tried.with(|tried| typed.with(|typed| tried.as_ref() == Some(typed))));
    let name_error = Signal::derive(move || {
        let was_tried = is_as_tried.get();
        let is_taken = was_tried && retag.error().with(kind) == Some(ErrorKind::Conflict);
        match destination.get() {
            Destination::Itself => Some(texts.get(texts::RETAG_ITSELF).to_owned()),
            Destination::Same(_) => Some(texts.get(texts::RETAG_SAME).to_owned()),
            _ if is_taken => Some(texts.get(texts::RETAG_TAKEN).to_owned()),
            _ => typed.with(|typed| names::name_problem::<TagName>(texts, typed, was_tried)),
        }
    });
    let missing_right = use_repository_right(&path).refusal(Access::may_edit);
    let refusal = Signal::derive(move || {
        let is_looking = known.with(|it| it.value.is_none() && it.error.is_none());
        let consent =
            destination.with(|it| matches!(it, Destination::Taken(_)) && !may_replace.get());
        let reason = match (is_looking, consent) {
            (true, _) => Some(texts::LOOKING),
            (_, true) => Some(texts::RETAG_NOT_CONFIRMED),
            _ => None,
        };
        missing_right
            .get()
            .or_else(|| Some(texts.get(reason?).to_owned()))
    });
    let on_submit = move || {
        tried.set(Some(typed.get_untracked()));
        if let Some(name) = destination.with_untracked(|it| it.name().cloned()) {
            retag.run((name, may_replace.get_untracked()));
        }
    };
    let is_dirty = Signal::derive(move || typed.with(|typed| !typed.trim().is_empty()));
    let guard = move || {
        let dialog = use_dialog();
        guard_leaving(is_dirty, move || dialog.close());
    };
    let error = move || {
        let banner =
            |error: &Error| (error.kind() != ErrorKind::Conflict).then(|| problem(texts, error));
        retag.error().with(|it| banner(it.as_ref()?))
    };
    let suggestions = Signal::derive(move || {
        known.with(|it| {
            let tags = it.value.iter().flat_map(|list| &list.items);
            tags.map(|it| it.name.to_string())
                .take(SUGGESTED)
                .collect::<Vec<_>>()
        })
    });
    let full_name = format!("{path}:{tag}");
    view! {
        <FormDialog
            title=texts.fill(texts::RETAG_TITLE, &[("name", &full_name)])
            submit_label=texts.get(texts::RETAG_SUBMIT)
            on_submit
            on_close=move || navigation.close_dialog()
            pending=retag.is_pending()
            error=Signal::derive(error)
            is_dirty
            disabled_because=refusal
        >
            {guard()}
            <TextInput
                label=texts.get(texts::RETAG_NAME)
                value=typed
                hint=texts.get(texts::RETAG_NAME_HINT)
                error=name_error
                input=InputOptions::monospace().required().autofocus()
                suggestions
            />
            <ReplacementView destination is_unknown may_replace/>
        </FormDialog>
    }
}

/// How many names are suggested; a browser shows a few of them at once.
const SUGGESTED: usize = 500;

fn kind(error: &Option<Error>) -> Option<ErrorKind> {
    error.as_ref().map(Error::kind)
}

fn retag_mutation(path: RepositoryPath, source: TagName) -> Mutation<(TagName, bool)> {
    let (texts, navigation, client) = (use_texts(), use_navigation(), use_client());
    let (revisions, toasts) = (use_revisions(), use_toasts());
    let named = source.to_string();
    mutation(
        move |(name, may_replace): &(TagName, bool)| {
            let tag = NewTag {
                source: source.clone(),
                name: name.clone(),
                may_replace: *may_replace,
            };
            let client = client.get_untracked();
            client.create_tag(&path.organization, &path.repository, &tag)
        },
        move |(name, _), ()| {
            revisions.bump(Topic::Tags);
            revisions.bump(Topic::Repositories);
            let values = [("name", name.as_str()), ("source", named.as_str())];
            toasts.success(texts.fill(texts::RETAGGED, &values));
        },
        move |_, ()| navigation.close_dialog(),
    )
}
