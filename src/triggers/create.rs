//! The dialog that creates a trigger.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, NewTrigger, RepositoryPath, TriggerName};

use super::draft::{TriggerDraft, missing};
use super::fields::{Problems, TriggerFields, TriggerForm};
use super::loading::triggers_of;
use super::refused::{banner, is_about_cluster};
use super::texts;
use crate::catalog::{RoutedForm, dialog_mutation, use_repository_right};
use crate::i18n::{Texts, use_texts};
use crate::reactive::{Memo, RwSignal, Signal, memo};
use crate::remote::{Mutation, Topic};
use crate::ui::Notice;

/// Creates a trigger.
#[component]
pub fn CreateTrigger(
    /// For which repository.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let form = Form::new(path.clone());
    let blank = form.draft.get_untracked();
    let is_dirty = Signal::derive(move || form.draft.with(|draft| *draft != blank));
    let title = texts.fill(texts::CREATE_IN, &[("path", &path.to_string())]);
    let (submit_label, on_submit) = (texts.get(texts::CREATE), move || form.submit());
    let submission = form.create.submission_with(move |it| banner(texts, it));
    let disabled_because = use_repository_right(&path).refusal(Access::may_edit);
    view! {
        <RoutedForm title submit_label on_submit submission is_dirty disabled_because>
            <TriggerForm fields=form.fields problems=form.problems()/>
            <Notice>{texts.get(texts::NOT_CHECKED)}</Notice>
        </RoutedForm>
    }
}

/// The form's state.
#[derive(Clone, Copy)]
struct Form {
    texts: Texts,
    fields: TriggerFields,
    draft: Memo<TriggerDraft>,
    // The draft that was last sent or held back: what is said of it goes when it changes.
    tried: RwSignal<Option<TriggerDraft>>,
    // The names there are, as far as they are known: the service does not say that one is taken.
    taken: Memo<Vec<TriggerName>>,
    create: Mutation<NewTrigger>,
}

impl Form {
    fn new(path: RepositoryPath) -> Self {
        let fields = TriggerFields::new();
        let listed = triggers_of(path.clone());
        let names = move || {
            listed.with(|it| {
                let triggers = it.value.iter().flatten();
                triggers.map(|it| it.name.clone()).collect()
            })
        };
        Self {
            texts: use_texts(),
            fields,
            draft: memo(move || fields.draft()),
            tried: RwSignal::new(None),
            taken: memo(names),
            create: create_mutation(path),
        }
    }

    fn submit(self) {
        let draft = self.draft.get_untracked();
        let is_taken = self.taken.with_untracked(|taken| {
            let mut taken = taken.iter();
            taken.any(|it| it.as_str() == draft.name.trim())
        });
        if let Some(trigger) = draft.to_new().filter(|_| !is_taken) {
            self.create.run(trigger);
        }
        self.tried.set(Some(draft));
    }

    fn was_tried(self) -> bool {
        self.draft
            .with(|draft| self.tried.with(|tried| tried.as_ref() == Some(draft)))
    }

    fn problems(self) -> Problems {
        let texts = self.texts;
        let problem = |of: fn(Self, &TriggerDraft, bool) -> Option<String>| {
            Signal::derive(move || {
                let was_tried = self.was_tried();
                self.draft.with(|draft| of(self, draft, was_tried))
            })
        };
        let refused = Signal::derive(move || {
            let is_refused = self
                .create
                .error()
                .with(|it| it.as_ref().is_some_and(is_about_cluster));
            (is_refused && self.was_tried()).then(|| texts.get(texts::CLUSTER_REFUSED).to_owned())
        });
        let cluster_id = problem(|it, draft, tried| missing(it.texts, &draft.cluster_id, tried));
        Problems {
            name: problem(|it, draft, tried| {
                it.taken
                    .with(|taken| draft.name_problem(it.texts, taken, tried))
            }),
            tags: problem(|it, draft, tried| draft.tags_problem(it.texts, tried)),
            pattern: problem(|it, draft, tried| draft.pattern_problem(it.texts, tried)),
            cluster_id: Signal::derive(move || cluster_id.get().or_else(|| refused.get())),
            cluster_name: problem(|it, draft, tried| missing(it.texts, &draft.cluster_name, tried)),
            application: problem(|it, draft, tried| missing(it.texts, &draft.application, tried)),
            namespace: problem(|it, draft, tried| missing(it.texts, &draft.namespace, tried)),
        }
    }
}

fn create_mutation(path: RepositoryPath) -> Mutation<NewTrigger> {
    let texts = use_texts();
    dialog_mutation(
        &[Topic::Triggers],
        move |client, trigger| client.create_trigger(&path, trigger),
        move |trigger: &NewTrigger| {
            texts.fill(texts::CREATED_TOAST, &[("name", trigger.name.as_str())])
        },
    )
}
