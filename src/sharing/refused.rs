//! Errors of sharing, assigned to a field or to the banner.

use swr_api::{Error, ErrorKind};

use super::texts;
use crate::catalog::is_about_description;
use crate::catalog::texts::DESCRIPTION_REFUSED;
use crate::i18n::{Text, Texts};
use crate::remote::problem;
use crate::ui::Problem;

/// The account's name is not one that the service takes.
const BAD_ACCOUNT: &str = "SVCSTG.SWR.4001041";

/// The field that a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Account(&'static Text),
    Day,
    Description,
}

impl Refused {
    /// The field that a refusal is about; none for the whole form.
    pub(super) fn of(error: &Error) -> Option<Self> {
        // The code of a wrong parameter does not say which: its message names it.
        let names_day = || error.message().to_ascii_lowercase().contains("deadline");
        match (error.kind(), error.code()) {
            (_, Some(BAD_ACCOUNT)) => Some(Self::Account(texts::NO_SUCH_ACCOUNT)),
            (ErrorKind::Conflict, _) => Some(Self::Account(texts::TAKEN)),
            _ if is_about_description(error) => Some(Self::Description),
            (ErrorKind::Invalid, _) if names_day() => Some(Self::Day),
            _ => None,
        }
    }

    /// What is shown at the field.
    pub(super) fn sentence(self, texts: Texts) -> String {
        let sentence = match self {
            Self::Account(sentence) => sentence,
            Self::Day => texts::DAY_REFUSED,
            Self::Description => DESCRIPTION_REFUSED,
        };
        texts.get(sentence).to_owned()
    }
}

/// What belongs to no field. A form for a known share has no account to say anything at.
pub(super) fn banner(texts: Texts, error: &Error, has_account: bool) -> Option<Problem> {
    match Refused::of(error) {
        Some(Refused::Account(_)) if has_account => None,
        Some(Refused::Day | Refused::Description) => None,
        _ => Some(problem(texts, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::ApiError;

    fn error(status: u16, code: &str, message: &str) -> Error {
        Error::Api(
            ApiError::new(status, message.to_owned()).with_code(&format!("SVCSTG.SWR.{code}")),
        )
    }

    #[test]
    fn each_refusal_is_reported_at_its_field_and_nowhere_else() {
        let table = [
            (
                error(400, "4001041", "bad domain"),
                Refused::Account(texts::NO_SUCH_ACCOUNT),
            ),
            (
                error(409, "4090089", "exists"),
                Refused::Account(texts::TAKEN),
            ),
            (error(413, "4131012", "too long"), Refused::Description),
            (
                error(400, "4000014", "Invalid parameter: deadline"),
                Refused::Day,
            ),
        ];
        for (error, refused) in table {
            assert_eq!(Refused::of(&error), Some(refused));
            assert_eq!(banner(Texts::english(), &error, true), None, "{error}");
        }
    }

    #[test]
    fn what_no_field_can_mend_is_in_the_banner() {
        for error in [
            error(400, "4000014", "A public repository is not shared"),
            error(400, "4001090", "no such repository"),
            error(403, "4039002", "no right"),
            error(500, "5000001", "deadline exceeded"),
        ] {
            assert_eq!(Refused::of(&error), None, "{error}");
            assert!(banner(Texts::english(), &error, true).is_some());
        }
        let conflict = error(409, "4090089", "exists");
        assert!(banner(Texts::english(), &conflict, false).is_some());
    }
}
