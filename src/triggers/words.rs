//! The description of a trigger in text.

use std::cmp::Reverse;

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{
    ApplicationKind, Trigger, TriggerCondition, TriggerMode, TriggerRecord, TriggerResult,
};

use super::texts;
use crate::i18n::{Texts, format, use_texts};
use crate::ui::{Badge, Tone};

/// The tags that a trigger reacts to, in words.
pub(super) fn condition(texts: Texts, condition: &TriggerCondition) -> String {
    match condition {
        TriggerCondition::All => texts.get(texts::EVERY_TAG).to_owned(),
        TriggerCondition::Tags(tags) => {
            let tags: Vec<&str> = tags.iter().map(|it| it.as_str()).collect();
            tags.join(", ")
        }
        TriggerCondition::Matching(pattern) => texts.fill(texts::MATCHING, &[("pattern", pattern)]),
        TriggerCondition::Other { kind, condition } => texts.fill(
            texts::OTHER_CONDITION,
            &[("kind", kind), ("condition", condition)],
        ),
    }
}

/// `Deployment`; a kind that this console does not know keeps its word.
pub(super) fn kind(texts: Texts, kind: &ApplicationKind) -> String {
    match kind {
        ApplicationKind::Deployment => texts.get(texts::DEPLOYMENT).to_owned(),
        ApplicationKind::StatefulSet => texts.get(texts::STATEFUL_SET).to_owned(),
        ApplicationKind::Other(word) => word.clone(),
    }
}

/// `Deployment shop/api`, and the container where it is one only.
pub(super) fn workload(texts: Texts, trigger: &Trigger) -> String {
    let values = [
        ("kind", kind(texts, &trigger.application_kind)),
        ("namespace", trigger.cluster_namespace.clone()),
        ("name", trigger.application.clone()),
    ];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let workload = texts.fill(texts::WORKLOAD_OF, &values);
    match trigger.container.as_str() {
        "" => workload,
        name => {
            let container = texts.fill(texts::CONTAINER_NAMED, &[("name", name)]);
            format!("{workload} · {container}")
        }
    }
}

/// The cluster's name; its id where it has none.
pub(super) fn cluster(texts: Texts, trigger: &Trigger) -> String {
    match (&trigger.mode, trigger.cluster_name.as_str()) {
        (TriggerMode::Cci, _) => texts.get(texts::CLOUD_CONTAINERS).to_owned(),
        (_, "") => trigger.cluster_id.clone(),
        (_, name) => name.to_owned(),
    }
}

/// `Enabled` or `Disabled`
pub(super) fn state(texts: Texts, trigger: &Trigger) -> &'static str {
    match trigger.is_enabled {
        Some(true) => texts.get(texts::ENABLED),
        Some(false) => texts.get(texts::DISABLED),
        None => format::UNKNOWN,
    }
}

/// What came of it once, with its colour.
#[component]
pub(super) fn ResultBadge(result: TriggerResult) -> impl IntoView {
    let texts = use_texts();
    let (tone, word) = match &result {
        TriggerResult::Success => (Tone::Success, texts.get(texts::SUCCESS).to_owned()),
        TriggerResult::Failed => (Tone::Danger, texts.get(texts::FAILED).to_owned()),
        TriggerResult::Other(word) => (Tone::Neutral, word.clone()),
    };
    view! { <Badge tone>{word}</Badge> }
}

/// Newest first, in whatever order the service gives them.
pub(super) fn newest_first(trigger: &Trigger) -> Vec<TriggerRecord> {
    let mut records = trigger.history.clone().unwrap_or_default().items;
    records.sort_by_key(|it| Reverse(it.created_at));
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trigger(json: &str) -> Trigger {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_workload_is_named_with_its_place() {
        let english = Texts::english();
        let all = trigger(
            r#"{"name":"t","app_type":"deployments","application":"api","cluster_ns":"shop",
                "cluster_id":"c1","cluster_name":"","trigger_mode":"cce"}"#,
        );
        assert_eq!(workload(english, &all), "Deployment shop/api");
        assert_eq!(cluster(english, &all), "c1");
        let one = trigger(
            r#"{"name":"t","app_type":"daemonsets","application":"api","cluster_ns":"shop",
                "container":"web","trigger_mode":"cci"}"#,
        );
        assert_eq!(
            workload(english, &one),
            "daemonsets shop/api · container web"
        );
        assert_eq!(cluster(english, &one), "Cloud container instances");
    }

    #[test]
    fn results_stand_newest_first_and_missing_ones_are_none() {
        let of = trigger(
            r#"{"name":"t","trigger_history":[
                {"tag":"old","created_at":"2024-01-01T00:00:00Z"},
                {"tag":"new","created_at":"2024-01-02T00:00:00Z"}]}"#,
        );
        let tags: Vec<_> = newest_first(&of).into_iter().map(|it| it.tag).collect();
        assert_eq!(tags, ["new", "old"]);
        assert!(newest_first(&trigger(r#"{"name":"t","trigger_history":null}"#)).is_empty());
    }
}
