//! A trigger and its results, as they are answered.

use serde::Serialize;

use crate::store::triggers::{Definition, ResultRow, TriggerRow};
use crate::time::rfc3339;

#[derive(Serialize)]
pub(crate) struct Shown {
    action: String,
    app_type: String,
    application: String,
    cluster_id: String,
    cluster_name: String,
    cluster_ns: String,
    condition: String,
    container: String,
    created_at: String,
    creator_name: String,
    enable: &'static str,
    name: String,
    /// `null` in the list, and never when one trigger is shown.
    trigger_history: Option<Vec<Called>>,
    trigger_mode: String,
    trigger_type: String,
}

#[derive(Serialize)]
struct Called {
    action: String,
    app_type: String,
    application: String,
    cluster_id: String,
    cluster_name: String,
    cluster_ns: String,
    condition: String,
    container: String,
    created_at: String,
    creator_name: String,
    detail: String,
    result: &'static str,
    tag: String,
}

pub(super) fn listed(row: TriggerRow) -> Shown {
    let Definition {
        name,
        action,
        app_type,
        application,
        cluster_id,
        cluster_name,
        cluster_ns,
        container,
        condition,
        trigger_type,
        trigger_mode,
    } = row.definition;
    Shown {
        action,
        app_type,
        application,
        cluster_id,
        cluster_name,
        cluster_ns,
        condition,
        container,
        created_at: rfc3339(row.created_at),
        creator_name: row.creator_name,
        enable: if row.is_enabled { "true" } else { "false" },
        name,
        trigger_history: None,
        trigger_mode,
        trigger_type,
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
    let definition = row.definition.clone();
    Called {
        action: definition.action,
        app_type: definition.app_type,
        application: definition.application,
        cluster_id: definition.cluster_id,
        cluster_name: definition.cluster_name,
        cluster_ns: definition.cluster_ns,
        condition: definition.condition,
        container: definition.container,
        created_at: rfc3339(result.created_at),
        creator_name: row.creator_name.clone(),
        detail: result.detail,
        result: if result.is_success {
            "success"
        } else {
            "failed"
        },
        tag: result.tag,
    }
}
