//! The fields of a policy's rules, and a button for another rule.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{Tag, TagSelector};

use super::draft::{MAXIMUM_RULES, RuleDraft, add_line};
use super::texts;
use crate::i18n::{format, use_texts};
use crate::ui::{
    Button, ButtonVariant, Choice, Icon, InputOptions, Notice, RadioGroup, TextArea, TextInput,
    keep_focus,
};

const DAYS: &str = "days";
const COUNT: &str = "count";

/// What is in the fields of all rules.
#[derive(Clone, Copy)]
pub(super) struct PolicyFields {
    rules: RwSignal<Vec<RuleFields>>,
    next: StoredValue<u32>,
}

/// What is in the fields of one rule.
#[derive(Clone, Copy)]
pub(super) struct RuleFields {
    /// Tells rules apart, in whatever order they stand.
    id: u32,
    /// It is saved, so its kind cannot change.
    is_saved: bool,
    kind: RwSignal<String>,
    number: RwSignal<String>,
    labels: RwSignal<String>,
    patterns: RwSignal<String>,
    kept: StoredValue<Vec<TagSelector>>,
}

impl PolicyFields {
    /// No rules.
    pub(super) fn new() -> Self {
        Self {
            rules: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// One more rule.
    pub(super) fn add(self, draft: &RuleDraft, is_saved: bool) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let kind = if draft.is_count { COUNT } else { DAYS };
        let fields = RuleFields {
            id,
            is_saved,
            kind: RwSignal::new(kind.to_owned()),
            number: RwSignal::new(draft.number.clone()),
            labels: RwSignal::new(draft.labels.clone()),
            patterns: RwSignal::new(draft.patterns.clone()),
            kept: StoredValue::new(draft.kept.clone()),
        };
        self.rules.update(|rules| rules.push(fields));
    }

    /// The rules as they were typed; watched.
    pub(super) fn drafts(self) -> Vec<RuleDraft> {
        self.rules
            .with(|rules| rules.iter().map(|it| it.draft()).collect())
    }

    /// The index of a rule, and the number of rules; watched.
    fn index(self, id: u32) -> (usize, usize) {
        self.rules.with(|rules| {
            let index = rules.iter().position(|it| it.id == id);
            (index.unwrap_or_default(), rules.len())
        })
    }
}

impl RuleFields {
    /// The rule as it was typed; watched.
    fn draft(&self) -> RuleDraft {
        RuleDraft {
            is_count: self.is_count(),
            number: self.number.get(),
            labels: self.labels.get(),
            patterns: self.patterns.get(),
            kept: self.kept.get_value(),
        }
    }

    fn is_count(&self) -> bool {
        self.kind.with(|kind| kind == COUNT)
    }
}

/// The fields of every rule.
#[component]
pub(super) fn PolicyForm(
    /// Their content.
    fields: PolicyFields,
    /// Whether what is there was tried and held back or refused.
    was_tried: Signal<bool>,
    /// The tags of the repository, as far as they have come.
    tags: Signal<Vec<Tag>>,
) -> impl IntoView {
    let texts = use_texts();
    let is_full = Signal::derive(move || {
        let maximum = || format::number(texts, MAXIMUM_RULES as u64);
        let is_full = fields.rules.with(|rules| rules.len() >= MAXIMUM_RULES);
        is_full.then(|| texts.fill(texts::ALL_RULES, &[("maximum", &maximum())]))
    });
    view! {
        <For each=move || fields.rules.get() key=|it| it.id let(rule)>
            <OneRule fields rule was_tried tags/>
        </For>
        <div>
            <Button
                variant=ButtonVariant::Quiet
                icon=Icon::Plus
                disabled_because=is_full
                on_click=move || fields.add(&RuleDraft::default(), false)
            >
                {texts.get(texts::ADD_RULE)}
            </Button>
        </div>
    }
}

/// One rule; with a frame and a number when there are others.
#[component]
fn OneRule(
    fields: PolicyFields,
    rule: RuleFields,
    was_tried: Signal<bool>,
    tags: Signal<Vec<Tag>>,
) -> impl IntoView {
    let texts = use_texts();
    let index = move || fields.index(rule.id);
    let title = move |text| {
        move || {
            let number = format::number(texts, index().0 as u64 + 1);
            texts.fill(text, &[("number", &number)])
        }
    };
    // Only the last may go: the service knows rules by their place.
    let is_removable = move || {
        let (index, count) = index();
        count > 1 && index + 1 == count
    };
    let remove = move || {
        is_removable().then(|| {
            keep_focus();
            let on_click = move || fields.rules.update(|rules| rules.truncate(rules.len() - 1));
            view! {
                <div>
                    <Button variant=ButtonVariant::Quiet icon=Icon::Close on_click>
                        {title(texts::REMOVE_RULE)}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <div class="stack" role="group" aria-label=title(texts::RULE_NUMBER)>
            {move || (index().1 > 1).then(|| view! { <strong>{title(texts::RULE_NUMBER)}</strong> })}
            <Limit rule was_tried/>
            <Exceptions rule tags/>
            {remove}
        </div>
    }
}

#[component]
fn Limit(rule: RuleFields, was_tried: Signal<bool>) -> impl IntoView {
    let texts = use_texts();
    let error = Signal::derive(move || rule.draft().number_problem(texts, was_tried.get()));
    let by_kind = move |count, days| move || texts.get(if rule.is_count() { count } else { days });
    let kind = match rule.is_saved {
        true => view! {
            <p>{by_kind(texts::BY_COUNT, texts::BY_DAYS)}</p>
            <Notice>{texts.get(texts::KIND_FIXED)}</Notice>
        }
        .into_any(),
        false => {
            let choices = [(DAYS, texts::BY_DAYS), (COUNT, texts::BY_COUNT)];
            let options = choices.map(|(value, text)| Choice::new(value, texts.get(text)));
            let label = texts.get(texts::KIND);
            view! { <RadioGroup label value=rule.kind options=options.to_vec()/> }.into_any()
        }
    };
    view! {
        {kind}
        <TextInput
            label=by_kind(texts::COUNT, texts::DAYS)
            value=rule.number
            hint=by_kind(texts::COUNT_HINT, texts::DAYS_HINT)
            error
            input=InputOptions::default().required().autofocus()
        />
    }
}

#[component]
fn Exceptions(rule: RuleFields, tags: Signal<Vec<Tag>>) -> impl IntoView {
    let texts = use_texts();
    let labels_error = Signal::derive(move || rule.draft().labels_problem(texts));
    let patterns_error = Signal::derive(move || rule.draft().patterns_problem(texts));
    let kept = rule.kept.with_value(|kept| {
        let patterns: Vec<&str> = kept.iter().map(|it| it.pattern.as_str()).collect();
        let patterns = patterns.join(", ");
        let sentence = texts.fill(texts::KEPT, &[("patterns", &patterns)]);
        (!kept.is_empty()).then(|| view! { <Notice>{sentence}</Notice> })
    });
    view! {
        <TextArea
            label=texts.get(texts::LABELS)
            value=rule.labels
            hint=texts.get(texts::LABELS_HINT)
            error=labels_error
            rows=2
        />
        <Suggestions rule tags/>
        <TextArea
            label=texts.get(texts::PATTERNS)
            value=rule.patterns
            hint=texts.get(texts::PATTERNS_HINT)
            error=patterns_error
            rows=2
        />
        {kept}
    }
}

/// Tags that are there, to be excepted by a press.
#[component]
fn Suggestions(rule: RuleFields, tags: Signal<Vec<Tag>>) -> impl IntoView {
    let texts = use_texts();
    let offered = crate::reactive::memo(move || tags.with(|tags| rule.draft().suggested(tags)));
    let button = move |name: String| {
        let label = texts.fill(texts::EXCEPT, &[("name", &name)]);
        let on_click = move || rule.labels.update(|labels| add_line(labels, &name));
        view! { <Button variant=ButtonVariant::Quiet icon=Icon::Plus on_click>{label}</Button> }
    };
    reactive(move || {
        let offered = offered.get();
        (!offered.is_empty()).then(|| {
            let buttons: Vec<_> = offered.into_iter().map(button).collect();
            let label = texts.get(texts::LABELS_SUGGESTED);
            view! { <div class="cluster" role="group" aria-label=label>{buttons}</div> }
        })
    })
}
