//! `…/access`: rights of users on an organization, and on one repository.
//!
//! Both levels take and give the same JSON, bare arrays, and each array is one transaction: when
//! one of its entries is refused, none of them counts.

mod change;
pub(crate) mod organization;
pub(crate) mod repository;

use serde::Serialize;

use self::change::PermissionChange;
use crate::auth::Caller;
use crate::error::Failure;
use crate::service::Service;
use crate::store::Connection;
use crate::store::access::Right;
use crate::store::members::{self, GrantTarget, Member};

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

fn others_auths(connection: &Connection, target: GrantTarget) -> Result<Vec<UserAuth>, Failure> {
    let members = members::list(connection, target)?;
    Ok(members.into_iter().map(UserAuth::from).collect())
}

/// The organization or the repository whose permissions a request is about.
trait PermissionScope: Clone + Send + 'static {
    /// How this level says that a number is no right.
    const BAD_RIGHT: Failure;

    /// What rights are granted on and the account that it belongs to, if the caller may change them.
    fn authorize(
        &self,
        connection: &Connection,
        caller: &Caller,
    ) -> Result<(GrantTarget, String), Failure>;

    /// Refuses a change that the caller may not make although they may make others.
    fn check(_caller: &Caller, _change: &PermissionChange) -> Result<(), Failure> {
        Ok(())
    }
}

/// Reads the body and carries out what it wants, all of it or nothing.
async fn write<S: PermissionScope>(
    service: &Service,
    caller: Caller,
    scope: S,
    body: &[u8],
    read: fn(&[u8], &Failure) -> Result<PermissionChange, Failure>,
) -> Result<(), Failure> {
    let read = read(body, &S::BAD_RIGHT);
    if read.is_err() {
        let (scope, caller) = (scope.clone(), caller.clone());
        let look = move |connection: &_| scope.authorize(connection, &caller).map(drop);
        service.store.look_up(look).await?;
    }
    let change = read?;
    let work = move |connection: &_| {
        let (target, account_id) = scope.authorize(connection, &caller)?;
        S::check(&caller, &change)?;
        change.apply(connection, target, &account_id)
    };
    service.store.write(work).await
}
