//! What tools look up at the identity service: who a user is, which account is theirs, where services are.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::discovery;
use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::users::{self, UserRow};

/// For every path of the identity service that no one knows.
pub(crate) async fn unknown() -> Failure {
    let sentence = "The resource could not be found.";
    Failure::identity(StatusCode::NOT_FOUND, sentence)
}

fn not_authorized() -> Failure {
    let sentence = "You are not authorized to perform the requested action.";
    Failure::identity(StatusCode::FORBIDDEN, sentence)
}

fn user(row: &UserRow) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "domain_id": row.account_id,
        "enabled": !row.is_disabled,
        "description": "",
        "is_domain_owner": false,
    })
}

/// `GET /v3.0/OS-USER/users/{id}` and `GET /v3/users/{id}`: oneself, and for administrators everyone of
/// the account.
pub(crate) async fn show_user(
    State(service): State<Service>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Failure> {
    let viewer = caller.viewer;
    if id != viewer.user_id && !viewer.is_administrator {
        return Err(not_authorized());
    }
    let find = move |connection: &_| Ok::<_, Failure>(users::by_id(connection, &id)?);
    let found = service.store.read(find).await?;
    let row = found.filter(|row| row.account_id == viewer.account_id);
    let row = row.ok_or(Failure::identity(
        StatusCode::NOT_FOUND,
        "The user does not exist.",
    ))?;
    Ok(Json(json!({"user": user(&row)})))
}

/// `GET /v3/users?name=`, for administrators.
pub(crate) async fn list_users(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
) -> Result<Json<Value>, Failure> {
    let viewer = caller.viewer;
    if !viewer.is_administrator {
        return Err(not_authorized());
    }
    let list =
        move |connection: &_| Ok::<_, Failure>(users::of_account(connection, &viewer.account_id)?);
    let rows = service.store.read(list).await?;
    let wanted = parameters.get("name");
    let is_wanted = |row: &&UserRow| wanted.is_none_or(|name| name == row.name);
    let rows: Vec<_> = rows.iter().filter(is_wanted).map(user).collect();
    Ok(Json(json!({"users": rows, "links": links()})))
}

/// `GET /v3/auth/domains`: the caller's account.
pub(crate) async fn list_accounts(caller: Caller) -> Json<Value> {
    let account = json!({
        "id": caller.viewer.account_id,
        "name": caller.account_name,
        "enabled": true,
        "description": "",
    });
    Json(json!({"domains": [account], "links": links()}))
}

/// `GET /v3/auth/catalog`
pub(crate) async fn show_catalogue(
    State(service): State<Service>,
    headers: HeaderMap,
) -> Json<Value> {
    let catalogue = discovery::catalogue(&service.region, &headers);
    Json(json!({"catalog": catalogue, "links": links()}))
}

fn links() -> Value {
    json!({"self": null, "previous": null, "next": null})
}
