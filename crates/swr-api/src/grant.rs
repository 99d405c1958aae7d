//! The access of one user, in the format of both organization and repository permissions.
//!
//! The caller may stand among the others as well, so anyone who counts or lists the others takes
//! [`without`] and not the field.

use serde::{Deserialize, Serialize};

use crate::Access;
use crate::lenient::or_default;

/// A user's right (wire: `UserAuth`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The user's id in the sign-in service.
    pub user_id: String,
    /// The user's name there. The service requires it in addition to the ID.
    #[serde(default, deserialize_with = "or_default")]
    pub user_name: String,
    /// The user's role (wire: `auth`).
    #[serde(default, rename = "auth", deserialize_with = "or_default")]
    pub access: Access,
}

/// The grants that are not the caller's own: by id, or by name where a response has no id.
pub(crate) fn without<'a>(
    own: Option<&'a Grant>,
    others: &'a [Grant],
) -> impl Iterator<Item = &'a Grant> {
    others.iter().filter(move |other| match own {
        Some(own) if own.user_id.is_empty() => own.user_name != other.user_name,
        Some(own) => own.user_id != other.user_id,
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::{Grant, without};
    use crate::Access;

    fn grant(user_id: &str, user_name: &str) -> Grant {
        Grant {
            user_id: user_id.to_owned(),
            user_name: user_name.to_owned(),
            access: Access::Manage,
        }
    }

    #[test]
    fn the_caller_is_known_by_id_and_by_name_only_without_one() {
        let others = [grant("1", "ann"), grant("2", "bob"), grant("3", "ann")];
        let left = |own: Option<&Grant>| -> Vec<String> {
            without(own, &others)
                .map(|grant| grant.user_id.clone())
                .collect()
        };
        assert_eq!(left(Some(&grant("1", "ann"))), ["2", "3"]);
        assert_eq!(left(Some(&grant("", "bob"))), ["1", "3"]);
        assert_eq!(left(None), ["1", "2", "3"]);
    }

    #[test]
    fn a_role_that_a_response_leaves_out_is_none() {
        let read: Grant = serde_json::from_str(r#"{"user_id": "1", "auth": null}"#).unwrap();
        assert_eq!(read.access, Access::Other(0));
        assert!(!read.access.may_pull());
    }
}
