//! `/v2/manage/namespaces/{namespace}/repos/{repository}/triggers`
//!
//! All values are strings, including `enable`, the only one that can be changed.

mod answer;
mod definition;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use self::answer::{Shown, listed, shown};
use self::definition::{definition, enable};
use super::segments::{RepositorySegments, TriggerSegments};
use super::{done, visible};
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::service::Service;
use crate::store::access::Right;
use crate::store::triggers::{self, TriggerRow};
use crate::store::{Connection, StoreError};

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    visible::check(&service, &caller, &names, Right::Edit).await?;
    let fields = Fields::parse(&body)?;
    let definition = definition(&fields)?;
    let is_enabled = enable(&fields)?;
    let now = service.now();
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let repository = visible.require(Right::Edit)?;
        let creator = &caller.user_name;
        let created = triggers::create(
            connection,
            repository.id,
            &definition,
            is_enabled,
            creator,
            now,
        );
        match created {
            // Observed: no conflict but a bad parameter.
            Err(StoreError::Exists) => {
                let name = &definition.name;
                let why = format!("the repository already has a trigger {name:?}");
                Err(Failure::BadParameter(why))
            }
            other => Ok(other.map(drop)?),
        }
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
) -> Result<Json<Vec<Shown>>, Failure> {
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let repository = visible.require(Right::Read)?;
        Ok::<_, Failure>(triggers::list(connection, repository.id)?)
    };
    let rows = service.store.read(work).await?;
    Ok(Json(rows.into_iter().map(listed).collect()))
}

fn named(
    connection: &Connection,
    caller: &Caller,
    names: &TriggerSegments,
    right: Right,
) -> Result<TriggerRow, Failure> {
    let visible = visible::repository(connection, caller, &names.repository)?;
    let repository = visible.require(right)?;
    let found = triggers::find(connection, repository.id, &names.trigger)?;
    found.ok_or(Failure::NoSuchTrigger)
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: TriggerSegments,
) -> Result<Json<Shown>, Failure> {
    let work = move |connection: &_| {
        let row = named(connection, &caller, &names, Right::Read)?;
        let history = triggers::history(connection, row.id)?;
        Ok::<_, Failure>((row, history))
    };
    let (row, history) = service.store.read(work).await?;
    Ok(Json(shown(row, history)))
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    names: TriggerSegments,
    body: Bytes,
) -> Result<Response, Failure> {
    visible::check(&service, &caller, &names.repository, Right::Edit).await?;
    let is_enabled = enable(&Fields::parse(&body)?)?;
    let work = move |connection: &_| {
        let row = named(connection, &caller, &names, Right::Edit)?;
        Ok::<_, Failure>(triggers::enable(connection, row.id, is_enabled)?)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: TriggerSegments,
) -> Result<StatusCode, Failure> {
    let work = move |connection: &_| {
        let row = named(connection, &caller, &names, Right::Edit)?;
        Ok::<_, Failure>(triggers::delete(connection, row.id)?)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
