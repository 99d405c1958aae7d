//! `/v2/manage/namespaces/{namespace}/repos/{repository}/retentions`
//!
//! What a reader would get wrong: saving is running. A policy that is created or changed deletes
//! before it is answered, so a response with a success status means that the tags are gone.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};

use super::segments::{RepositorySegments, RetentionSegments};
use super::{done, visible};
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::retention::{Rule, RuleError, is_within_budget, parse_rules};
use crate::schedule::{RunError, TOO_LONG, run_policy};
use crate::service::Service;
use crate::store::access::Right;
use crate::store::retention::{self, LogRow, PolicyRow};
use crate::store::{Connection, StoreError};
use crate::time::rfc3339;

#[derive(Serialize)]
pub(crate) struct Shown {
    algorithm: &'static str,
    id: i64,
    rules: Vec<Rule>,
    /// Reserved.
    scope: &'static str,
}

fn shown(policy: PolicyRow) -> Shown {
    Shown {
        algorithm: "or",
        id: policy.id,
        rules: policy.rules,
        scope: "",
    }
}

#[derive(Serialize)]
struct Logged {
    created_at: String,
    id: i64,
    namespace: String,
    repo: String,
    retention_id: i64,
    rule_type: String,
    tag: String,
}

fn logged(names: &RepositorySegments, row: LogRow) -> Logged {
    Logged {
        created_at: rfc3339(row.created_at),
        id: row.id,
        namespace: names.organization.clone(),
        repo: names.repository.clone(),
        retention_id: row.policy_id,
        rule_type: row.rule,
        tag: row.tag,
    }
}

fn rules(body: &[u8]) -> Result<Vec<Rule>, Failure> {
    let fields = Fields::parse(body)?;
    let algorithm = fields.required_text("algorithm")?;
    if algorithm != "or" {
        return Err(Failure::BadParameter(format!("algorithm {algorithm:?}")));
    }
    let parsed = parse_rules(fields.required_list("rules")?);
    parsed.map_err(|error| match error {
        RuleError::Missing(name) => Failure::MissingParameter(name),
        RuleError::Wrong(what) => Failure::BadParameter(what),
    })
}

/// Refuses rules that would take too long to match with the tags of the repository.
fn check_budget(
    connection: &Connection,
    repository_id: i64,
    rules: &[Rule],
) -> Result<(), Failure> {
    let characters = retention::tag_characters(connection, repository_id)?;
    if is_within_budget(rules, characters) {
        return Ok(());
    }
    Err(Failure::BadParameter(TOO_LONG.into()))
}

fn failed(error: RunError) -> Failure {
    match error {
        RunError::TooLong => Failure::BadParameter(TOO_LONG.into()),
        RunError::Store(error) => error.into(),
    }
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Failure> {
    visible::check(&service, &caller, &names, Right::Manage).await?;
    let rules = rules(&body)?;
    let now = service.now();
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let repository = visible.require(Right::Manage)?;
        check_budget(connection, repository.id, &rules)?;
        let created = retention::create(connection, repository.id, &rules, now);
        let id = created.map_err(|error| match error {
            StoreError::Exists => {
                Failure::BadParameter("the repository already has a retention policy".into())
            }
            other => other.into(),
        })?;
        Ok::<_, Failure>((repository.id, id))
    };
    let (repository_id, id) = service.store.write(work).await?;
    run_policy(&service, repository_id).await.map_err(failed)?;
    Ok((StatusCode::CREATED, Json(json!({"id": id}))))
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
) -> Result<Json<Vec<Shown>>, Failure> {
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let repository = visible.require(Right::Read)?;
        Ok::<_, Failure>(retention::find(connection, repository.id)?)
    };
    let policy = service.store.read(work).await?;
    Ok(Json(policy.map(shown).into_iter().collect()))
}

/// The repository's policy, when it is the one that is named, for whom has that right.
fn named(
    connection: &Connection,
    caller: &Caller,
    names: &RetentionSegments,
    right: Right,
) -> Result<(i64, PolicyRow), Failure> {
    let visible = visible::repository(connection, caller, &names.repository)?;
    let repository = visible.require(right)?;
    let policy = retention::find(connection, repository.id)?;
    let policy = policy.filter(|policy| Some(policy.id) == names.id);
    Ok((repository.id, policy.ok_or(Failure::NoSuchRetention)?))
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: RetentionSegments,
) -> Result<Json<Shown>, Failure> {
    let work = move |connection: &_| named(connection, &caller, &names, Right::Read);
    let (_, policy) = service.store.read(work).await?;
    Ok(Json(shown(policy)))
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    names: RetentionSegments,
    body: Bytes,
) -> Result<Response, Failure> {
    visible::check(&service, &caller, &names.repository, Right::Manage).await?;
    let rules = rules(&body)?;
    let work = move |connection: &_| {
        let (repository_id, policy) = named(connection, &caller, &names, Right::Manage)?;
        let mut both = policy.rules.iter().zip(&rules);
        if !both.all(|(old, new)| old.has_template_of(new)) {
            let why = "the template of a rule cannot be changed";
            return Err(Failure::BadParameter(why.into()));
        }
        check_budget(connection, repository_id, &rules)?;
        retention::update(connection, policy.id, &rules)?;
        Ok(repository_id)
    };
    let repository_id = service.store.write(work).await?;
    run_policy(&service, repository_id).await.map_err(failed)?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: RetentionSegments,
) -> Result<Json<Value>, Failure> {
    let work = move |connection: &_| {
        let (_, policy) = named(connection, &caller, &names, Right::Manage)?;
        Ok::<_, Failure>(retention::delete(connection, policy.id)?)
    };
    service.store.write(work).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn histories(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    parameters: Result<Parameters, Failure>,
) -> Result<(HeaderMap, Json<Value>), Failure> {
    let read = parameters.and_then(|it| {
        it.allow_in_filter(&["offset", "limit"])?;
        it.page()
    });
    if read.is_err() {
        visible::check(&service, &caller, &names, Right::Read).await?;
    }
    let page = read?;
    let repository = names.clone();
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &repository)?;
        let id = visible.require(Right::Read)?.id;
        let log = retention::log(connection, id, page.offset, page.limit);
        Ok::<_, Failure>(log?)
    };
    let (rows, total) = service.store.read(work).await?;
    let headers = page.headers(rows.len(), total);
    let log: Vec<_> = rows.into_iter().map(|row| logged(&names, row)).collect();
    Ok((headers, Json(json!({"retention_log": log, "total": total}))))
}
