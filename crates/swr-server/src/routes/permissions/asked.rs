//! The arrays that requests about rights have as their bodies.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::body::{Fields, array};
use crate::error::Failure;
use crate::store::access::Right;

/// A user and the right that they are to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    pub user_id: String,
    pub user_name: String,
    pub right: Right,
}

/// `bad_right` is how this level says that a number is no right.
pub(super) fn grants(body: &[u8], bad_right: &Failure) -> Result<Vec<Grant>, Failure> {
    let entries = array(body)?.into_iter().map(|entry| {
        let fields = Fields::of(entry)?;
        let number = fields.number("auth", bad_right)?;
        let number = number.ok_or(Failure::MissingParameter("auth"))?;
        let right = u8::try_from(number).ok().and_then(Right::from_number);
        Ok(Grant {
            user_id: fields.required_text("user_id")?,
            user_name: fields.required_text("user_name")?,
            right: right.ok_or_else(|| bad_right.clone())?,
        })
    });
    let grants = entries.collect::<Result<Vec<_>, Failure>>()?;
    refuse_repetition(grants.iter().map(|grant| grant.user_id.as_str()))?;
    Ok(grants)
}

pub(super) fn user_ids(body: &[u8]) -> Result<Vec<String>, Failure> {
    let ids = array(body)?.into_iter().map(|entry| match entry {
        Value::String(id) => Ok(id),
        _ => Err(Failure::BadParameter("a user id is not a string".into())),
    });
    let ids = ids.collect::<Result<Vec<_>, Failure>>()?;
    refuse_repetition(ids.iter().map(String::as_str))?;
    Ok(ids)
}

/// Which of two entries counts would be anybody's guess.
fn refuse_repetition<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Failure::BadParameter(format!("{id:?} stands there twice")));
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
    fn nobody_stands_there_twice() {
        assert!(user_ids(br#"["1", "2"]"#).is_ok());
        let twice = user_ids(br#"["1", "2", "1"]"#).unwrap_err();
        assert!(matches!(twice, Failure::BadParameter(_)));
    }
}
