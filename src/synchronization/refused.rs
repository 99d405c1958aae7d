//! Errors, assigned to the region, the organization, or the banner.

use swr_api::{Error, ErrorKind};

use super::texts;
use crate::i18n::Texts;
use crate::remote::problem;
use crate::ui::Problem;

/// A region that the service does not know, as a fault of its own.
const UNKNOWN_REGION: &str = "SVCSTG.SWR.5001101";
/// A name that no organization can have.
const WRONG_ORGANIZATION: &str = "SVCSTG.SWR.4001028";

/// Whether the service refused the region.
pub(super) fn is_about_region(error: &Error) -> bool {
    error.code() == Some(UNKNOWN_REGION)
}

/// Whether the service refused the organization's name.
pub(super) fn is_about_organization(error: &Error) -> bool {
    error.code() == Some(WRONG_ORGANIZATION)
}

/// The problem that belongs to no field.
pub(super) fn banner(texts: Texts, error: &Error) -> Option<Problem> {
    if is_about_region(error) || is_about_organization(error) {
        return None;
    }
    let problem = problem(texts, error);
    Some(match error.kind() {
        ErrorKind::Forbidden => Problem {
            sentence: texts.get(texts::ADMINISTRATORS_SENTENCE).to_owned(),
            ..problem
        },
        _ => problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::ApiError;

    #[test]
    fn what_is_reported_at_a_field_is_not_said_again() {
        let is_in_banner = |status, code: &str| {
            let error = Error::Api(ApiError::new(status, "no".to_owned()).with_code(code));
            banner(Texts::english(), &error).is_some()
        };
        assert!(!is_in_banner(500, UNKNOWN_REGION));
        assert!(!is_in_banner(400, WRONG_ORGANIZATION));
        assert!(is_in_banner(500, "SVCSTG.SWR.5000001"));
        assert!(is_in_banner(400, "SVCSTG.SWR.4000014"));
        assert!(is_in_banner(403, "SVCSTG.SWR.4039002"));
    }
}
