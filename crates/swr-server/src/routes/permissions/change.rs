//! Changes of permissions: what a request wants done, read from the array that is its body, and
//! carried out.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::body::{Fields, array};
use crate::error::Failure;
use crate::store::access::Right;
use crate::store::members::{self, GrantTarget};
use crate::store::{Connection, users};

/// A user and the right that they are to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    user_id: String,
    user_name: String,
    right: Right,
}

/// What is done, for each user once.
pub(super) enum PermissionChange {
    /// Users who were granted nothing there get a right.
    Grant(Vec<Grant>),
    /// Users who have a right there get another one.
    Update(Vec<Grant>),
    /// Rights are taken back from users of these ids.
    Revoke(Vec<String>),
}

impl PermissionChange {
    pub(super) fn grant(body: &[u8], bad_right: &Failure) -> Result<Self, Failure> {
        grants(body, bad_right).map(Self::Grant)
    }

    pub(super) fn update(body: &[u8], bad_right: &Failure) -> Result<Self, Failure> {
        grants(body, bad_right).map(Self::Update)
    }

    pub(super) fn revoke(body: &[u8], _bad_right: &Failure) -> Result<Self, Failure> {
        user_ids(body).map(Self::Revoke)
    }

    /// Whether the user's right would be another one.
    pub(super) fn concerns(&self, user_id: &str) -> bool {
        match self {
            Self::Grant(grants) | Self::Update(grants) => {
                grants.iter().any(|grant| grant.user_id == user_id)
            }
            Self::Revoke(user_ids) => user_ids.iter().any(|it| it == user_id),
        }
    }

    /// Carries it out on something of that account; its first entry that is refused refuses all.
    pub(super) fn apply(
        &self,
        connection: &Connection,
        target: GrantTarget,
        account_id: &str,
    ) -> Result<(), Failure> {
        match self {
            Self::Grant(grants) => grants.iter().try_for_each(|grant| {
                check_user(connection, account_id, grant)?;
                if members::granted(connection, target, &grant.user_id)?.is_some() {
                    return Err(exists(target));
                }
                write(connection, target, grant)
            }),
            Self::Update(grants) => grants.iter().try_for_each(|grant| {
                if members::granted(connection, target, &grant.user_id)?.is_none() {
                    return Err(missing(target));
                }
                check_user(connection, account_id, grant)?;
                write(connection, target, grant)
            }),
            Self::Revoke(user_ids) => user_ids.iter().try_for_each(|user_id| {
                let was_there = members::revoke(connection, target, user_id)?;
                was_there.then_some(()).ok_or_else(|| missing(target))
            }),
        }
    }
}

fn write(connection: &Connection, target: GrantTarget, grant: &Grant) -> Result<(), Failure> {
    let Grant { user_id, right, .. } = grant;
    Ok(members::grant(connection, target, user_id, *right)?)
}

fn exists(target: GrantTarget) -> Failure {
    match target {
        GrantTarget::Organization(_) => Failure::OrganizationRightExists,
        GrantTarget::Repository(_) => Failure::RepositoryRightExists,
    }
}

fn missing(target: GrantTarget) -> Failure {
    match target {
        GrantTarget::Organization(_) => Failure::NoSuchOrganizationRight,
        GrantTarget::Repository(_) => Failure::NoSuchRepositoryRight,
    }
}

/// Other accounts' users do not exist here: their account is told that something is shared with it.
fn check_user(connection: &Connection, account_id: &str, grant: &Grant) -> Result<(), Failure> {
    let found = users::by_id(connection, &grant.user_id)?;
    match found.filter(|user| user.account_id == account_id) {
        None => Err(Failure::BadUser("the account has no user with this ID")),
        Some(user) if user.name != grant.user_name => Err(Failure::BadUser(
            "the ID belongs to a user with another name",
        )),
        Some(_) => Ok(()),
    }
}

/// `bad_right` is how this level says that a number is no right.
fn grants(body: &[u8], bad_right: &Failure) -> Result<Vec<Grant>, Failure> {
    let read = |entry: Value| -> Result<Grant, Failure> {
        let fields = Fields::of(entry)?;
        let given = fields.number("auth", bad_right)?;
        let number = given.ok_or(Failure::MissingParameter("auth"))?;
        let right = u8::try_from(number).ok().and_then(Right::from_number);
        Ok(Grant {
            user_id: fields.required_text("user_id")?,
            user_name: fields.required_text("user_name")?,
            right: right.ok_or_else(|| bad_right.clone())?,
        })
    };
    let grants: Vec<Grant> = array(body)?
        .into_iter()
        .map(read)
        .collect::<Result<_, Failure>>()?;
    refuse_repetition(grants.iter().map(|grant| grant.user_id.as_str()))?;
    Ok(grants)
}

fn user_ids(body: &[u8]) -> Result<Vec<String>, Failure> {
    let read = |entry: Value| match entry {
        Value::String(id) => Ok(id),
        _ => Err(Failure::BadParameter("a user ID is not a string".into())),
    };
    let ids: Vec<String> = array(body)?
        .into_iter()
        .map(read)
        .collect::<Result<_, Failure>>()?;
    refuse_repetition(ids.iter().map(String::as_str))?;
    Ok(ids)
}

/// An entry for a user whom another one names, too, is refused: either of them could be meant.
fn refuse_repetition<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Failure::BadParameter(format!("{id:?} is listed twice")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> Failure {
        grants(body.as_bytes(), &Failure::BadOrganizationRight).unwrap_err()
    }

    #[test]
    fn a_grant_is_a_user_and_one_of_three_numbers() {
        let body = br#"[{"user_id": "1", "user_name": "ann", "auth": 3}]"#;
        let read = grants(body, &Failure::BadOrganizationRight).unwrap();
        assert_eq!(read[0].right, Right::Edit);
        for auth in ["0", "2", "-1", "263", "\"7\"", "7.5", "[]"] {
            let body = format!(r#"[{{"user_id": "1", "user_name": "ann", "auth": {auth}}}]"#);
            assert_eq!(refused(&body), Failure::BadOrganizationRight, "{auth}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for (body, name) in [
            (r#"[{"user_name": "ann", "auth": 1}]"#, "user_id"),
            (r#"[{"user_id": "1", "auth": 1}]"#, "user_name"),
            (r#"[{"user_id": "1", "user_name": "ann"}]"#, "auth"),
        ] {
            assert_eq!(refused(body), Failure::MissingParameter(name));
        }
    }

    #[test]
    fn no_one_is_there_twice() {
        assert!(user_ids(br#"["1", "2"]"#).is_ok());
        let twice = user_ids(br#"["1", "2", "1"]"#).unwrap_err();
        assert!(matches!(twice, Failure::BadParameter(_)));
    }
}
