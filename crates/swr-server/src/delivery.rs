//! Delivers events of written tags to the webhook, and records the results in the triggers' history.
//!
//! Events are queued in the database and removed in the transaction that records the result. A service that
//! is killed in between calls again after the restart, with the same ID.

use serde_json::json;
use tokio::task::{JoinError, JoinSet};

use crate::service::Service;
use crate::store::StoreError;
use crate::store::trigger_events::{self, EventRow};
use crate::store::triggers::ResultRow;
use crate::time::rfc3339;
use crate::triggers::Condition;

/// At the same time; the others wait.
const CALLS: usize = 4;

/// How many events are in memory.
const BATCH: usize = 100;

/// Never ends; the first round is for what was pushed before the service ended the last time.
pub async fn work(service: Service) {
    loop {
        if let Err(error) = deliver(&service).await {
            tracing::warn!(%error, "some triggers were not called");
        }
        service.delivery_wanted.notified().await;
    }
}

/// Tells triggers of everything that waits, and returns when nothing does. A second one waits for
/// the first.
pub async fn deliver(service: &Service) -> Result<(), StoreError> {
    let _alone = service.delivering.lock().await;
    let mut last = 0;
    loop {
        let read = move |connection: &_| trigger_events::list_after(connection, last, BATCH);
        let events = service.store.read::<_, StoreError>(read).await?;
        let Some(event) = events.last() else {
            return Ok(());
        };
        last = event.id;
        let mut calls = JoinSet::new();
        for event in events {
            if calls.len() == CALLS {
                ended(calls.join_next().await)?;
            }
            let service = service.clone();
            calls.spawn(async move { settle(&service, event).await });
        }
        while !calls.is_empty() {
            ended(calls.join_next().await)?;
        }
    }
}

fn ended(call: Option<Result<Result<(), StoreError>, JoinError>>) -> Result<(), StoreError> {
    match call {
        Some(Ok(outcome)) => outcome,
        Some(Err(error)) => Err(StoreError::Broken(error.to_string())),
        None => Ok(()),
    }
}

async fn settle(service: &Service, event: EventRow) -> Result<(), StoreError> {
    let definition = &event.trigger.definition;
    let condition = Condition::parse(&definition.trigger_type, &definition.condition);
    let outcome = match condition {
        Ok(condition) if !condition.matches(&event.tag) => None,
        Ok(_) => Some(call(service, &event).await),
        Err(error) => Some(Err(error)),
    };
    let result = outcome.map(|outcome| ResultRow {
        tag: event.tag.clone(),
        is_success: outcome.is_ok(),
        detail: outcome.unwrap_or_else(|reason| reason),
        created_at: service.now(),
    });
    let write = move |connection: &_| trigger_events::settle(connection, &event, result.as_ref());
    service.store.write(write).await
}

async fn call(service: &Service, event: &EventRow) -> Result<String, String> {
    if !event.has_agency {
        return Err("the account has no agency, so the service cannot act for it".into());
    }
    match &service.settings.trigger_webhook {
        Some(webhook) => webhook.post(body(event)).await,
        None => Err("the service was started without --trigger-webhook".into()),
    }
}

fn body(event: &EventRow) -> String {
    let definition = &event.trigger.definition;
    let event = json!({
        "id": event.id,
        "time": rfc3339(event.created_at),
        "namespace": event.organization,
        "repository": event.repository,
        "tag": event.tag,
        "digest": event.digest,
        "trigger": {
            "name": definition.name,
            "action": definition.action,
            "app_type": definition.app_type,
            "application": definition.application,
            "cluster_id": definition.cluster_id,
            "cluster_name": definition.cluster_name,
            "cluster_ns": definition.cluster_ns,
            "container": definition.container,
            "trigger_mode": definition.trigger_mode,
        },
    });
    event.to_string()
}
