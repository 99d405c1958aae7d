//! The dialog that creates or edits a policy. Saving runs the policy, so the dialog shows what will be
//! deleted and requires the repository's name first.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, RepositoryPath, RetentionPolicy, RetentionRule};

use super::draft::{RuleDraft, to_rules};
use super::fields::{PolicyFields, PolicyForm};
use super::loading::policies_of;
use super::preview::Previewed;
use super::preview_view::{PreviewView, consequence};
use super::save::saving;
use super::texts;
use crate::catalog::{RoutedForm, tags_of, use_repository_right, watched_query};
use crate::i18n::{Texts, use_texts};
use crate::navigation::use_navigation;
use crate::reactive::{effect, memo, on_change};
use crate::remote::{Mutation, QueryState, Topic};
use crate::route::Dialog;
use crate::ui::{Button, InputOptions, Notice, Tone, TypedName};

/// What the editor knows of the policy that it is about.
#[derive(Clone, Debug, PartialEq)]
enum Known {
    /// Not loaded yet, or not to be loaded.
    Nothing,
    /// These rules are changed, or these blank ones made.
    Rules(Vec<RuleDraft>),
    /// There is one already, or none any longer, or none that can be changed.
    Obstacle(&'static str),
}

/// Makes a policy.
#[component]
pub fn CreateRetention(
    /// Of which repository.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let loaded = policies_of(path.clone());
    let known = memo(move || {
        loaded.with(|it| match it.value.as_ref() {
            None => Known::Nothing,
            Some(all) if all.is_empty() && all.is_whole() => {
                Known::Rules(vec![RuleDraft::default()])
            }
            Some(_) => Known::Obstacle(texts.get(texts::EXISTS)),
        })
    });
    let state = move || view! { <QueryState query=loaded lines=6/> }.into_any();
    let has_failed = Signal::derive(move || loaded.error().is_some());
    view! { <Editor path id=None known has_failed state/> }
}

/// Changes a policy.
#[component]
pub fn EditRetention(
    /// Of which repository.
    path: RepositoryPath,
    /// The service's number for it.
    id: i64,
) -> impl IntoView {
    let texts = use_texts();
    let here = path.clone();
    let loaded = watched_query(&[Topic::Retention], move |client| {
        client.get_retention(&here, id)
    });
    let known = memo(move || {
        loaded.with(|it| match &it.value {
            None => Known::Nothing,
            Some(None) => Known::Obstacle(texts.get(texts::GONE)),
            Some(Some(policy)) => changeable(texts, policy),
        })
    });
    let state = move || view! { <QueryState query=loaded lines=6/> }.into_any();
    let has_failed = Signal::derive(move || loaded.error().is_some());
    view! { <Editor path id=Some(id) known has_failed state/> }
}

fn changeable(texts: Texts, policy: &RetentionPolicy) -> Known {
    let drafts: Option<_> = policy.rules.iter().map(RuleDraft::of).collect();
    // A rule that could not be read would be lost by saving the others.
    drafts.filter(|_| policy.rules.is_whole()).map_or(
        Known::Obstacle(texts.get(texts::NOT_EDITABLE)),
        Known::Rules,
    )
}

/// The form, over what is known. What was typed is filled in once: a response that comes later never
/// overwrites it.
#[component]
fn Editor(
    path: RepositoryPath,
    #[prop(optional_no_strip)] id: Option<i64>,
    known: Memo<Known>,
    has_failed: Signal<bool>,
    state: impl Fn() -> AnyView + Send + 'static,
) -> impl IntoView {
    let texts = use_texts();
    let form = Form::new(path.clone(), id, known);
    form.fill_once();
    form.confirm_anew();
    let missing_right = use_repository_right(&path).refusal(Access::may_delete);
    let disabled_because = Signal::derive(move || {
        missing_right
            .get()
            .or_else(|| form.obstacle(has_failed.get()))
            .or_else(|| form.previewed.why_not(texts))
            .or_else(|| form.missing_name())
    });
    let is_dirty = Signal::derive(move || form.is_dirty());
    let act = match id {
        None => texts::CREATE_IN,
        Some(_) => texts::EDIT_IN,
    };
    let title = texts.fill(act, &[("path", &path.to_string())]);
    let is_filled = memo(move || form.start.with(Option::is_some));
    let content = move || match (is_filled.get(), known.get()) {
        (true, _) => view! { <Content form/> }.into_any(),
        (false, Known::Obstacle(sentence)) => {
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any()
        }
        (false, _) => ().into_any(),
    };
    let instead = id.map(|id| view! { <DeleteInstead path id/> });
    let (submit_label, on_submit) = (move || form.submit_label(), move || form.submit());
    let submission = form.saving.submission(texts);
    let consequence = Signal::derive(move || consequence(texts, form.previewed));
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
            {state()}
            {content}
            {instead}
        </RoutedForm>
    }
}

/// The form's state.
#[derive(Clone, Copy)]
struct Form {
    texts: Texts,
    known: Memo<Known>,
    fields: PolicyFields,
    drafts: Memo<Vec<RuleDraft>>,
    // What the fields began with.
    start: RwSignal<Option<Vec<RuleDraft>>>,
    // The drafts that were last sent or held back: what is said of them goes when they change.
    tried: RwSignal<Option<Vec<RuleDraft>>>,
    previewed: Previewed,
    typed_name: TypedName,
    saving: Mutation<Vec<RetentionRule>>,
    // Whether there is a policy already.
    is_saved: bool,
}

impl Form {
    fn new(path: RepositoryPath, id: Option<i64>, known: Memo<Known>) -> Self {
        let fields = PolicyFields::new();
        let drafts = memo(move || fields.drafts());
        let rules = memo(move || drafts.with(|drafts| to_rules(drafts)));
        Self {
            texts: use_texts(),
            known,
            fields,
            drafts,
            start: RwSignal::new(None),
            tried: RwSignal::new(None),
            previewed: Previewed::new(rules, tags_of(path.clone(), &[Topic::Tags])),
            typed_name: TypedName::new(path.repository.to_string()),
            saving: saving(path, id),
            is_saved: id.is_some(),
        }
    }

    fn fill_once(self) {
        effect(move || {
            let Known::Rules(rules) = self.known.get() else {
                return;
            };
            if self.start.with_untracked(Option::is_none) {
                rules
                    .iter()
                    .for_each(|it| self.fields.add(it, self.is_saved));
                self.start.set(Some(rules));
            }
        });
    }

    /// The name is typed for certain tags: when others go, it is typed again.
    fn confirm_anew(self) {
        on_change(
            move || self.previewed.deleted_names(),
            move |_| self.typed_name.clear(),
        );
    }

    fn is_dirty(self) -> bool {
        let drafts = self.drafts.get();
        self.start
            .with(|start| start.as_ref().is_some_and(|start| *start != drafts))
    }

    fn was_tried(self) -> bool {
        let drafts = self.drafts.get();
        self.tried.with(|tried| tried.as_ref() == Some(&drafts))
    }

    fn submit(self) {
        let drafts = self.drafts.get_untracked();
        // Time has passed: what was confirmed must be what happens.
        if let Some(rules) = to_rules(&drafts).filter(|_| self.previewed.still_holds()) {
            self.saving.run(rules);
        }
        self.tried.set(Some(drafts));
    }

    /// Why there is nothing to be saved; watched.
    fn obstacle(self, has_failed: bool) -> Option<String> {
        let reason = match self.known.get() {
            _ if self.start.with(Option::is_some) => return None,
            Known::Obstacle(sentence) => sentence,
            _ if has_failed => self.texts.get(texts::UNKNOWN),
            _ => self.texts.get(texts::LOOKING),
        };
        Some(reason.to_owned())
    }

    /// Whether the name must be typed: something goes, or no one knows whether; watched.
    fn is_to_confirm(self) -> bool {
        self.previewed.deleted() > 0 || self.previewed.is_unknown()
    }

    fn missing_name(self) -> Option<String> {
        self.is_to_confirm()
            .then(|| self.typed_name.missing())
            .flatten()
    }

    fn submit_label(self) -> String {
        match self.previewed.deleted() {
            0 => self.texts.get(texts::SAVE).to_owned(),
            count => self.texts.count(texts::SAVE_AND_DELETE, count),
        }
    }
}

#[component]
fn Content(form: Form) -> impl IntoView {
    let was_tried = Signal::derive(move || form.was_tried());
    let is_to_confirm = memo(move || form.is_to_confirm());
    let confirmation = move || {
        is_to_confirm
            .get()
            .then(|| form.typed_name.field(InputOptions::monospace()))
    };
    view! {
        <PolicyForm fields=form.fields was_tried tags=form.previewed.tags.rows()/>
        <PreviewView previewed=form.previewed/>
        {confirmation}
    }
}

/// The way to another kind of rule.
#[component]
fn DeleteInstead(path: RepositoryPath, id: i64) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let on_click = move || navigation.open_dialog(Dialog::DeleteRetention(path.clone(), id));
    view! { <div><Button on_click>{texts.get(texts::DELETE)}</Button></div> }
}
