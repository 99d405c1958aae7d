//! A trigger as it is on the wire, where a flag is a text and a condition is two fields.

use serde::{Deserialize, Serialize, Serializer};

use super::{
    ApplicationKind, NewTrigger, Trigger, TriggerAction, TriggerCluster, TriggerCondition,
    TriggerMode, TriggerRecord,
};
use crate::lenient::{flag, known, moment, or_default};
use crate::{List, Timestamp, TriggerName};

/// What list and get answer with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TriggerFields {
    name: TriggerName,
    #[serde(default, deserialize_with = "or_default")]
    action: TriggerAction,
    #[serde(default, deserialize_with = "or_default")]
    app_type: ApplicationKind,
    #[serde(default, deserialize_with = "or_default")]
    application: String,
    #[serde(default, deserialize_with = "or_default")]
    cluster_id: String,
    #[serde(default, deserialize_with = "or_default")]
    cluster_name: String,
    #[serde(default, deserialize_with = "or_default")]
    cluster_ns: String,
    #[serde(default, deserialize_with = "or_default")]
    condition: String,
    #[serde(default, deserialize_with = "or_default")]
    container: String,
    #[serde(default, deserialize_with = "moment")]
    created_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "or_default")]
    creator_name: String,
    #[serde(default, deserialize_with = "flag", serialize_with = "write_flag")]
    enable: Option<bool>,
    #[serde(default, deserialize_with = "known")]
    trigger_history: Option<List<TriggerRecord>>,
    #[serde(default, deserialize_with = "known")]
    trigger_mode: Option<TriggerMode>,
    #[serde(default, deserialize_with = "or_default")]
    trigger_type: String,
}

impl From<TriggerFields> for Trigger {
    fn from(fields: TriggerFields) -> Self {
        Self {
            name: fields.name,
            condition: TriggerCondition::read(fields.trigger_type, fields.condition),
            is_enabled: fields.enable,
            action: fields.action,
            application: fields.application,
            application_kind: fields.app_type,
            mode: fields.trigger_mode.unwrap_or(TriggerMode::Cce),
            cluster_id: fields.cluster_id,
            cluster_name: fields.cluster_name,
            cluster_namespace: fields.cluster_ns,
            container: fields.container,
            created_at: fields.created_at,
            creator_name: fields.creator_name,
            history: fields.trigger_history,
        }
    }
}

impl From<Trigger> for TriggerFields {
    fn from(trigger: Trigger) -> Self {
        let (trigger_type, condition) = trigger.condition.written();
        Self {
            name: trigger.name,
            action: trigger.action,
            app_type: trigger.application_kind,
            application: trigger.application,
            cluster_id: trigger.cluster_id,
            cluster_name: trigger.cluster_name,
            cluster_ns: trigger.cluster_namespace,
            condition,
            container: trigger.container,
            created_at: trigger.created_at,
            creator_name: trigger.creator_name,
            enable: trigger.is_enabled,
            trigger_history: trigger.history,
            trigger_mode: Some(trigger.mode),
            trigger_type,
        }
    }
}

/// What create asks for.
#[derive(Serialize)]
pub(super) struct NewTriggerFields<'a> {
    name: &'a TriggerName,
    action: &'static str,
    app_type: &'a str,
    application: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster_name: Option<&'a str>,
    cluster_ns: &'a str,
    condition: String,
    container: &'a str,
    enable: &'static str,
    trigger_mode: &'static str,
    trigger_type: String,
}

impl<'a> From<&'a NewTrigger> for NewTriggerFields<'a> {
    fn from(trigger: &'a NewTrigger) -> Self {
        let (trigger_type, condition) = trigger.condition.written();
        let (trigger_mode, cluster_id, cluster_name) = match &trigger.cluster {
            TriggerCluster::Cce { id, name } => ("cce", Some(id.as_str()), Some(name.as_str())),
            TriggerCluster::Cci => ("cci", None, None),
        };
        Self {
            name: &trigger.name,
            action: "update",
            app_type: trigger.application_kind.as_str(),
            application: &trigger.application,
            cluster_id,
            cluster_name,
            cluster_ns: &trigger.cluster_namespace,
            condition,
            container: &trigger.container,
            enable: flag_text(trigger.is_enabled),
            trigger_mode,
            trigger_type,
        }
    }
}

/// A flag as text.
pub(super) fn flag_text(is_set: bool) -> &'static str {
    if is_set { "true" } else { "false" }
}

fn write_flag<S: Serializer>(is_set: &Option<bool>, serializer: S) -> Result<S::Ok, S::Error> {
    is_set.map(flag_text).serialize(serializer)
}
