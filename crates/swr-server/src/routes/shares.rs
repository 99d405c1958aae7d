//! `/v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains`
//!
//! Also below `/repos/`, as one published client requests. A missing repository returns 400 here instead of
//! 404, as in the cloud. A missing share is shown with `exist` false, as tools for the cloud expect; changing
//! or deleting it returns 400.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::segments::{RepositorySegments, ShareSegments};
use super::{done, visible};
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::service::Service;
use crate::store::access::Right;
use crate::store::repositories::RepositoryRow;
use crate::store::shares::{self, NewShare, ShareRow};
use crate::store::{Connection, accounts};
use crate::time::{parse_rfc3339, rfc3339};

const FOREVER: &str = "forever";

const DESCRIPTION_LENGTH: usize = 1000;

/// Accounts that one repository is shared with, expired shares included.
const MAXIMUM: u64 = 500;

#[derive(Serialize)]
pub(crate) struct Share {
    namespace: String,
    repository: String,
    access_domain: String,
    permit: &'static str,
    deadline: String,
    description: String,
    creator_id: String,
    creator_name: String,
    created: String,
    updated: String,
    status: bool,
}

/// One share, or that there is none with this account.
#[derive(Serialize)]
pub(crate) struct Shown {
    exist: bool,
    #[serde(flatten)]
    share: Share,
}

fn share(repository: &RepositoryRow, row: ShareRow, now: i64) -> Share {
    Share {
        namespace: repository.organization.clone(),
        repository: repository.name.clone(),
        status: row.is_in_force(now),
        access_domain: row.account_name,
        permit: "read",
        deadline: row.deadline.map_or_else(|| FOREVER.to_owned(), rfc3339),
        description: row.description,
        creator_id: row.creator_id,
        creator_name: row.creator_name,
        created: rfc3339(row.created_at),
        updated: rfc3339(row.updated_at),
    }
}

/// What is said of a share that is not there.
fn no_share(repository: &RepositoryRow, account: String) -> Share {
    Share {
        namespace: repository.organization.clone(),
        repository: repository.name.clone(),
        access_domain: account,
        permit: "",
        deadline: String::new(),
        description: String::new(),
        creator_id: String::new(),
        creator_name: String::new(),
        created: String::new(),
        updated: String::new(),
        status: false,
    }
}

/// What creating and updating share.
struct Terms {
    deadline: Option<i64>,
    description: String,
}

fn terms(fields: &Fields) -> Result<Terms, Failure> {
    if fields.required_text("permit")? != "read" {
        return Err(Failure::BadPermit);
    }
    let deadline = match fields.required_text("deadline")?.as_str() {
        FOREVER => None,
        text => {
            let wrong = || Failure::BadParameter(format!("deadline {text:?}"));
            Some(parse_rfc3339(text).ok_or_else(wrong)?)
        }
    };
    let description = fields.text("description")?.unwrap_or_default();
    if description.chars().count() > DESCRIPTION_LENGTH {
        return Err(Failure::DescriptionTooLong(DESCRIPTION_LENGTH));
    }
    Ok(Terms {
        deadline,
        description,
    })
}

fn repository(
    connection: &Connection,
    caller: &Caller,
    names: &RepositorySegments,
    right: Right,
) -> Result<RepositoryRow, Failure> {
    let visible = visible::repository(connection, caller, names);
    let visible = visible.map_err(|failure| match failure {
        Failure::NoSuchOrganization | Failure::NoSuchRepository => Failure::NoSuchShare,
        other => other,
    });
    visible?.require(right)
}

/// Refuses who may not share the repository, before what they sent is looked at.
async fn check(
    service: &Service,
    caller: &Caller,
    names: &RepositorySegments,
) -> Result<(), Failure> {
    let (caller, names) = (caller.clone(), names.clone());
    let look = move |connection: &_| repository(connection, &caller, &names, Right::Manage);
    service.store.look_up(look).await.map(drop)
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    check(&service, &caller, &names).await?;
    let fields = Fields::parse(&body)?;
    let account = fields.required_text("access_domain")?;
    let terms = terms(&fields)?;
    let now = service.now();
    let work = move |connection: &_| {
        let repository = repository(connection, &caller, &names, Right::Manage)?;
        let found = accounts::by_name_in_any_case(connection, &account)?;
        let account = found.ok_or(Failure::BadAccount("the account does not exist"))?;
        if account.id == repository.account_id {
            return Err(Failure::BadAccount("the account owns the repository"));
        }
        if shares::find(connection, repository.id, &account.name)?.is_some() {
            return Err(Failure::ShareExists);
        }
        if repository.is_public {
            return Err(Failure::ShareOfPublic);
        }
        if shares::count(connection, repository.id)? >= MAXIMUM {
            return Err(Failure::TooManyShares(MAXIMUM));
        }
        let new = NewShare {
            repository_id: repository.id,
            account_id: &account.id,
            deadline: terms.deadline,
            description: &terms.description,
            creator_id: &caller.viewer.user_id,
            creator_name: &caller.user_name,
            now,
        };
        Ok(shares::create(connection, &new)?)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
) -> Result<Json<Vec<Share>>, Failure> {
    let now = service.now();
    let work = move |connection: &_| {
        let repository = repository(connection, &caller, &names, Right::Read)?;
        let rows = shares::list(connection, repository.id)?;
        let rows = rows.into_iter().map(|row| share(&repository, row, now));
        Ok::<_, Failure>(rows.collect())
    };
    Ok(Json(service.store.read(work).await?))
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: ShareSegments,
) -> Result<Json<Shown>, Failure> {
    let now = service.now();
    let work = move |connection: &_| {
        let repository = repository(connection, &caller, &names.repository, Right::Read)?;
        let found = shares::find(connection, repository.id, &names.account)?;
        let exist = found.is_some();
        let share = match found {
            // As it was requested: a tool that writes all accounts in capitals would see another one.
            Some(row) => Share {
                access_domain: names.account,
                ..share(&repository, row, now)
            },
            None => no_share(&repository, names.account),
        };
        Ok::<_, Failure>(Shown { exist, share })
    };
    Ok(Json(service.store.read(work).await?))
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    names: ShareSegments,
    body: Bytes,
) -> Result<Response, Failure> {
    check(&service, &caller, &names.repository).await?;
    let terms = terms(&Fields::parse(&body)?)?;
    let now = service.now();
    let work = move |connection: &_| {
        let repository = repository(connection, &caller, &names.repository, Right::Manage)?;
        let is_there = shares::update(
            connection,
            repository.id,
            &names.account,
            terms.deadline,
            &terms.description,
            now,
        )?;
        is_there.then_some(()).ok_or(Failure::NoSuchShare)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: ShareSegments,
) -> Result<StatusCode, Failure> {
    let work = move |connection: &_| {
        let repository = repository(connection, &caller, &names.repository, Right::Manage)?;
        let is_there = shares::delete(connection, repository.id, &names.account)?;
        is_there.then_some(()).ok_or(Failure::NoSuchShare)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
