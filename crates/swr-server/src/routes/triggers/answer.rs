//! A trigger and its results in the wire format.

use serde::Serialize;

use crate::store::triggers::{ResultRow, TriggerRow};
use crate::time::rfc3339;

/// What a trigger and each of its calls have in common.
#[derive(Serialize)]
struct Described {
    action: String,
    app_type: String,
    application: String,
    cluster_id: String,
    cluster_name: String,
    cluster_ns: String,
    condition: String,
    container: String,
    creator_name: String,
}

#[derive(Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    described: Described,
    created_at: String,
    enable: &'static str,
    name: String,
    /// `null` in the list, and never when one trigger is shown.
    trigger_history: Option<Vec<Called>>,
    trigger_mode: String,
    trigger_type: String,
}

#[derive(Serialize)]
struct Called {
    #[serde(flatten)]
    described: Described,
    created_at: String,
    detail: String,
    result: &'static str,
    tag: String,
}

fn described(row: &TriggerRow) -> Described {
    let definition = row.definition.clone();
    Described {
        action: definition.action,
        app_type: definition.app_type,
        application: definition.application,
        cluster_id: definition.cluster_id,
        cluster_name: definition.cluster_name,
        cluster_ns: definition.cluster_ns,
        condition: definition.condition,
        container: definition.container,
        creator_name: row.creator_name.clone(),
    }
}

pub(super) fn listed(row: TriggerRow) -> Shown {
    Shown {
        described: described(&row),
        created_at: rfc3339(row.created_at),
        enable: if row.is_enabled { "true" } else { "false" },
        name: row.definition.name,
        trigger_history: None,
        trigger_mode: row.definition.trigger_mode,
        trigger_type: row.definition.trigger_type,
    }
}

pub(super) fn shown(row: TriggerRow, history: Vec<ResultRow>) -> Shown {
    let called = history.into_iter().map(|result| called(&row, result));
    let trigger_history = Some(called.collect());
    Shown {
        trigger_history,
        ..listed(row)
    }
}

/// What was called is what the trigger says: it cannot change in between.
fn called(row: &TriggerRow, result: ResultRow) -> Called {
    Called {
        described: described(row),
        created_at: rfc3339(result.created_at),
        detail: result.detail,
        result: if result.is_success {
            "success"
        } else {
            "failed"
        },
        tag: result.tag,
    }
}
