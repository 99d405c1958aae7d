//! Errors of creating and editing, assigned to a field or to the banner.

use swr_api::{Error, ErrorKind};

use super::texts;
use crate::catalog::is_about_description;
use crate::i18n::Texts;
use crate::remote::problem;
use crate::ui::Problem;

/// What belongs to no field of the form that edits, which has no name to say anything at.
pub(super) fn editing_banner(texts: Texts, error: &Error) -> Option<Problem> {
    (!is_about_description(error)).then(|| problem(texts, error))
}

/// What belongs to no field of the form that creates. A taken name is shown at the name.
pub(super) fn creating_banner(texts: Texts, error: &Error) -> Option<Problem> {
    match error.kind() {
        ErrorKind::Conflict => None,
        _ if is_about_description(error) => None,
        ErrorKind::QuotaExceeded => Some(Problem {
            sentence: texts.get(texts::QUOTA_REACHED).to_owned(),
            ..problem(texts, error)
        }),
        _ => Some(problem(texts, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::ApiError;

    fn is_in_banner(status: u16) -> bool {
        let error = Error::Api(ApiError::new(status, "no".to_owned()));
        creating_banner(Texts::english(), &error).is_some()
    }

    #[test]
    fn a_form_without_a_name_says_a_conflict_in_its_banner() {
        let banner = |status| {
            let error = Error::Api(ApiError::new(status, "no".to_owned()));
            editing_banner(Texts::english(), &error).is_some()
        };
        assert!(banner(409) && banner(406) && !banner(413));
    }

    #[test]
    fn what_is_reported_at_a_field_is_not_said_again() {
        assert!(!is_in_banner(409));
        assert!(!is_in_banner(413));
        for status in [400, 403, 404, 500] {
            assert!(is_in_banner(status), "{status}");
        }
    }
}
