//! `…/access`: rights of users on an organization, and on one repository.
//!
//! Both levels take and give the same JSON, bare arrays, and each array is one transaction: when
//! one of its entries is refused, none of them counts.

mod asked;
pub(crate) mod organization;
pub(crate) mod repository;

use serde::Serialize;

use self::asked::Grant;
use crate::auth::Caller;
use crate::error::Failure;
use crate::store::access::Right;
use crate::store::members::{self, Member, Place};
use crate::store::{Connection, users};

#[derive(Serialize)]
struct UserAuth {
    user_id: String,
    user_name: String,
    auth: u8,
}

/// What `GET …/access` answers. The caller is among the others, too, when they were granted a
/// right; so it is on the cloud.
#[derive(Serialize)]
pub(crate) struct Shown {
    id: i64,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator_name: Option<String>,
    self_auth: UserAuth,
    others_auths: Vec<UserAuth>,
}

impl From<Member> for UserAuth {
    fn from(member: Member) -> Self {
        Self {
            user_id: member.user_id,
            user_name: member.user_name,
            auth: member.right.number(),
        }
    }
}

/// The caller with what they may do in the end, whatever it comes from.
fn self_auth(caller: &Caller, right: Right) -> UserAuth {
    UserAuth {
        user_id: caller.viewer.user_id.clone(),
        user_name: caller.user_name.clone(),
        auth: right.number(),
    }
}

fn others_auths(connection: &Connection, place: Place) -> Result<Vec<UserAuth>, Failure> {
    let members = members::list(connection, place)?;
    Ok(members.into_iter().map(UserAuth::from).collect())
}

fn exists(place: Place) -> Failure {
    match place {
        Place::Organization(_) => Failure::OrganizationRightExists,
        Place::Repository(_) => Failure::RepositoryRightExists,
    }
}

fn missing(place: Place) -> Failure {
    match place {
        Place::Organization(_) => Failure::NoSuchOrganizationRight,
        Place::Repository(_) => Failure::NoSuchRepositoryRight,
    }
}

fn grant(
    connection: &Connection,
    place: Place,
    account_id: &str,
    grants: &[Grant],
) -> Result<(), Failure> {
    for grant in grants {
        check_user(connection, account_id, grant)?;
        if members::granted(connection, place, &grant.user_id)?.is_some() {
            return Err(exists(place));
        }
        members::grant(connection, place, &grant.user_id, grant.right)?;
    }
    Ok(())
}

fn change(
    connection: &Connection,
    place: Place,
    account_id: &str,
    grants: &[Grant],
) -> Result<(), Failure> {
    for grant in grants {
        if members::granted(connection, place, &grant.user_id)?.is_none() {
            return Err(missing(place));
        }
        check_user(connection, account_id, grant)?;
        members::grant(connection, place, &grant.user_id, grant.right)?;
    }
    Ok(())
}

fn revoke(connection: &Connection, place: Place, user_ids: &[String]) -> Result<(), Failure> {
    for user_id in user_ids {
        if !members::revoke(connection, place, user_id)? {
            return Err(missing(place));
        }
    }
    Ok(())
}

/// Other accounts' users do not exist here: their account is told that something is shared with it.
fn check_user(connection: &Connection, account_id: &str, grant: &Grant) -> Result<(), Failure> {
    let found = users::by_id(connection, &grant.user_id)?;
    match found.filter(|user| user.account_id == account_id) {
        None => Err(Failure::BadUser("the account has no user of that id")),
        Some(user) if user.name != grant.user_name => {
            Err(Failure::BadUser("the id is of a user with another name"))
        }
        Some(_) => Ok(()),
    }
}
