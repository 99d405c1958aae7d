//! The fields of a new trigger.

use leptos::prelude::*;

use super::draft::{Condition, TriggerDraft};
use super::texts;
use crate::i18n::{Text, use_texts};
use crate::ui::{Checkbox, Choice, InputOptions, RadioGroup, TextArea, TextInput};

const ALL: &str = "all";
const TAGS: &str = "tag";
const PATTERN: &str = "regular";
const CCE: &str = "cce";
const CCI: &str = "cci";
const DEPLOYMENT: &str = "deployments";
const STATEFUL_SET: &str = "statefulsets";

/// What stands in the fields.
#[derive(Clone, Copy)]
pub(super) struct TriggerFields {
    name: RwSignal<String>,
    condition: RwSignal<String>,
    tags: RwSignal<String>,
    pattern: RwSignal<String>,
    mode: RwSignal<String>,
    cluster_id: RwSignal<String>,
    cluster_name: RwSignal<String>,
    kind: RwSignal<String>,
    application: RwSignal<String>,
    namespace: RwSignal<String>,
    container: RwSignal<String>,
    is_enabled: RwSignal<bool>,
}

/// What is wrong with each field.
#[derive(Clone, Copy)]
pub(super) struct Problems {
    pub(super) name: Signal<Option<String>>,
    pub(super) tags: Signal<Option<String>>,
    pub(super) pattern: Signal<Option<String>>,
    pub(super) cluster_id: Signal<Option<String>>,
    pub(super) cluster_name: Signal<Option<String>>,
    pub(super) application: Signal<Option<String>>,
    pub(super) namespace: Signal<Option<String>>,
}

impl TriggerFields {
    /// Empty fields, with what most triggers are.
    pub(super) fn new() -> Self {
        let text = |it: &str| RwSignal::new(it.to_owned());
        Self {
            name: text(""),
            condition: text(ALL),
            tags: text(""),
            pattern: text(""),
            mode: text(CCE),
            cluster_id: text(""),
            cluster_name: text(""),
            kind: text(DEPLOYMENT),
            application: text(""),
            namespace: text(""),
            container: text(""),
            is_enabled: RwSignal::new(true),
        }
    }

    /// What stands in the fields; watched.
    pub(super) fn draft(self) -> TriggerDraft {
        TriggerDraft {
            name: self.name.get(),
            condition: self.condition(),
            tags: self.tags.get(),
            pattern: self.pattern.get(),
            is_cci: self.is_cci(),
            cluster_id: self.cluster_id.get(),
            cluster_name: self.cluster_name.get(),
            is_stateful: self.kind.with(|it| it == STATEFUL_SET),
            application: self.application.get(),
            namespace: self.namespace.get(),
            container: self.container.get(),
            is_enabled: self.is_enabled.get(),
        }
    }

    fn condition(self) -> Condition {
        self.condition.with(|it| match it.as_str() {
            TAGS => Condition::Tags,
            PATTERN => Condition::Pattern,
            _ => Condition::All,
        })
    }

    fn is_cci(self) -> bool {
        self.mode.with(|it| it == CCI)
    }
}

/// Every field.
#[component]
pub(super) fn TriggerForm(
    /// Their content.
    fields: TriggerFields,
    /// What is wrong with each.
    problems: Problems,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <TextInput
            label=texts.get(texts::NAME)
            value=fields.name
            hint=texts.get(texts::NAME_HINT)
            error=problems.name
            input=InputOptions::default().required().autofocus()
        />
        <ConditionFields fields problems/>
        <PlaceFields fields problems/>
        <WorkloadFields fields problems/>
        <Checkbox
            label=texts.get(texts::ENABLED_FROM_START)
            checked=fields.is_enabled
            hint=texts.get(texts::ENABLED_HINT)
        />
    }
}

fn choice(value: &str, label: &Text, hint: &Text) -> Choice {
    let texts = use_texts();
    Choice::new(value, texts.get(label)).hint(texts.get(hint))
}

#[component]
fn ConditionFields(fields: TriggerFields, problems: Problems) -> impl IntoView {
    let texts = use_texts();
    let options = vec![
        choice(ALL, texts::ALL_TAGS, texts::ALL_TAGS_HINT),
        choice(TAGS, texts::SOME, texts::SOME_HINT),
        choice(PATTERN, texts::BY_PATTERN, texts::BY_PATTERN_HINT),
    ];
    let more = move || match fields.condition() {
        Condition::All => ().into_any(),
        Condition::Tags => view! {
            <TextArea
                label=texts.get(texts::TAGS)
                value=fields.tags
                hint=texts.get(texts::TAGS_HINT)
                error=problems.tags
                rows=2
            />
        }
        .into_any(),
        Condition::Pattern => view! {
            <TextInput
                label=texts.get(texts::PATTERN)
                value=fields.pattern
                hint=texts.get(texts::PATTERN_HINT)
                error=problems.pattern
                input=InputOptions::monospace().required()
            />
        }
        .into_any(),
    };
    view! {
        <RadioGroup label=texts.get(texts::CONDITION) value=fields.condition options/>
        {more}
    }
}

#[component]
fn PlaceFields(fields: TriggerFields, problems: Problems) -> impl IntoView {
    let texts = use_texts();
    let options = vec![
        choice(CCE, texts::CCE, texts::CCE_HINT),
        choice(CCI, texts::CCI, texts::CCI_HINT),
    ];
    let cluster = move || {
        (!fields.is_cci()).then(|| {
            view! {
                <TextInput
                    label=texts.get(texts::CLUSTER_ID)
                    value=fields.cluster_id
                    hint=texts.get(texts::CLUSTER_HINT)
                    error=problems.cluster_id
                    input=InputOptions::monospace().required()
                />
                <TextInput
                    label=texts.get(texts::CLUSTER_NAME)
                    value=fields.cluster_name
                    error=problems.cluster_name
                    input=InputOptions::default().required()
                />
            }
        })
    };
    view! {
        <RadioGroup label=texts.get(texts::MODE) value=fields.mode options/>
        {cluster}
    }
}

#[component]
fn WorkloadFields(fields: TriggerFields, problems: Problems) -> impl IntoView {
    let texts = use_texts();
    let kinds = [
        (DEPLOYMENT, texts::DEPLOYMENT),
        (STATEFUL_SET, texts::STATEFUL_SET),
    ];
    let kinds = kinds.map(|(value, text)| Choice::new(value, texts.get(text)));
    view! {
        <RadioGroup label=texts.get(texts::KIND) value=fields.kind options=kinds.to_vec()/>
        <TextInput
            label=texts.get(texts::APPLICATION)
            value=fields.application
            hint=texts.get(texts::APPLICATION_HINT)
            error=problems.application
            input=InputOptions::default().required()
        />
        <TextInput
            label=texts.get(texts::NAMESPACE)
            value=fields.namespace
            hint=texts.get(texts::NAMESPACE_HINT)
            error=problems.namespace
            input=InputOptions::default().required()
        />
        <TextInput
            label=texts.get(texts::CONTAINER)
            value=fields.container
            hint=texts.get(texts::CONTAINER_HINT)
        />
    }
}
