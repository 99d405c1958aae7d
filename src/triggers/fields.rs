//! The fields of a new trigger.

use crate::markup::view;
use leptos::prelude::*;

use super::draft::{Condition, TriggerDraft};
use super::texts;
use crate::configuration::Capability;
use crate::i18n::{Text, use_texts};
use crate::reactive::memo;
use crate::session::use_capabilities;
use crate::ui::{Checkbox, Choice, InputOptions, RadioGroup, TextArea, TextInput};

const ALL: &str = "all";
const TAGS: &str = "tag";
const PATTERN: &str = "regular";
const CCE: &str = "cce";
const CCI: &str = "cci";
const DEPLOYMENT: &str = "deployments";
const STATEFUL_SET: &str = "statefulsets";

/// The fields of a trigger.
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
    // Learned late it may be chosen already: the choice is kept, and does not count.
    lacks_cci: Memo<bool>,
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
        let capabilities = use_capabilities();
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
            lacks_cci: memo(move || capabilities.lacks(Capability::CloudContainerInstances)),
        }
    }

    /// What is in the fields; watched.
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
        self.mode.with(|it| it == CCI) && !self.lacks_cci.get()
    }
}

/// Every field.
#[component]
pub(super) fn TriggerForm(
    /// Their content.
    fields: TriggerFields,
    /// The problems of each field.
    problems: Problems,
) -> impl IntoView {
    let texts = use_texts();
    let name = InputOptions::default().required().autofocus();
    view! {
        {line((texts::NAME, texts::NAME_HINT), fields.name, problems.name, name)}
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

/// A field for one line.
fn line(
    (label, hint): (&Text, &Text),
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    input: InputOptions,
) -> AnyView {
    let texts = use_texts();
    let (label, hint) = (texts.get(label), texts.get(hint));
    view! { <TextInput label value hint error input/> }.into_any()
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
        Condition::Pattern => {
            let words = (texts::PATTERN, texts::PATTERN_HINT);
            let input = InputOptions::monospace().required();
            line(words, fields.pattern, problems.pattern, input)
        }
    };
    view! {
        <RadioGroup label=texts.get(texts::CONDITION) value=fields.condition options/>
        {more}
    }
}

/// Where the workload runs; nothing is to be chosen where the service knows clusters only.
#[component]
fn PlaceFields(fields: TriggerFields, problems: Problems) -> impl IntoView {
    let texts = use_texts();
    let mode = move || {
        (!fields.lacks_cci.get()).then(|| {
            let options = vec![
                choice(CCE, texts::CCE, texts::CCE_HINT),
                choice(CCI, texts::CCI, texts::CCI_HINT),
            ];
            view! { <RadioGroup label=texts.get(texts::MODE) value=fields.mode options/> }
        })
    };
    let cluster = move || {
        let id = (texts::CLUSTER_ID, texts::CLUSTER_HINT);
        let name = (texts::CLUSTER_NAME, texts::CLUSTER_HINT);
        let (exact, plain) = (InputOptions::monospace(), InputOptions::default());
        (!fields.is_cci()).then(|| {
            [
                line(id, fields.cluster_id, problems.cluster_id, exact.required()),
                line(
                    name,
                    fields.cluster_name,
                    problems.cluster_name,
                    plain.required(),
                ),
            ]
        })
    };
    view! {
        {mode}
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
    let name = (texts::APPLICATION, texts::APPLICATION_HINT);
    let namespace = (texts::NAMESPACE, texts::NAMESPACE_HINT);
    let container = (texts::CONTAINER, texts::CONTAINER_HINT);
    let needed = || InputOptions::default().required();
    view! {
        <RadioGroup label=texts.get(texts::KIND) value=fields.kind options=kinds.to_vec()/>
        {line(name, fields.application, problems.application, needed())}
        {line(namespace, fields.namespace, problems.namespace, needed())}
        {line(container, fields.container, Signal::stored(None), InputOptions::default())}
    }
}
