//! The dialog that gives an image a further tag. What the name stands for now is looked up and shown
//! first, and moving it away from another image is asked for explicitly.
//!
//! The service has the last word: between the look and the call somebody else may take the name, and
//! then the look is taken again.

use crate::catalog::{RoutedForm, dialog_mutation};
use crate::markup::view;
use crate::reactive::{Memo, RwSignal, Signal, memo, on_change};
use leptos::prelude::*;
use swr_api::{Access, Error, ErrorKind, NewTag, RepositoryPath, Tag, TagName};

use super::replacement::Destination;
use super::replacement_view::ReplacementView;
use super::texts;
use crate::catalog::{PartialList, tag_names, use_repository_right};
use crate::configuration::Capability;
use crate::i18n::{Text, Texts, names, use_texts};
use crate::remote::{Mutation, Query, Topic, problem};
use crate::session::use_capabilities;
use crate::ui::{Consequence, InputOptions, TextInput};

/// Gives the image of a tag another tag.
#[component]
pub fn RetagTag(
    /// The repository of the tag.
    path: RepositoryPath,
    /// The tag of the image.
    tag: TagName,
) -> impl IntoView {
    let texts = use_texts();
    let form = RetagForm::new(path.clone(), tag.clone());
    let is_dirty = Signal::derive(move || form.typed.with(|typed| !typed.trim().is_empty()));
    let missing_right = use_repository_right(&path).refusal(Access::may_edit);
    let disabled_because = Signal::derive(move || {
        let reason = || Some(texts.get(form.obstacle()?).to_owned());
        missing_right.get().or_else(reason)
    });
    let submission = form.retag.submission_with(move |it| {
        let is_at_field = it.kind() == ErrorKind::Conflict;
        (!is_at_field).then(|| problem(texts, it))
    });
    let is_unknown = memo(move || {
        let is_part = |it: &PartialList<Tag>| !it.is_whole;
        (form.known).with(|it| it.error.is_some() || it.value.as_ref().is_some_and(is_part))
    });
    let title = texts.fill(texts::RETAG_TITLE, &[("name", &format!("{path}:{tag}"))]);
    let (submit_label, on_submit) = (texts.get(texts::RETAG_SUBMIT), move || form.submit());
    let consequence = Signal::derive(move || form.consequence(texts, is_unknown.get()));
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
            <TextInput
                label=texts.get(texts::RETAG_NAME)
                value=form.typed
                hint=texts.get(texts::RETAG_NAME_HINT)
                error=Signal::derive(move || form.name_error(texts))
                input=InputOptions::monospace().required().autofocus()
                suggestions=Signal::derive(move || form.suggestions())
            />
            <ReplacementView destination=form.destination is_unknown may_replace=form.may_replace/>
        </RoutedForm>
    }
}

/// How many names are suggested; a browser shows a few of them at once.
const SUGGESTED: usize = 500;

/// What is typed, what it means, and what became of it.
#[derive(Clone, Copy)]
struct RetagForm {
    typed: RwSignal<String>,
    may_replace: RwSignal<bool>,
    // What was last sent or held back: what is said of it goes when it changes.
    tried: RwSignal<Option<String>>,
    known: Query<PartialList<Tag>>,
    destination: Memo<Destination>,
    retag: Mutation<(TagName, bool)>,
}

impl RetagForm {
    fn new(path: RepositoryPath, source: TagName) -> Self {
        let (typed, may_replace) = (RwSignal::new(String::new()), RwSignal::new(false));
        let known = tag_names(path.clone());
        let retag = retag_mutation(path, source.clone());
        use_capabilities().learn_from(Capability::Retag, retag.error());
        retag.on_conflict(move || known.reload());
        let destination = memo(move || {
            let look = |tags: &[_]| typed.with(|typed| Destination::of(typed, &source, tags));
            known.with(|it| look(it.value.as_ref().map_or(&[], |list| &list.items[..])))
        });
        // Consent is to one replacement: another name, or another image under it, is another question.
        on_change(move || destination.get(), move |_| may_replace.set(false));
        Self {
            typed,
            may_replace,
            tried: RwSignal::new(None),
            known,
            destination,
            retag,
        }
    }

    fn submit(self) {
        self.tried.set(Some(self.typed.get_untracked()));
        let name = self.destination.with_untracked(|it| it.name().cloned());
        if let Some(name) = name {
            self.retag.run((name, self.may_replace.get_untracked()));
        }
    }

    /// Why it cannot be sent yet.
    fn obstacle(self) -> Option<&'static Text> {
        let is_looking = self
            .known
            .with(|it| it.value.is_none() && it.error.is_none());
        let is_taken = self
            .destination
            .with(|it| matches!(it, Destination::Taken(_)));
        match (is_looking, is_taken && !self.may_replace.get()) {
            (true, _) => Some(texts::LOOKING),
            (_, true) => Some(texts::RETAG_NOT_CONFIRMED),
            _ => None,
        }
    }

    /// Which tag is moved away from its image, once that is asked for; watched.
    fn consequence(self, texts: Texts, is_unknown: bool) -> Option<Consequence> {
        if !self.may_replace.get() {
            return None;
        }
        self.destination.with(|destination| {
            let sentence = match destination {
                Destination::Taken(_) => texts::MOVES,
                Destination::Free(_) if is_unknown => texts::MAY_MOVE,
                _ => return None,
            };
            let name = destination.name()?.as_str();
            Some(Consequence::danger(texts.fill(sentence, &[("name", name)])))
        })
    }

    fn name_error(self, texts: Texts) -> Option<String> {
        let typed = self.typed.get();
        let was_tried = self.tried.with(|tried| tried.as_ref() == Some(&typed));
        let is_refused = was_tried && self.retag.error().with(kind) == Some(ErrorKind::Conflict);
        let sentence = match self.destination.get() {
            Destination::Itself => texts::RETAG_ITSELF,
            Destination::Same(_) => texts::RETAG_SAME,
            _ if is_refused => texts::RETAG_TAKEN,
            _ => return names::name_problem::<TagName>(texts, &typed, was_tried),
        };
        Some(texts.get(sentence).to_owned())
    }

    fn suggestions(self) -> Vec<String> {
        self.known.with(|it| {
            let tags = it.value.iter().flat_map(|list| &list.items);
            let names = tags.map(|it| it.name.to_string());
            names.take(SUGGESTED).collect()
        })
    }
}

fn kind(error: &Option<Error>) -> Option<ErrorKind> {
    error.as_ref().map(Error::kind)
}

fn retag_mutation(path: RepositoryPath, source: TagName) -> Mutation<(TagName, bool)> {
    let (texts, named) = (use_texts(), source.to_string());
    dialog_mutation(
        &[Topic::Tags, Topic::Repositories],
        move |client, (name, may_replace): &(TagName, bool)| {
            let tag = NewTag {
                source: source.clone(),
                name: name.clone(),
                may_replace: *may_replace,
            };
            client.create_tag(&path, &tag)
        },
        move |(name, _)| {
            let values = [("name", name.as_str()), ("source", named.as_str())];
            texts.fill(texts::RETAGGED, &values)
        },
    )
}
