//! Errors of granting access, assigned to a field or to the banner.
//!
//! The service rejects an array as a whole and does not name the entry. With one user this is clear; with
//! several, reloading the list may show the reason.

use swr_api::{Error, ErrorKind};

use super::texts;
use crate::i18n::{Text, Texts};
use crate::remote::problem;
use crate::ui::Problem;

const BAD_USER: &str = "SVCSTG.SWR.4001067";

/// What the service found wrong with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// No such user, or not of that name.
    User,
    /// Someone who has a right there.
    Granted,
}

pub(super) fn refused(error: &Error) -> Option<Refused> {
    match error.kind() {
        ErrorKind::Conflict => Some(Refused::Granted),
        _ if error.code() == Some(BAD_USER) => Some(Refused::User),
        _ => None,
    }
}

/// What is shown at the field of the only person.
pub(super) fn at_field(refused: Refused) -> &'static Text {
    match refused {
        Refused::User => texts::USER_REFUSED,
        Refused::Granted => texts::GRANTED_MEANWHILE,
    }
}

/// What belongs to no field, when this many people were requested.
pub(super) fn banner(texts: Texts, error: &Error, people: usize) -> Option<Problem> {
    let sentence = match refused(error) {
        None => return Some(problem(texts, error)),
        Some(_) if people == 1 => return None,
        Some(Refused::User) => texts::ONE_REFUSED,
        Some(Refused::Granted) => texts::ONE_GRANTED,
    };
    Some(Problem {
        sentence: texts.get(sentence).to_owned(),
        ..problem(texts, error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::ApiError;

    fn error(status: u16, code: &str) -> Error {
        Error::Api(ApiError::new(status, "no".to_owned()).with_code(code))
    }

    #[test]
    fn what_is_wrong_with_the_only_person_is_reported_at_its_field() {
        for (status, code, place) in [
            (400, "SVCSTG.SWR.4001067", Refused::User),
            (409, "SVCSTG.SWR.4090076", Refused::Granted),
            (409, "SVCSTG.SWR.4090089", Refused::Granted),
        ] {
            let error = error(status, code);
            assert_eq!(refused(&error), Some(place), "{code}");
            assert_eq!(banner(Texts::english(), &error, 1), None, "{code}");
            assert!(banner(Texts::english(), &error, 2).is_some(), "{code}");
        }
    }

    #[test]
    fn a_missing_right_belongs_to_no_field() {
        for code in ["SVCSTG.SWR.4039002", "SVCSTG.SWR.4037020"] {
            let error = error(403, code);
            assert_eq!(refused(&error), None);
            assert!(banner(Texts::english(), &error, 1).is_some());
        }
    }
}
